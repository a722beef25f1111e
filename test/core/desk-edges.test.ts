import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOf, startOf } from '#core/clock.ts'
import { due } from '#core/due.ts'
import { aLimit, calendar2026 } from './calendars.ts'

const tests = join(import.meta.dirname, '..')

/** `desk edge 19: …`, `desk edges 12 and 13: …`, `(desk edge 9)` in the title of a test. */
const named = /desk edges? (\d+(?:(?:, | and )\d+)*)/g

function edgesNamed(): ReadonlySet<number> {
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  const titles = files
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith('desk-edges.test.ts'))
    .flatMap((file) => [...readFileSync(join(tests, file), 'utf8').matchAll(named)])
  return new Set(titles.flatMap(([, numbers = '']) => numbers.match(/\d+/g) ?? []).map(Number))
}

it('each of the 25 edge cases of a desk is named by the title of a test', () => {
  const known = edgesNamed()
  const all = Array.from({ length: 25 }, (_, n) => n + 1)
  expect(all.filter((edge) => !known.has(edge))).toEqual([])
})

const second = 1000
const day = 86_400_000

describe('the day of receipt', () => {
  /** The last second of a day, and the first of the next. */
  it.each([
    ['an ordinary Thursday', '2026-11-05', '2026-11-06', '2026-11-09'],
    ['a Friday', '2026-11-06', '2026-11-09', '2026-11-09'],
    ['the last day before National Day', '2026-09-30', '2026-10-08', '2026-10-08'],
    ['the eve of a make-up Sunday', '2026-01-03', '2026-01-04', '2026-01-05'],
  ])('at 23:59:59 of %s is still that day, a second later the next', (_title, on, last, next) => {
    const dueOf = (at: number) => due(dayOf(at), aLimit({ amount: 1 }), calendar2026).on
    expect(dueOf(startOf(on) + day - second)).toBe(last)
    expect(dueOf(startOf(on) + day)).toBe(next)
  })
})
