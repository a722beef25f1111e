import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import wabt from 'wabt'
import { KERNEL } from '#understanding/kernel-bytes.ts'
import { createKernel } from '#understanding/kernel.ts'
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

  it('says what the sums say one by one', () => {
    const { offence } = nationalModel()
    const { units, scale, threshold, output, bias } = offence
    const width = threshold.length
    const kernel = createKernel(offence)
    const buckets = units.length / width
    const features = fc.uniqueArray(
      fc.tuple(fc.nat(buckets - 1), fc.float({ min: 0, max: 1, noNaN: true })),
      { selector: ([id]) => id, maxLength: 300 },
    )
    fc.assert(
      fc.property(features, (met) => {
        const active = Array.from({ length: width }, (_, unit) => {
          const sum = met.reduce(
            (before, [id, value]) => before + value * (units[id * width + unit] ?? 0),
            0,
          )
          return Math.max(0, sum * (scale[unit] ?? 0) + (threshold[unit] ?? 0))
        })
        const given = {
          ids: Int32Array.from(met, ([id]) => id),
          values: Float32Array.from(met, ([, value]) => value),
        }
        const activated = kernel.activate(given)
        for (const [unit, sum] of active.entries()) expect(activated[unit]).toBeCloseTo(sum, 3)
        const answers = kernel.answer()
        for (const k of bias.keys()) {
          const sum = active.reduce(
            (before, value, unit) => before + value * (output[unit * bias.length + k] ?? 0),
            0,
          )
          expect(answers[k]).toBeCloseTo(sum, 2)
        }
      }),
      { seed: 3, numRuns: 20 },
    )
  })
})
