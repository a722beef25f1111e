import { describe, expect, it } from 'vitest'
import type { Case } from '#core/case.ts'
import type { Command, Context } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { evolve } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { aCase, aContext, aDue, after, hour, morning, officerOf, theReporter } from './builders.ts'

const day = 24 * hour
const task = 'task-health-commission'
const health = officerOf('health-commission')
const chief = { kind: 'officer', id: 'chief', office: 'office-intake' } as const

/** Accepted on Thursday 5 November, to be concluded within 15 working days: 26 November. */
const due = aDue({ from: '2026-11-05' })
const accepted = after(aCase(), health, { type: 'accept', task }, { due })

const on = (days: number): Partial<Context> => ({ at: morning + days * day })
const dueOf = (about: Case): string | undefined =>
  about.tasks.find((one) => one.task === task)?.due.on

function told(about: Case, command: Command, days: number, by: Context['by'] = health): string {
  const decision = decide(about, command, aContext(by, 'told', on(days)))
  return decision.ok ? 'allowed' : decision.refusal.key
}

const pause: Command = { type: 'pause', task, reason: 'appraisal', document: '荣卫鉴委〔2026〕3号' }
const resume: Command = { type: 'resume', task }
const ask: Command = { type: 'ask-extension', task, text: '检测机构还没有出报告。' }
const extend: Command = { type: 'extend', task }

describe('a count that stands still (desk edge 9)', () => {
  it('runs on with what was left', () => {
    const paused = after(accepted, health, pause, on(4))
    const resumed = after(paused, health, resume, on(8))
    expect(dueOf(paused)).toBe('2026-11-26')
    expect(dueOf(resumed)).toBe('2026-12-01')
  })

  it('needs a reason that the rule of its limit names', () => {
    expect(told(accepted, { ...pause, reason: 'hearing' }, 4)).toBe('pause-not-provided')
  })

  it('needs the paper that proves the reason', () => {
    expect(told(accepted, { ...pause, document: '  ' }, 4)).toBe('document-missing')
  })

  it('cannot begin when the limit is over, nor twice, nor before acceptance', () => {
    expect(told(accepted, pause, 21)).toBe('allowed')
    expect(told(accepted, pause, 22)).toBe('limit-over')
    expect(told(after(accepted, health, pause, on(1)), pause, 2)).toBe('already-paused')
    expect(told(aCase(), pause, 1)).toBe('not-accepted')
    expect(told(accepted, resume, 1)).toBe('not-paused')
  })

  it('ends by itself when the reporter, for whom it waited, has answered', () => {
    const asked = after(accepted, health, { type: 'ask', task, text: '二楼从哪个门上去？' }, on(1))
    const question = asked.questions[0]?.id ?? ''
    expect(asked.questions[0]?.due).toMatchObject({ on: '2026-11-13', limit: 'answer' })
    const waiting = after(asked, health, { ...pause, reason: 'supplement' }, on(4))
    const answer: Command = { type: 'answer', question, text: '铁门', evidence: [] }
    const answered = after(waiting, theReporter, answer, on(8))
    expect(answered.tasks.find((one) => one.task === task)?.pause).toBeUndefined()
    expect(dueOf(answered)).toBe('2026-12-01')
    const appraised = after(asked, health, pause, on(4))
    expect(dueOf(after(appraised, theReporter, answer, on(8)))).toBe('2026-11-26')
  })

  it('for the reporter’s words needs a question that waits, and ends with a supplement too', () => {
    const forWords = { ...pause, reason: 'supplement' } as const
    expect(told(accepted, forWords, 4)).toBe('question-not-open')
    const asked = after(accepted, health, { type: 'ask', task, text: '二楼从哪个门上去？' }, on(1))
    const waiting = after(asked, health, forWords, on(4))
    const more: Command = { type: 'supplement', text: '铁门', evidence: [] }
    expect(dueOf(after(waiting, theReporter, more, on(8)))).toBe('2026-12-01')
  })

  it('begun on the last day, ends no earlier than it does', () => {
    const paused = after(accepted, health, pause, on(21))
    const resumed = after(paused, health, resume, on(51))
    expect(dueOf(resumed)).toBe('2026-12-28')
    expect(told(resumed, { type: 'note', task, text: '接着办' }, 51)).toBe('allowed')
  })

  it('concluded in a pause it is not late', () => {
    const paused = after(accepted, health, pause, on(4))
    const end: Command = { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有。' }
    const concluded = after(paused, health, end, on(60))
    expect((dueOf(concluded) ?? '') >= '2027-01-04').toBe(true)
  })

  it('counting anew and asking for days are no work on the case', () => {
    expect(after(accepted, health, ask, on(10)).changedAt).toBe(accepted.changedAt)
  })

  it('is over when the task is concluded', () => {
    const paused = after(accepted, health, pause, on(4))
    const end: Command = { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有。' }
    const concluded = after(paused, health, end, on(5))
    expect(concluded.tasks.find((one) => one.task === task)).toMatchObject({ state: 'concluded' })
    expect(concluded.tasks.find((one) => one.task === task)?.pause).toBeUndefined()
  })
})

describe('a limit made longer (desk edge 11)', () => {
  const asked = after(accepted, health, ask, on(10))

  it('is asked for by the office, granted by somebody else, and told to the reporter with the reason', () => {
    expect(dueOf(asked)).toBe('2026-11-26')
    const decision = decide(asked, extend, aContext(chief, 'granted', on(11)))
    const events = decision.ok ? decision.value : []
    const granted = events.reduce<Case>(evolve, asked)
    expect(dueOf(granted)).toBe('2026-12-17')
    expect(noticesOwed(granted, events)).toMatchObject([
      { kind: 'extended', facts: { dueOn: '2026-12-17', text: '检测机构还没有出报告。' } },
    ])
  })

  it('cannot be granted by who asked', () => {
    expect(told(asked, extend, 11)).toBe('extension-same-officer')
  })

  it('is asked and granted only before the limit is over', () => {
    expect(told(accepted, ask, 22)).toBe('limit-over')
    expect(told(asked, extend, 22, chief)).toBe('limit-over')
  })

  it('is given as often as the rule says and no more', () => {
    const granted = after(asked, chief, extend, on(11))
    expect(told(granted, ask, 12)).toBe('extension-used')
    expect(told(asked, ask, 12)).toBe('extension-already-asked')
    expect(told(accepted, extend, 12, chief)).toBe('extension-not-asked')
  })

  it('is not given where the rule of the limit knows none', () => {
    const strict = after(
      aCase(),
      health,
      { type: 'accept', task },
      { due: aDue({ limit: 'assign' }) },
    )
    expect(told(strict, ask, 1)).toBe('extension-not-provided')
  })

  it('refused, with a reason, it may be asked for again', () => {
    const no: Command = { type: 'refuse-extension', task, reason: '材料已经齐了' }
    expect(told(asked, { ...no, reason: ' ' }, 11, chief)).toBe('reason-missing')
    const refused = after(asked, chief, no, on(11))
    expect(dueOf(refused)).toBe('2026-11-26')
    expect(told(refused, ask, 12)).toBe('allowed')
  })

  it('granted during a pause it stays paused and both count', () => {
    const paused = after(asked, health, pause, on(11))
    const granted = after(paused, chief, extend, on(12))
    expect(granted.tasks.find((one) => one.task === task)?.pause).toBeDefined()
    expect(dueOf(after(granted, health, resume, on(15)))).toBe('2026-12-22')
  })
})
