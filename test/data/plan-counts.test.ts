import { describe, expect, it } from 'vitest'
import { planCounts } from '#core/plan-counts.ts'
import type { Allocation, Clause, DepartmentId, Plan } from '#core/plan.ts'
import { areaFiles } from './routing-in.ts'

/**
 * Counted in the five documents by hand. `notes`: brackets and 责任单位 lines; `inText`: clauses whose duty stands in the
 * running text, without one. Yuncheng has no notes at all: its 17 items all stand under one sentence.
 */
const documents = [
  {
    folder: '150000-neimenggu',
    notes: 29,
    inText: ['二(一)2', '二(一)3', '二(一)4'],
    openEnded: 24,
    allocations: {
      sole: 2,
      'first-listed-leads': 0,
      'lead-and-cooperate': 2,
      'each-leads-by-duty': 5,
      'jointly-responsible': 17,
      'lead-with-all': 6,
    },
    named: { lead: 47, responsible: 103, cooperate: 14 },
  },
  {
    folder: '211382-lingyuan',
    notes: 25,
    inText: [],
    openEnded: 19,
    allocations: {
      sole: 1,
      'first-listed-leads': 24,
      'lead-and-cooperate': 0,
      'each-leads-by-duty': 0,
      'jointly-responsible': 0,
      'lead-with-all': 0,
    },
    named: { lead: 25, responsible: 57, cooperate: 0 },
  },
  {
    folder: '500153-rongchang',
    notes: 22,
    inText: ['二(二)', '附件2'],
    openEnded: 2,
    allocations: {
      sole: 2,
      'first-listed-leads': 5,
      'lead-and-cooperate': 0,
      'each-leads-by-duty': 16,
      'jointly-responsible': 0,
      'lead-with-all': 1,
    },
    named: { lead: 148, responsible: 25, cooperate: 21 },
  },
  {
    folder: '370300-zibo',
    notes: 29,
    inText: [],
    openEnded: 0,
    allocations: {
      sole: 1,
      'first-listed-leads': 14,
      'lead-and-cooperate': 1,
      'each-leads-by-duty': 8,
      'jointly-responsible': 0,
      'lead-with-all': 5,
    },
    named: { lead: 62, responsible: 93, cooperate: 22 },
  },
  {
    folder: '140800-yuncheng',
    notes: 0,
    inText: [
      '一',
      '一·一优化',
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => `一·七加强${n}`),
      '二·联席会议',
      ...[1, 2, 3, 4, 5, 6].map((n) => `二·六项机制${n}`),
      '二·督查',
    ],
    openEnded: 0,
    allocations: {
      sole: 0,
      'first-listed-leads': 0,
      'lead-and-cooperate': 0,
      'each-leads-by-duty': 0,
      'jointly-responsible': 0,
      'lead-with-all': 17,
    },
    named: { lead: 17, responsible: 0, cooperate: 0 },
  },
] as const

it('the four plans with responsibility notes have 105 of them, and Yuncheng 17 items without', () => {
  expect(documents.reduce((sum, { notes }) => sum + notes, 0)).toBe(105)
  expect(planCounts(areaFiles('140800-yuncheng').plan).clauses).toBe(17)
})

describe.each(documents)('$folder', ({ folder, notes, inText, openEnded, allocations, named }) => {
  const { plan } = areaFiles(folder)
  const counts = planCounts(plan)
  const withNote = plan.clauses.filter(({ clause }) => !new Set<string>(inText).has(clause))

  it(`has ${notes} responsibility notes and ${inText.length} clauses in the running text`, () => {
    expect(withNote).toHaveLength(notes)
    expect(counts.clauses).toBe(notes + inText.length)
  })

  it('shares the work of its clauses as the document does', () => {
    expect(counts.allocations).toEqual(allocations)
    expect(counts.openEnded).toBe(openEnded)
  })

  it('names departments as often as the document, in the same parts', () => {
    expect(counts.named).toEqual(named)
  })

  it('gives each note the departments and parts that its own words give', () => {
    for (const clause of withNote) expect(reread(clause, plan), clause.clause).toEqual(own(clause))
  })
})

type Shared = Pick<Clause, 'allocation' | 'lead' | 'responsible' | 'cooperate'>

const own = ({ allocation, lead, responsible, cooperate }: Clause): Shared => ({
  allocation,
  lead,
  responsible,
  cooperate,
})

/** What a plan says of its own rule stands in the note that states it. */
const rules =
  /，列第一位的单位为牵头部门，下同|。排在第一的部门为牵头单位，下同|（排在第一位[^）]*）|，各部门按职责分别牵头，下同/

/** Reads the words of a note once more, by nothing but its words and the plan's rule about the first named. */
function reread({ asWritten }: Clause, plan: Plan): Shared {
  const words = asWritten.replace(/^责任单位：/, '').replace(rules, '')
  const [, main = words, others = ''] =
    /^(.*(?:负责|牵头))，(.*(?:配合|参与|负责))。?$/.exec(words) ?? []
  const [lead, cooperate] = [departmentsIn(main, plan), departmentsIn(others, plan)]
  const allocation = sharing({ main, others, lead, cooperate }, plan)
  if (allocation === 'jointly-responsible')
    return { allocation, lead: [], responsible: lead, cooperate }
  if (allocation !== 'first-listed-leads') return { allocation, lead, responsible: [], cooperate }
  return { allocation, lead: lead.slice(0, 1), responsible: lead.slice(1), cooperate }
}

interface Said {
  readonly main: string
  readonly others: string
  readonly lead: readonly DepartmentId[]
  readonly cooperate: readonly DepartmentId[]
}

function sharing({ main, others, lead, cooperate }: Said, { leadRule }: Plan): Allocation {
  if (/分别牵头|分别负责/.test(main)) return 'each-leads-by-duty'
  if (cooperate.length > 0) return 'lead-and-cooperate'
  if (others !== '') return 'lead-with-all'
  if (lead.length === 1 && !main.includes('等')) return 'sole'
  return leadRule.rule === 'none' ? 'jointly-responsible' : 'first-listed-leads'
}

/** Departments in the order in which the words name them, each once. Two bodies in one house have one name. */
function departmentsIn(words: string, { departments }: Plan): readonly DepartmentId[] {
  const spellings = departments.flatMap(({ asWritten }) => asWritten)
  const longest = spellings.toSorted((one, other) => other.length - one.length)
  const found = new RegExp(longest.join('|'), 'gu')
  const named = [...words.matchAll(found)].flatMap(([spelling]) =>
    departments.filter(({ asWritten }) => asWritten.includes(spelling)).map(({ id }) => id),
  )
  return [...new Set(named)]
}
