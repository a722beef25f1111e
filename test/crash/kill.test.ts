import { expect, it } from 'vitest'
import { drill, faultsIn } from './drill.ts'

const kills = process.env['LONG'] ? 500 : 3

it(
  `kill -9 ${kills} times under reporters, officers and their peers loses and doubles nothing that was acknowledged`,
  async () => {
    const outcome = await drill({ kills, seed: 7, postgres: false })
    expect(outcome.kills).toBeGreaterThanOrEqual(kills)
    expect(outcome.told.reporters.length).toBeGreaterThan(0)
    expect(faultsIn(outcome)).toEqual([])
  },
  kills * 40_000 + 120_000,
)
