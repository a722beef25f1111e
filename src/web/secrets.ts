import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits for a cookie, a form or a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** All that is kept of a secret. */
export const digestOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

/** Compares without telling by its time how much was right. */
export function isSame(one: string, other: string): boolean {
  const digests = [one, other].map((text) => createHash('sha256').update(text).digest())
  const [left, right] = digests
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
