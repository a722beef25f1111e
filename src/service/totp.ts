import { Secret, TOTP } from 'otpauth'

/** RFC 6238 with what every app for codes knows: SHA-1, six digits, thirty seconds. */
const usual = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const period = usual.period * 1000

/** 160 random bits, as RFC 4226 recommends, in base 32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an app scans. */
export const totpAddress = (secret: string, login: string): string =>
  new TOTP({ ...usual, issuer: '医监工作台', label: login, secret }).toString()

/** The step of time whose code this is: that of now, or one before or after, since clocks differ. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const totp = new TOTP({ ...usual, secret })
  const delta = totp.validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? undefined : Math.floor(now / period) + delta
}
