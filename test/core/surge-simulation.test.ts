import { describe, expect, it, vi } from 'vitest'
import { figuresOf, inWords, shippedRule } from './surge-figures.ts'

vi.setConfig({ testTimeout: 60_000 })

/** What docs/warnings.md calls a surge. */
const size = { base: 6, root: 6 }

describe('the watch for surges, on simulated histories', () => {
  it('finds nine of ten known surges within three days, with no more than one false alarm per area and quarter', () => {
    const figures = figuresOf({
      rule: shippedRule(),
      histories: 1,
      size,
      of: [5, 20, 60, 150, 400],
    })
    console.log(inWords(size, figures))
    expect(figures.found / figures.sown).toBeGreaterThanOrEqual(0.9)
    expect(figures.falseAlarms).toBeLessThanOrEqual(1)
  })

  it.runIf(process.env['LONG'])(
    'does so at every volume and for every kind of surge, over many quarters',
    () => {
      const figures = figuresOf({ rule: shippedRule(), histories: 20, size, seed: 2 })
      console.log(inWords(size, figures))
      for (const [what, { sown, found }] of figures.by)
        expect.soft(found / sown, what).toBeGreaterThanOrEqual(0.9)
      expect(figures.falseAlarms).toBeLessThanOrEqual(1)
    },
    1_200_000,
  )
})
