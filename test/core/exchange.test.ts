import fc from 'fast-check'
import { expect, it } from 'vitest'
import { freed, isInTime, placeIn } from '#core/exchange.ts'

/** As the service does it: taken, held and freed. */
function take(serials: readonly number[]): {
  readonly taken: readonly number[]
  readonly held: readonly number[]
} {
  let taken: readonly number[] = []
  let held: readonly number[] = []
  for (const serial of serials) {
    const last = taken.length
    const place = placeIn({ last, held }, serial)
    if (place === 'held') held = [...held, serial]
    if (place !== 'next') continue
    const free = freed(serial, held)
    taken = [...taken, serial, ...free]
    held = held.filter((one) => !free.includes(one))
  }
  return { taken, held }
}

it('in whatever order and however often messages come, they are taken in their own order, each once', () => {
  const serials = fc.integer({ min: 1, max: 15 }).chain((n) =>
    fc.shuffledSubarray(
      Array.from({ length: n * 2 }, (_, k) => (k % n) + 1),
      { minLength: n * 2 },
    ),
  )
  fc.assert(
    fc.property(serials, (all) => {
      const { taken, held } = take(all)
      expect(taken).toEqual(Array.from({ length: Math.max(...all) }, (_, n) => n + 1))
      expect(held).toEqual([])
    }),
    { seed: 311 },
  )
})

it('while one is missing what comes after it waits, and not without end', () => {
  expect(take([2, 3, 4])).toEqual({ taken: [], held: [2, 3, 4] })
  expect(placeIn({ last: 0, held: [] }, 21)).toBe('far')
  expect(placeIn({ last: 5, held: [] }, 5)).toBe('late')
  expect(placeIn({ last: 5, held: [7] }, 7)).toBe('late')
})

it('two clocks may differ by five minutes, in either direction', () => {
  const minutes = [-6, -5, 0, 5, 6].map((n) => isInTime(n * 60_000, 0))
  expect(minutes).toEqual([false, true, true, true, false])
})
