import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import wabt from 'wabt'
import { KERNEL } from '#understanding/kernel-bytes.ts'
import { createMix, createSums } from '#understanding/kernel.ts'
import { nationalModel } from './known.ts'

describe('the kernel', () => {
  it('is its text, assembled', async () => {
    const text = readFileSync(
      new URL('../../src/understanding/kernel.wat', import.meta.url),
      'utf8',
    )
    const assembler = await wabt()
    const { buffer } = assembler.parseWat('kernel.wat', text, { simd: true }).toBinary({})
    expect(Buffer.from(buffer).toString('base64')).toBe(KERNEL)
  })

  it('says what the sums say one by one, for any number of columns', () => {
    const { offence, intent } = nationalModel()
    const tables = [
      { weights: offence.units, columns: offence.threshold.length },
      { weights: intent.weights, columns: intent.bias.length },
    ]
    for (const { weights, columns } of tables) {
      const sumsOf = createSums(weights, columns)
      const buckets = weights.length / columns
      const met = fc.uniqueArray(
        fc.tuple(fc.nat(buckets - 1), fc.float({ min: 0, max: 1, noNaN: true })),
        { selector: ([id]) => id, maxLength: 300 },
      )
      fc.assert(
        fc.property(met, (pairs) => {
          const sums = sumsOf({
            ids: Int32Array.from(pairs, ([id]) => id),
            values: Float32Array.from(pairs, ([, value]) => value),
          })
          expect(sums).toHaveLength(columns)
          for (const [column, sum] of sums.entries()) {
            const expected = pairs.reduce(
              (before, [id, value]) => before + value * (weights[id * columns + column] ?? 0),
              0,
            )
            // A step is 1/32,767, a weight at most 127: so much may the sum of so many be off.
            expect(Math.abs(sum - expected)).toBeLessThan(0.002 * pairs.length + 0.01)
          }
        }),
        { seed: 3, numRuns: 25 },
      )
    }
  })

  it('mixes rows as they are worth, and passes by those worth nothing', () => {
    const { offence } = nationalModel()
    const columns = offence.bias.length
    const rows = offence.output.length / columns
    const mix = createMix(offence.output, columns)
    const worths = fc.array(fc.float({ min: 0, max: 4, noNaN: true }), {
      minLength: rows,
      maxLength: rows,
    })
    fc.assert(
      fc.property(worths, (given) => {
        const mixed = mix(Float32Array.from(given))
        expect(mixed).toHaveLength(columns)
        for (const [column, sum] of mixed.entries()) {
          const expected = given.reduce(
            (before, worth, row) => before + worth * (offence.output[row * columns + column] ?? 0),
            0,
          )
          expect(sum).toBeCloseTo(expected, 2)
        }
      }),
      { seed: 3, numRuns: 10 },
    )
  })
})
