import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assign } from '#core/assign.ts'
import { demoOffices } from '#core/offices.ts'
import type { DepartmentId, Offence } from '#core/plan.ts'
import { route, type Routing } from '#core/route.ts'
import { loadPacks } from '#packs/load.ts'
import { areaFiles, type AreaFiles } from './routing-in.ts'

const { offences } = loadPacks(new URL('../../data', import.meta.url).pathname)
const folders = [
  '140800-yuncheng',
  '150000-neimenggu',
  '211382-lingyuan',
  '370300-zibo',
  '500153-rongchang',
]

/** One line of `hard-questions.md`, as an official reads it. */
interface Question {
  readonly area: string
  readonly text: string
  readonly offence: string
  readonly clauses: string
  readonly lead: string
  readonly others: string
  readonly by: string
  readonly level: string
}

const questions = questionsIn(readFileSync(new URL('hard-questions.md', import.meta.url), 'utf8'))

function questionsIn(table: string): readonly Question[] {
  let area = ''
  return table.split('\n').flatMap((line) => {
    area = /^## (\d{6})/.exec(line)?.[1] ?? area
    const [, text = '', offence = '', , clauses = '', lead = '', others = '', by = '', level = ''] =
      line.split('|').map((cell) => cell.trim())
    const isQuestion = area !== '' && /^[A-N]\d+ /.test(offence)
    return isQuestion ? [{ area, text, offence, clauses, lead, others, by, level }] : []
  })
}

it('asks more than a hundred questions, some of each of the five places', () => {
  expect(questions.length).toBeGreaterThanOrEqual(100)
  for (const folder of folders)
    expect(questions.filter(({ area }) => folder.startsWith(area)).length).toBeGreaterThan(12)
})

describe.each(folders)('%s', (folder) => {
  const area = areaFiles(folder)
  const own = questions.filter((question) => folder.startsWith(question.area))

  it.each(own)('$offence: $text', (question) => {
    expect(answer(area, question)).toEqual(expected(area, question))
  })
})

interface Answer {
  readonly clauses: readonly string[]
  readonly lead: readonly DepartmentId[]
  readonly others: readonly DepartmentId[]
  readonly by: string
  readonly level: string
}

const silent = '方案没有写'

function expected(area: AreaFiles, { clauses, lead, others, by, level }: Question): Answer {
  const ids = (names: string): readonly DepartmentId[] =>
    listOf(names).map((name) => departmentNamed(area, name))
  return {
    clauses: clauses === silent ? [] : listOf(clauses),
    lead: ids(lead),
    others: ids(others).toSorted(),
    by,
    level,
  }
}

/** What the product makes of it, said in the words of the table. */
function answer(area: AreaFiles, question: Question): Answer {
  const offence = offenceOf(question)
  const accusedName = /^协调岗（检举，不给(.+)）$/.exec(question.by)?.[1]
  const accused = accusedName ? departmentNamed(area, accusedName) : undefined
  const { plan, reading } = area
  const stream = offence.stream ?? 'tip-off'
  const routing = route(
    {
      offence: offence.code,
      stream,
      text: question.text,
      ...(accused ? { accusedDepartment: accused } : {}),
    },
    { plan, reading, offences, precedents: [] },
  )
  const tasks = tasksOf(area, { offence: offence.code, routing, ...(accused ? { accused } : {}) })
  const byPlan = !routing.open && routing.basis === 'plan'
  expect(tasks.some(({ department }) => department === accused)).toBe(false)
  expect(tasks.map(({ role }) => role).includes('intake')).toBe(!byPlan)
  const named = routing.lead.length > 0 ? routing.lead : routing.responsible
  const leads = tasks.filter(({ role }) => role === 'lead' || role === 'co-lead')
  const others = tasks.filter(({ role }) => role === 'responsible' || role === 'cooperate')
  return {
    clauses: routing.clauses.map(({ clause }) => clause),
    lead: byPlan ? leads.map(({ department }) => department) : (routing.proposed?.lead ?? named),
    others: (byPlan
      ? others.map(({ department }) => department)
      : [...(routing.proposed?.cooperate ?? [])]
    ).toSorted(),
    by: decidedBy(routing, accusedName),
    level: routing.level === 'county' ? '区县' : '—',
  }
}

function decidedBy({ open, basis, explanation }: Routing, accused: string | undefined): string {
  if (explanation.key === 'accusation') return `协调岗（检举，不给${accused ?? '—'}）`
  if (basis === 'by-function') return '协调岗（方案没有写）'
  return open ? '协调岗（方案没有定到一家）' : '方案'
}

function tasksOf(
  { plan, places }: AreaFiles,
  asked: { readonly offence: string; readonly routing: Routing; readonly accused?: DepartmentId },
) {
  const { offence, routing, accused } = asked
  const matter = {
    id: 'm1',
    stream: 'tip-off',
    offence,
    ...(accused === undefined ? {} : { accused }),
  } as const
  return assign(matter, routing, {
    offices: demoOffices(plan, places),
    places,
    offences,
    due: () => ({ on: '2026-12-11', limit: 'accept', provisional: false }),
    taskId: (n) => `t${n}`,
  })
}

function offenceOf({ offence }: Question): Offence {
  const [code = '', plain] = offence.split(' ')
  const found = offences.get(code)
  if (!found || found.plain !== plain) throw new Error(`${offence} is no offence of the taxonomy`)
  return found
}

/** By the name or by any spelling of the plan, with or without the place before it. */
function departmentNamed({ plan }: AreaFiles, name: string): DepartmentId {
  const found = plan.departments.find((department) =>
    [department.name, ...department.asWritten].some((one) => one === name || one.endsWith(name)),
  )
  if (!found) throw new Error(`${name} is no department of ${plan.area.name}`)
  return found.id
}

const listOf = (cell: string): readonly string[] => (cell === '—' ? [] : cell.split('、'))
