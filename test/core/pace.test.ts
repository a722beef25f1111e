import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spend, type Allowance } from '#core/pace.ts'

const pace = { burst: 5, every: 1000 }

it('in any span of time no more is allowed than the burst and what the span gives, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 3000 }), { maxLength: 200 }), (steps) => {
      let at = 0
      let latest = 0
      let allowed = 0
      let before: Allowance | undefined
      for (const step of steps) {
        at += step
        latest = Math.max(latest, at)
        const spent = spend(pace, before, at)
        before = spent.after
        if (spent.allowed) allowed += 1
      }
      expect(allowed).toBeLessThanOrEqual(pace.burst + latest / pace.every + 1)
    }),
    { seed: 11, numRuns: 300 },
  )
})

it('who never spoke faster than the pace is never refused', () => {
  let before: Allowance | undefined
  for (let n = 0; n < 1000; n++) {
    const { allowed, after } = spend(pace, before, n * pace.every)
    expect(allowed).toBe(true)
    before = after
  }
})
