import fc from 'fast-check'
import { expect, it } from 'vitest'
import { leastRecent } from '#vault/least-recent.ts'

const uses = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 })

it('keeps what was used last, forgets what was not, and never holds more than it may', () => {
  fc.assert(
    fc.property(uses, fc.integer({ min: 2, max: 20 }), (keys, most) => {
      const map = leastRecent<number, number>(most)
      for (const key of keys) if (map.get(key) === undefined) map.set(key, key)
      const recent = [...new Set(keys.toReversed())]
      const held = recent.filter((key) => map.get(key) !== undefined)
      expect(held.slice(0, Math.min(Math.floor(most / 2), recent.length))).toEqual(
        recent.slice(0, Math.min(Math.floor(most / 2), recent.length)),
      )
      const fresh = leastRecent<number, number>(most)
      for (const key of keys) fresh.set(key, key)
      const all = Array.from({ length: 41 }, (_, key) => key)
      expect(all.filter((key) => fresh.get(key) !== undefined).length).toBeLessThanOrEqual(most)
    }),
    { seed: 17 },
  )
})

it('what is dropped is gone', () => {
  const map = leastRecent<string, string>(4)
  for (const key of ['a', 'b', 'c']) map.set(key, key)
  for (const key of ['a', 'b', 'c']) map.drop(key)
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([undefined, undefined, undefined])
})
