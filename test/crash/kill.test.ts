import { expect, it } from 'vitest'
import { drill, faultsIn } from './drill.ts'
import { canTrace, watch } from './traced.ts'

const kills = process.env['LONG'] ? 500 : 3

it(
  `kill -9 ${kills} times under reporters, officers and their peers loses and doubles nothing that was acknowledged`,
  async () => {
    const outcome = await drill({ kills, minutes: Infinity, seed: 7, postgres: false })
    expect(outcome.kills).toBeGreaterThanOrEqual(kills)
    expect(outcome.told.reporters.length).toBeGreaterThan(0)
    expect(faultsIn(outcome)).toEqual([])
  },
  kills * 40_000 + 120_000,
)

it.skipIf(!process.env['LONG'] || !canTrace())(
  'every byte and every name that was written before an answer is synced before it',
  async () => {
    const all = await watch(3)
    for (const { acknowledgements, unsynced } of all) {
      const said = [...acknowledgements.values()].reduce((sum, times) => sum + times, 0)
      expect(said).toBeGreaterThan(40)
      expect(unsynced).toEqual([])
    }
  },
  300_000,
)
