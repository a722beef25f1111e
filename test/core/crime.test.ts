import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { assess, type CrimeStep } from '#core/crime.ts'
import { crimeWaits } from '#core/crime-next.ts'
import { evolve } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { openDecisions } from '#core/open-decisions.ts'
import { loadPacks } from '#packs/load.ts'
import { describe, expect, it } from 'vitest'

import { aCase, after, eventsOf, hour, morning, refusalOf } from './builders.ts'
import { accept, conclude, health, intake, taskOf } from './commands.ts'
import { aCrimeReport } from './crime-builders.ts'

const packs = loadPacks('data')
const due = { on: '2026-12-01', limit: 'practice-conclude', provisional: false } as const
const clocks = { clocks: packs, due }
const task = taskOf('health-commission')
const second = { ...health, id: 'officer-2' } as typeof health
const propose = (more: Partial<typeof aCrimeReport> = {}): Command => ({
  type: 'propose-transfer',
  task,
  ...aCrimeReport,
  ...more,
})
const taken = after(aCase(), health, accept())
const proposed = after(taken, health, propose(), clocks)
const proposal = proposed.proposals?.[0]?.id ?? ''
const settle = (more: object = {}): Command => ({
  type: 'decide-transfer',
  proposal,
  granted: true,
  head: '王局长',
  on: '2026-11-05',
  reason: '',
  ...more,
})
const approved = after(proposed, second, settle(), clocks)
const letter: Command = {
  type: 'transfer',
  task,
  to: 'police',
  organ: '荣昌区公安局',
  basis: '《行政处罚法》第二十七条',
  materials: ['调查报告'],
  on: '2026-11-05',
}
const sent = after(approved, health, letter, clocks)
const transfer = sent.transfers?.[0]?.id ?? ''
const received = after(
  sent,
  health,
  { type: 'receive-transfer', transfer, on: '2026-11-05' },
  clocks,
)
const later = { ...clocks, at: morning + 24 * hour }
const follow = (step: CrimeStep): Command => ({ type: 'follow-transfer', transfer, step })
const answered = (answer: 'filed' | 'not-filed' | 'returned' | 'passed-on'): CrimeStep => ({
  kind: 'answered',
  answer,
  on: '2026-11-06',
  document: '荣公（治）立字〔2026〕3号',
  text: '没有犯罪事实',
})
const on = '2026-11-06'
const steps = (from: Case, ...all: readonly CrimeStep[]): Case =>
  all.reduce<Case>((about, step) => after(about, health, follow(step), later), from)
const waits = (about: Case): readonly string[] =>
  crimeWaits(about).map(({ wait, due: until }) => `${wait} ${until?.on ?? '-'}`)

describe('a suspected crime', () => {
  it.each([
    ['met', ['yes', 'yes', 'no']],
    ['unsure', ['yes', 'unsure', 'no']],
    ['unsure', ['unsure', 'yes', 'no']],
    ['not-met', ['no', 'yes', 'yes']],
    ['not-met', ['yes', 'no', 'no']],
  ] as const)('is %s by its checklist where the answers are %j', (expected, answers) => {
    const elements = aCrimeReport.elements.map((one, n) => ({
      ...one,
      answer: answers[n] ?? 'unsure',
    }))
    expect(assess(elements)).toBe(expected)
  })

  it.each([
    ['crime-criterion-missing', { elements: [] }],
    [
      'crime-not-met',
      { elements: aCrimeReport.elements.map((one) => ({ ...one, answer: 'no' as const })) },
    ],
    [
      'crime-annex-missing',
      { annexes: [{ annex: 'report', name: '报告', material: '', missing: '' }] },
    ],
    [
      'materials-missing',
      { annexes: [{ annex: 'report', name: '报告', material: '', missing: '没有' }] },
    ],
    ['crime-team-missing', { team: ['张三', ' 张三 '] }],
    ['organ-missing', { organ: ' ' }],
    ['text-missing', { text: '' }],
  ])('is not proposed: %s', (key, wrong) => {
    expect(refusalOf(taken, health, propose(wrong))).toBe(key)
  })

  it('is decided on within three days, by another person, in the name of the head of the organ', () => {
    expect(waits(proposed)).toEqual(['approve 2026-11-09'])
    expect(refusalOf(proposed, health, settle())).toBe('crime-same-officer')
    expect(refusalOf(proposed, second, settle({ head: '' }))).toBe('crime-head-missing')
    expect(refusalOf(proposed, second, settle({ granted: false }))).toBe('reason-missing')
    expect(refusalOf(proposed, intake, settle())).toBe('task-not-yours')
    expect(refusalOf(proposed, intake, settle(), { supervises: true })).toBe('allowed')
    expect(refusalOf(approved, second, settle())).toBe('crime-already-decided')
    expect(refusalOf(proposed, health, propose())).toBe('crime-already-proposed')
  })

  it('refused by the head goes no further, and can be proposed anew', () => {
    const refused = after(proposed, second, settle({ granted: false, reason: '证据不足' }), clocks)
    expect(waits(refused)).toEqual([])
    expect(refusalOf(refused, health, letter)).toBe('transfer-not-approved')
    expect(refusalOf(refused, health, propose())).toBe('allowed')
  })

  it('approved is with the police within a day, who answer within three; the prosecutor gets a copy', () => {
    expect(waits(approved)).toEqual(['letter 2026-11-06'])
    expect(waits(sent)).toEqual(['receipt 2026-11-06', 'copy -'])
    expect(waits(received)).toEqual(['answer 2026-11-09', 'copy -'])
    const copied = steps(received, { kind: 'copied', organ: '荣昌区检察院', on, document: '' })
    expect(waits(copied)).toEqual(['answer 2026-11-09'])
    const again = follow({ kind: 'copied', organ: '荣昌区检察院', on, document: '' })
    expect(refusalOf(copied, health, again, later)).toBe('crime-already-copied')
  })
})

