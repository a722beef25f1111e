import type { Actor, Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { evolve } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { letterOwed } from '#core/transfer.ts'
import { loadPacks } from '#packs/load.ts'
import { describe, expect, it } from 'vitest'

import { aCase, after, eventsOf, hour, morning, refusalOf } from './builders.ts'
import { aCrimeReport } from './crime-builders.ts'
import { accept, conclude, decline, health, intake, market, taskOf, waiting } from './commands.ts'

const packs = loadPacks('data')
const clocks = { clocks: packs }
const task = taskOf('health-commission')
const send = (more: Partial<Extract<Command, { type: 'transfer' }>> = {}): Command => ({
  type: 'transfer',
  task,
  to: 'police',
  organ: '荣昌区公安局',
  basis: '《行政处罚法》第二十七条',
  materials: ['现场检查笔录', ' ', '询问笔录'],
  on: '2026-11-05',
  document: '荣卫移〔2026〕1号',
  ...more,
})
/** The report was made out, and the head of the organ said yes. */
const approve = (about: Case, from: Actor = health, of = task): Case => {
  const proposed = after(
    about,
    from,
    { type: 'propose-transfer', task: of, ...aCrimeReport },
    clocks,
  )
  const second = from.kind === 'officer' ? { ...from, id: 'officer-2' } : from
  const decision = { granted: true, head: '王局长', on: '2026-11-05', reason: '' }
  const proposal = proposed.proposals?.at(-1)?.id ?? ''
  return after(proposed, second, { type: 'decide-transfer', proposal, ...decision }, clocks)
}
const taken = after(aCase(), health, accept())
const accepted = approve(taken)
const sent = after(accepted, health, send(), clocks)
const ended = (outcome: 'transferred-to-police' | 'transferred-to-discipline' | 'unfounded') =>
  after(taken, health, conclude({ outcome, text: '已经移送。' }))
const receipt = (more: Partial<Extract<Command, { type: 'receive-transfer' }>> = {}): Command => ({
  type: 'receive-transfer',
  transfer: sent.transfers?.[0]?.id ?? '',
  on: '2026-11-06',
  ...more,
})
const nextDay = { at: morning + 24 * hour }

describe('a part is handed over by a letter', () => {
  it('that says to whom, by which law, with what and when; blank lines are no material', () => {
    expect(sent.transfers).toMatchObject([
      {
        task,
        organ: '荣昌区公安局',
        basis: '《行政处罚法》第二十七条',
        materials: ['现场检查笔录', '询问笔录'],
        on: '2026-11-05',
        document: '荣卫移〔2026〕1号',
      },
    ])
    expect(sent.state).toBe('accepted')
  })

  it('to the police within a day of the letter; for discipline inspection no rule gives a day', () => {
    expect(sent.transfers?.[0]?.due).toMatchObject({ on: '2026-11-06', limit: 'police-deliver' })
    const discipline = after(
      accepted,
      health,
      send({ to: 'discipline', organ: '区纪委监委' }),
      clocks,
    )
    expect(discipline.transfers?.[0]?.due).toBeUndefined()
  })

  it('a part that ended by handing it over owes the letter, to the police within three days', () => {
    const owed = ({ tasks, transfers = [] }: Case) =>
      tasks.map((one) => letterOwed(one, transfers, packs))
    expect(owed(ended('transferred-to-police'))).toMatchObject([
      { to: 'police', due: { on: '2026-11-09', limit: 'police-hand-over' } },
    ])
    expect(owed(ended('transferred-to-discipline'))).toEqual([{ to: 'discipline' }])
    expect(owed(ended('unfounded'))).toEqual([undefined])
    const written = after(approve(ended('transferred-to-police')), health, send(), clocks)
    expect(owed(written)).toEqual([undefined])
  })

  it('it goes with the outcome, once, by who decides the matter', () => {
    expect(refusalOf(ended('unfounded'), health, send())).toBe('transfer-not-outcome')
    expect(refusalOf(ended('transferred-to-discipline'), health, send())).toBe(
      'transfer-not-outcome',
    )
    expect(refusalOf(sent, health, send())).toBe('already-transferred')
    expect(refusalOf(accepted, market, send())).toBe('task-not-yours')
    expect(refusalOf(aCase(), health, send())).toBe('not-accepted')
    expect(refusalOf(taken, health, send())).toBe('transfer-not-approved')
    const own = taskOf('intake')
    expect(refusalOf(waiting, intake, send({ task: own }))).toBe('transfer-not-approved')
    expect(refusalOf(approve(waiting, intake, own), intake, send({ task: own }))).toBe('allowed')
  })

  it.each([
    ['organ-missing', { organ: ' ' }],
    ['basis-missing', { basis: '' }],
    ['materials-missing', { materials: [' '] }],
    ['day-missing', { on: '' }],
    ['day-in-future', { on: '2026-11-06' }],
    ['day-too-early', { on: '2026-11-04' }],
  ] as const)('%s', (key, wrong) => {
    expect(refusalOf(accepted, health, send(wrong))).toBe(key)
  })

  it('the reporter is told where it went, and nothing more', () => {
    const events = eventsOf(accepted, health, send())
    const [told] = noticesOwed(events.reduce<Case>(evolve, accepted), events)
    expect([told?.kind, told?.facts['about'], told?.facts['organ']]).toEqual([
      'other',
      'transferred',
      '荣昌区公安局',
    ])
    expect(JSON.stringify(told)).not.toMatch(/笔录|移〔2026〕|第二十七条/)
  })

  it('the receipt of the other organ comes later, once, also into a closed case, and is no news', () => {
    const received = after(sent, health, receipt(), nextDay)
    expect(received.transfers?.[0]?.receipt).toMatchObject({ on: '2026-11-06' })
    expect(refusalOf(received, health, receipt(), nextDay)).toBe('already-received')
    expect(refusalOf(sent, market, receipt(), nextDay)).toBe('task-not-yours')
    expect(refusalOf(sent, health, receipt({ on: '2026-11-07' }), nextDay)).toBe('day-in-future')
    expect(refusalOf(sent, health, receipt({ on: '2026-11-04' }), nextDay)).toBe('day-too-early')
    expect(noticesOwed(sent, eventsOf(sent, health, receipt(), nextDay))).toEqual([])
    expect(refusalOf({ ...sent, state: 'closed' }, health, receipt(), nextDay)).toBe('allowed')
  })

  it('who declined hands nothing over', () => {
    expect(refusalOf(after(aCase(), health, decline()), health, send())).toBe('already-declined')
  })
})

it('every law a letter can cite has its source, and none that is unsure is offered', () => {
  expect(packs.transfers?.length).toBeGreaterThan(1)
  for (const { text, source, confidence } of packs.transfers ?? []) {
    expect(text).toMatch(/《.+》/)
    expect(source.length).toBeGreaterThan(10)
    expect(confidence).not.toBe('U')
  }
})
