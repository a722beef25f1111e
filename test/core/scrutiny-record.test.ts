import { describe, expect, it } from 'vitest'
import { addDays } from '#core/clock.ts'
import {
  foldRecord,
  owedOn,
  stepOn,
  type AskedStep,
  type RecordEvent,
  type RecordKind,
} from '#core/scrutiny-record.ts'

const clock = { at: 1, by: 'o1', today: '2026-11-20', lookBack: 60, addDays }
const asked = (type: AskedStep['type'], more: Partial<AskedStep> = {}): AskedStep => ({
  type,
  text: '写清楚了',
  on: '2026-11-19',
  special: false,
  to: '',
  item: '',
  items: [],
  mended: '',
  ...more,
})

/** What one after the other leads to, or the key of the first refusal. */
function walk(kind: RecordKind, ...steps: readonly AskedStep[]) {
  const events: RecordEvent[] = []
  for (const step of steps) {
    const about = { kind, department: 'health-commission', place: '370303', events }
    const before = events.length === 0 ? { kind } : foldRecord(about, clock)
    const event = stepOn(before, step, clock)
    if (!event.ok) return event.refusal.key
    events.push(event.value)
  }
  return foldRecord({ kind, department: 'health-commission', place: '370303', events }, clock)
}
const stateOf = (found: ReturnType<typeof walk>) =>
  typeof found === 'string' ? found : found.state

const items = [
  { text: '超期件办完', dueOn: '2026-12-01' },
  { text: '补齐文书', dueOn: '2026-12-20' },
]
const call = asked('call', { on: '2026-11-25' })
const held = [call, asked('hold', { items })]
const mend = (item: string) => asked('mend', { item })

describe('约谈', () => {
  it('owes the talk, then each thing to be put right, then the look back', () => {
    const owed = (...steps: readonly AskedStep[]) => {
      const found = walk('interview', ...steps)
      return typeof found === 'string' ? found : owedOn(found)
    }
    expect(owed(call)).toBe('2026-11-25')
    expect(owed(...held)).toBe('2026-12-01')
    expect(owed(...held, mend('1'))).toBe('2026-12-20')
    expect(owed(...held, mend('1'), mend('2'))).toBe('2027-01-18')
    expect(owed(...held, mend('1'), mend('2'), asked('look-back', { mended: 'yes' }))).toBe('')
  })

  it('is closed only by a look back that finds it put right; else everything is owed again', () => {
    const done = [...held, mend('1'), mend('2')]
    expect(stateOf(walk('interview', ...done, asked('look-back', { mended: 'yes' })))).toBe(
      'closed',
    )
    const again = walk(
      'interview',
      ...done,
      asked('look-back', { mended: 'no', items: [{ text: '', dueOn: '2027-01-10' }] }),
    )
    expect(again).toMatchObject({ state: 'held' })
    expect(
      typeof again === 'string' ? [] : again.items.map(({ dueOn, done: one }) => [dueOn, one]),
    ).toEqual([
      ['2027-01-10', undefined],
      ['2027-01-10', undefined],
    ])
  })

  it.each([
    ['a talk before it was called', [asked('hold', { items })], 'scrutiny-step-not-now'],
    ['a talk without anything to put right', [call, asked('hold')], 'scrutiny-items-missing'],
    [
      'a day that has passed for what is to be put right',
      [call, asked('hold', { items: [{ text: '补', dueOn: '2026-11-19' }] })],
      'scrutiny-due-missing',
    ],
    [
      'a day that there is not for what is to be put right',
      [call, asked('hold', { items: [{ text: '补', dueOn: '2026-11-31' }] })],
      'scrutiny-due-missing',
    ],
    [
      'a talk that is not yet',
      [call, asked('hold', { on: '2026-11-21', items })],
      'scrutiny-day-ahead',
    ],
    ['something put right that was not asked', [...held, mend('9')], 'scrutiny-item-unknown'],
    ['the same put right twice', [...held, mend('1'), mend('1')], 'scrutiny-item-done'],
    [
      'a look back too soon',
      [...held, asked('look-back', { mended: 'yes' })],
      'scrutiny-items-open',
    ],
    [
      'a look back without a result',
      [...held, mend('1'), mend('2'), asked('look-back')],
      'scrutiny-mended-missing',
    ],
    ['a step without a word', [asked('call', { text: ' ' })], 'scrutiny-text-missing'],
    ['a step of another kind', [call, asked('deliver', { to: '区政府' })], 'scrutiny-step-not-now'],
  ])('refuses %s', (_title, steps, key) => {
    expect(stateOf(walk('interview', ...steps))).toBe(key)
  })

  it('sends back what was not put right, with a new day', () => {
    const back = asked('send-back', { item: '1', items: [{ text: '', dueOn: '2026-12-05' }] })
    const found = walk('interview', ...held, mend('1'), back)
    expect(typeof found === 'string' ? found : found.items[0]).toMatchObject({
      dueOn: '2026-12-05',
    })
  })
})

describe('督察', () => {
  it('is closed after its result was delivered to the government', () => {
    const deliver = asked('deliver', { to: '张店区政府' })
    expect(stateOf(walk('visit', asked('visit'), deliver, asked('follow'), asked('close')))).toBe(
      'closed',
    )
    expect(stateOf(walk('visit', asked('visit'), asked('close')))).toBe('scrutiny-step-not-now')
    expect(stateOf(walk('visit', asked('visit'), asked('deliver')))).toBe('scrutiny-to-missing')
  })
})

describe('a lead about dereliction', () => {
  it('is handed to the organ that decides, and only its answer closes it', () => {
    const hand = asked('hand', { to: '市纪委监委' })
    expect(stateOf(walk('dereliction', asked('flag'), hand, asked('answer')))).toBe('closed')
    expect(stateOf(walk('dereliction', asked('flag'), asked('answer')))).toBe(
      'scrutiny-step-not-now',
    )
    expect(stateOf(walk('dereliction', asked('flag'), asked('drop')))).toBe('dropped')
  })
})