describe('what the police answered', () => {
  const filed = steps(received, answered('filed'))
  const not = steps(received, answered('not-filed'))

  it('filed: what belongs to it goes along within three days, and it is over', () => {
    expect(waits(filed)).toContain('items 2026-11-09')
    expect(waits(steps(filed, { kind: 'items', on, document: '' }))).toEqual(['copy -'])
  })

  it('not filed: within three days reconsideration or the prosecutor, then the prosecutor alone', () => {
    expect(waits(not)).toContain('objection 2026-11-09')
    const objected = steps(not, {
      kind: 'objected',
      way: 'reconsideration',
      on,
      document: '',
      text: '有证据',
    })
    expect(waits(objected)).toContain('reconsideration 2026-11-09')
    const twice = steps(objected, answered('not-filed'))
    expect(waits(twice)).toContain('second-objection 2026-11-09')
    const more = follow({
      kind: 'objected',
      way: 'reconsideration',
      on,
      document: '',
      text: '再来',
    })
    expect(refusalOf(twice, health, more, later)).toBe('crime-prosecutor-only')
    const asked = steps(twice, {
      kind: 'objected',
      way: 'prosecutor',
      on,
      document: '',
      text: '请监督',
    })
    expect(waits(asked)).toContain('prosecutor -')
    const over = steps(asked, { kind: 'prosecuted', result: 'no-ground', on, document: '' })
    expect(waits(over)).toContain('go-on -')
  })

  it('sent back is sent again; passed on is answered by who has it then', () => {
    expect(waits(steps(received, answered('returned')))).toContain('send-again -')
    const again = steps(received, answered('returned'), { kind: 'sent-again', on, document: '' })
    expect(waits(again)).toContain('answer 2026-11-09')
    expect(waits(steps(received, answered('passed-on')))).toContain('answer 2026-11-09')
  })

  it('comes in its order, with a number, on a day that has been', () => {
    expect(refusalOf(sent, health, follow(answered('filed')), later)).toBe('crime-step-not-now')
    const bare = { ...answered('filed'), document: '' } as CrimeStep
    expect(refusalOf(received, health, follow(bare), later)).toBe('crime-number-missing')
    const soon = { ...answered('filed'), on: '2026-11-07' } as CrimeStep
    expect(refusalOf(received, health, follow(soon), later)).toBe('day-in-future')
    expect(refusalOf(received, second, follow(answered('filed')), later)).toBe('allowed')
    expect(refusalOf(received, intake, follow(answered('filed')), later)).toBe('task-not-yours')
  })

  it('after a refusal the case goes on: an ended part is its office’s again, and the reporter hears so', () => {
    const text = '已经移送。'
    const ended = after(not, health, conclude({ outcome: 'transferred-to-police', text }), later)
    expect(ended.state).toBe('concluded')
    const events = eventsOf(ended, health, follow({ kind: 'gone-on', on, text: '依法处罚' }), later)
    const on2 = events.reduce<Case>(evolve, ended)
    expect([on2.state, on2.tasks[0]?.state, on2.tasks[0]?.due.on]).toEqual([
      'accepted',
      'accepted',
      '2026-12-01',
    ])
    const [told] = noticesOwed(on2, events)
    expect([told?.kind, told?.facts['about']]).toEqual(['other', 'goes-on'])
    expect(JSON.stringify(told)).not.toContain('依法处罚')
  })

  it('until then nobody but the offices hears of the report, the decision or the objection', () => {
    for (const [before, command] of [
      [taken, propose()],
      [proposed, settle()],
      [received, follow(answered('filed'))],
    ] as const) {
      const by = command.type === 'decide-transfer' ? second : health
      expect(noticesOwed(before, eventsOf(before, by, command, later))).toEqual([])
    }
  })

  it('each wait stands in the list of what has to be seen to, with its day, and is escalated like any other', () => {
    const kinds = (about: Case) =>
      openDecisions(about, packs).map(({ kind, due: until }) => `${kind} ${until?.on ?? '-'}`)
    expect(kinds(proposed)).toEqual(['transfer-approval 2026-11-09'])
    expect(kinds(received)).toEqual(['police-answer 2026-11-09', 'prosecutor-copy -'])
    expect(kinds(not)).toEqual(['police-objection 2026-11-09', 'prosecutor-copy -'])
  })
})

describe('the criteria', () => {
  it('each names its article and source, and offences that are there; what is unsure is marked', () => {
    const criteria = packs.crimes?.criteria ?? []
    expect(criteria.length).toBeGreaterThan(10)
    expect(criteria.filter(({ confidence }) => confidence === 'U').length).toBeGreaterThan(0)
    for (const one of criteria) {
      expect(one.article).toMatch(/^《刑法》第.+条/)
      expect(one.source.length).toBeGreaterThan(10)
      for (const code of one.offences) expect(packs.offences.has(code), code).toBe(true)
    }
  })

  it('what plans say is cited of areas that are there, with departments of theirs', () => {
    for (const { area, convener, members = [], clause, asks } of packs.cooperation ?? []) {
      const plan = packs.areas.get(area)?.plan
      const known = new Set(plan?.departments.map(({ id }) => id))
      expect([clause, asks].every((one) => one !== '')).toBe(true)
      for (const id of [...members, ...(convener ? [convener] : [])])
        expect(known.has(id), `${area} ${id}`).toBe(true)
    }
    const clears = packs.cooperation?.filter(({ id }) => id === 'clearing') ?? []
    expect(clears.map(({ area, clause }) => `${area} ${clause}`)).toEqual(['150000 三33'])
  })
})
