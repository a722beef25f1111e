import { describe, expect, it } from 'vitest'
import { Secret } from 'otpauth'
import { pauseAfter } from '#core/sign-in-rules.ts'
import { loadSignInRules } from '#packs/sign-in-rules.ts'
import { stepOf, totpAddress } from '#service/totp.ts'
import { join } from 'node:path'

const secret = Secret.fromLatin1('12345678901234567890').base32
const rules = loadSignInRules(join(import.meta.dirname, '../../data'))

describe('one-time codes', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238, appendix B, at second %i', (second, code) => {
    expect(stepOf(secret, code, second * 1000)).toBe(Math.floor(second / 30))
  })

  it('are good one step early and one step late, and no further', () => {
    const at = 1_111_111_111_000
    const step = Math.floor(at / 30_000)
    const later = [-60_000, -30_000, 0, 30_000, 60_000].map((off) =>
      stepOf(secret, '050471', at + off),
    )
    expect(later).toEqual([undefined, step, step, step, undefined])
  })

  it('are six digits and nothing else', () => {
    for (const typed of ['', '28708', '2870820', '28708２', 'abcdef'])
      expect(stepOf(secret, typed, 59_000)).toBeUndefined()
  })

  it('stand in the app under the name of the desk', () => {
    const address = new URL(totpAddress(secret, 'wei'))
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toContain('医监工作台:wei')
    expect(address.searchParams.get('secret')).toBe(secret)
  })
})

describe('wrong tries', () => {
  it('wait longer each time, are locked from the fifth on, and never wait more than an hour', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 9, 12, 40].map((tries) => pauseAfter(tries, rules) / 60_000)
    expect(minutes).toEqual([0, 0, 0, 0.5, 10, 10, 16, 60, 60])
  })
})
