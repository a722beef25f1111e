import { describe, expect, it } from 'vitest'
import { faultInDay } from '#core/past-day.ts'

const keyOf = (day: string): string | undefined => {
  const fault = faultInDay(day, { from: '2026-11-20', until: '2026-12-02' })
  return fault?.ok === false ? fault.refusal.key : undefined
}

describe('a day that has been', () => {
  it.each([
    ['2026-11-20', undefined],
    ['2026-12-02', undefined],
    ['2026-11-19', 'day-too-early'],
    ['2026-12-03', 'day-in-future'],
    ['', 'day-missing'],
    ['2026-12-1', 'day-missing'],
    ['2026-11-31', 'day-missing'],
  ])('%s: %s', (day, key) => {
    expect(keyOf(day)).toBe(key)
  })
})
