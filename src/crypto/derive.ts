import type { Suite } from './suite.ts'

/**
 * A key for one purpose out of a master key: HKDF (RFC 5869) with the suite's HMAC and no salt, one block
 * long. Whoever learns it learns neither the master key nor the key of another purpose.
 */
export const derive = (suite: Suite, master: Uint8Array, purpose: string): Uint8Array => {
  const extracted = suite.hmac(new Uint8Array(32), master)
  return suite.hmac(extracted, Buffer.concat([Buffer.from(purpose), Uint8Array.of(1)]))
}
