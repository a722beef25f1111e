import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptanceOf, instantOf, nameFrom, pointOf, spanOf } from '#core/open311.ts'

const at = Date.UTC(2026, 10, 20, 1, 30)
const aDay = 24 * 3_600_000

describe('dates of GeoReport', () => {
  it.each([
    ['2026-11-20T09:30:00+08:00', at],
    ['2026-11-20T01:30:00Z', at],
    ['2026-11-20T01:30:00.123Z', at],
    ['2026-11-19T20:30:00-0500', at],
    ['2026-11-20T09:30:00 08:00', at],
    ['2026-11-20T09:30+08:00', at],
    ['2026-11-20', Date.UTC(2026, 10, 19, 16)],
  ])('%s is one instant, a plus that was lost on the way is found again', (text, instant) => {
    expect(instantOf(text)).toBe(instant)
  })

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-11-20T25:00:00Z',
    '2026-11-20T09:30:00',
    '20261120',
  ])('%s is none', (text) => expect(instantOf(text)).toBeUndefined())

  it('a span is never wider than ninety days, whatever is asked', () => {
    const instants = fc.integer({ min: 0, max: 4_000 }).map((n) => new Date(n * aDay).toISOString())
    fc.assert(
      fc.property(
        fc.option(instants, { nil: undefined }),
        fc.option(instants, { nil: undefined }),
        (start, end) => {
          const span = spanOf({ start, end }, at)
          if (!span.ok) return ['dates-turned', 'span-too-wide'].includes(span.refusal.key)
          const { from, to } = span.value
          return to >= from && to - from <= 90 * aDay
        },
      ),
      { seed: 311 },
    )
    expect(spanOf({ start: undefined, end: undefined }, at)).toMatchObject({ value: { to: at } })
  })
})

it('a client learns whether a report was accepted, and nothing of how it ended', () => {
  const states = [
    'received',
    'accepted',
    'declined',
    'concluded',
    'closed',
    'withdrawn',
    'merged',
  ] as const
  const seen = states.map((state) => acceptanceOf({ state, tasks: [] }))
  expect(seen).toEqual([
    'waits',
    'accepted',
    'not-accepted',
    'accepted',
    'not-accepted',
    'not-accepted',
    'accepted',
  ])
})

it('a point is on the earth, and not where a broken receiver says it is', () => {
  expect(pointOf('36.81', '118.05')).toEqual({ ok: true, value: '36.810000, 118.050000' })
  for (const [lat, long] of [
    ['0', '0'],
    ['91', '1'],
    ['1', '181'],
    ['', '1'],
    ['1e1', '1'],
    ['NaN', '1'],
  ])
    expect(pointOf(lat ?? '', long ?? '').ok).toBe(false)
})

it('a Chinese name has its family first and no blank', () => {
  expect([nameFrom('娜娜', '欧阳'), nameFrom('Ann', 'Lee'), nameFrom('', '')]).toEqual([
    '欧阳娜娜',
    'Ann Lee',
    '',
  ])
})
