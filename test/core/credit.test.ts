import { describe, expect, it } from 'vitest'
import { creditOf, decideCredit, type CreditDeed, type CreditEvent } from '#core/credit.ts'

const proposed = (
  more: Partial<Extract<CreditEvent, { readonly type: 'proposed' }>> = {},
): CreditEvent => ({
  type: 'proposed',
  at: 1,
  by: 'clock',
  kind: 'penalty',
  clause: '三(三)',
  says: '公示',
  to: [],
  basis: { number: 'ZB-2026-00001', offence: 'A1', outcome: 'substantiated' },
  reason: '',
  endedBy: ['doctor'],
  ...more,
})
const confirm = { type: 'confirm', points: '', months: '', source: '' } as const
const decide = (
  events: readonly CreditEvent[],
  deed: CreditDeed,
  by = 'boss',
  subjectConfirmed = true,
) => decideCredit(creditOf(events), deed, { at: 2, by, subjectConfirmed })
const confirmed: CreditEvent = { type: 'confirmed', at: 2, by: 'boss' }
const doubted: CreditEvent = {
  type: 'doubted',
  why: 'decision-fell',
  reason: '',
  at: 3,
  by: 'clock',
}

describe('a credit record', () => {
  it('is confirmed by somebody who neither proposed it nor ended the case', () => {
    expect(decide([proposed()], confirm)).toMatchObject({ ok: true, value: { type: 'confirmed' } })
    expect(decide([proposed()], confirm, 'doctor')).toMatchObject({
      refusal: { key: 'credit-own' },
    })
    expect(decide([proposed({ by: 'boss' })], confirm)).toMatchObject({
      refusal: { key: 'credit-own' },
    })
  })

  it('waits until an officer said that the case is about this subject', () => {
    expect(decide([proposed()], confirm, 'boss', false)).toMatchObject({
      refusal: { key: 'credit-subject' },
    })
  })

  it.each([
    [{ points: '', months: '', source: '' }, 'points-unclear'],
    [{ points: '3', months: '', source: '' }, 'points-unsourced'],
    [{ points: '3', months: '', source: '按惯例记三分吧' }, 'points-unsourced'],
    [{ points: '0', months: '', source: '《记分办法》第五条' }, 'points-unclear'],
    [{ points: '3', months: '1.5', source: '《记分办法》第五条' }, 'points-unclear'],
  ])('with points that have no rule is refused: %j', (given, key) => {
    const deed = { type: 'confirm', ...given } as const
    expect(decide([proposed({ kind: 'demerit' })], deed)).toMatchObject({ refusal: { key } })
  })

  it('carries points with the rule they come from', () => {
    const deed = {
      type: 'confirm',
      points: '3',
      months: '12',
      source: '《记分办法》第五条',
    } as const
    expect(decide([proposed({ kind: 'demerit' })], deed)).toMatchObject({
      value: { points: { value: 3, source: '《记分办法》第五条' }, months: { value: 12 } },
    })
  })

  it('whose decision fell is marked until a person withdraws or keeps it', () => {
    const events = [proposed(), confirmed, doubted]
    expect(creditOf(events)).toMatchObject({ state: 'withdrawal-proposed', doubt: 'decision-fell' })
    const withdrawn = decide(events, { type: 'withdraw', reason: '复查没有查实' })
    expect(withdrawn.ok && creditOf([...events, withdrawn.value]).state).toBe('withdrawn')
    const kept = decide(events, { type: 'keep', reason: '复查维持' })
    expect(kept.ok && creditOf([...events, kept.value])).toMatchObject({ state: 'confirmed' })
  })

  it('is not withdrawn by who asked for it', () => {
    const mine: CreditEvent = { type: 'doubted', why: 'officer', reason: '撤销', at: 3, by: 'boss' }
    const deed = { type: 'withdraw', reason: '撤销决定书' } as const
    expect(decide([proposed(), confirmed, mine], deed)).toMatchObject({
      refusal: { key: 'credit-own' },
    })
    expect(decide([proposed(), confirmed, mine], deed, 'other').ok).toBe(true)
  })

  it('goes no step twice', () => {
    expect(decide([proposed(), confirmed], confirm)).toMatchObject({
      refusal: { key: 'credit-state' },
    })
    expect(decide([proposed()], { type: 'withdraw', reason: '没有' })).toMatchObject({
      refusal: { key: 'credit-state' },
    })
  })
})
