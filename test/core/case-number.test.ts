import { describe, expect, it } from 'vitest'
import { caseNumberIn, isCaseNumber } from '#core/case-number.ts'

describe('a case number', () => {
  it.each(['LY-2026-00017', 'ABC-2026-00017', 'ABCD-2026-123456789'])('is known: %s', (number) => {
    expect(isCaseNumber(number)).toBe(true)
    expect(caseNumberIn(`您的举报编号是${number}，请记好。`)).toBe(number)
  })

  it.each([
    'L-2026-00017',
    'ABCDE-2026-00017',
    'LY-26-00017',
    'LY-2026-017',
    'ly-2026-00017',
    'LY-2026-00017x',
  ])('is not seen in %s', (text) => {
    expect(isCaseNumber(text)).toBe(false)
  })

  it('is found nowhere inside longer letters or a longer count', () => {
    expect(caseNumberIn('ABCDE-2026-00017')).toBeUndefined()
    expect(caseNumberIn('LY-2026-0001712345')).toBeUndefined()
  })
})
