import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-1 over token, time, nonce and, where it is sealed, what is sealed, in the order of their characters. */
export function signatureOf(token: string, ...parts: readonly string[]): string {
  return createHash('sha1')
    .update([token, ...parts].toSorted().join(''))
    .digest('hex')
}

/** Takes as long for a wrong guess as for a nearly right one. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Seconds that a delivery may be old, or the clocks apart: whoever saw an older one cannot send it again. */
const freshFor = 300

/** Ten digits exactly: time and nonce stand side by side in what is signed, so none may lend the other a digit. */
export function isFresh(timestamp: string, now: number): boolean {
  return /^\d{10}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= freshFor
}
