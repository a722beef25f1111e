import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { createSecretKey, type KeyObject } from 'node:crypto'
import { nonceOf } from './nonce.ts'
import type { Suite } from './suite.ts'

const VERSION = 1
const NONCE = 12
const TAG = 16

/** AES-256-GCM, SHA-256, HMAC-SHA-256: version, nonce, ciphertext, tag. */
export const international: Omit<Suite, 'name' | 'randomKey'> = {
  digest: 'sha256',
  seal: (key, plain, aad) => {
    const nonce = nonceOf(NONCE)
    const cipher = createCipheriv('aes-256-gcm', prepared(key), nonce).setAAD(Buffer.from(aad))
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([Uint8Array.of(VERSION), nonce, body, cipher.getAuthTag()])
  },
  open: (key, sealed, aad) => {
    if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG)
      throw new Error('not a value of the international suite')
    const nonce = sealed.subarray(1, 1 + NONCE)
    const end = sealed.length - TAG
    const decipher = createDecipheriv('aes-256-gcm', prepared(key), nonce, { authTagLength: TAG })
      .setAAD(Buffer.from(aad))
      .setAuthTag(sealed.subarray(end))
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, end)), decipher.final()])
  },
  hmac: (key, data) => createHmac('sha256', prepared(key)).update(data).digest(),
  hash: (data) => createHash('sha256').update(data).digest(),
}

const kept = new WeakMap<Uint8Array, KeyObject>()

/** A key as OpenSSL holds it; made from bytes for each value it would cost more than the value. */
const prepared = (key: Uint8Array): KeyObject => {
  const known = kept.get(key)
  if (known) return known
  const made = createSecretKey(key)
  kept.set(key, made)
  return made
}
