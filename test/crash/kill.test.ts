import { expect, it } from 'vitest'
import { drill, isWhole } from './drill.ts'

/** A small generator, so that a failing run can be run again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const kills = process.env['LONG'] ? 500 : 20

it(
  `kill -9 ${kills} times during reports loses no answer that was acknowledged`,
  async () => {
    const result = await drill(kills, seeded(7))
    expect(result.kills).toBeGreaterThanOrEqual(kills)
    expect(isWhole(result), JSON.stringify(result, undefined, 2)).toBe(true)
  },
  kills * 8_000,
)
