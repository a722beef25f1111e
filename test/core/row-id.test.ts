import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idAt } from '#core/row-id.ts'

const chance = 'abcdefghijklmnopqrstu'
const second = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2053, 11, 31) / 1000 })

describe('the id of a row that says when it was made', () => {
  it('stands before those of later times', () => {
    fc.assert(
      fc.property(second, second, (one, other) => {
        const [a, b] = [idAt(one * 1000, chance), idAt(other * 1000 + 15, chance)]
        expect(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))).toBe(
          Math.sign(one - other),
        )
      }),
    )
  })

  it('is as long as any other, whatever the clock says, and keeps 15 letters of chance', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (at) => {
        expect(idAt(at, chance)).toMatch(/^[\w-]{6}ghijklmnopqrstu$/)
      }),
    )
  })
})
