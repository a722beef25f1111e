import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  timingSafeEqual,
} from 'node:crypto'
import { nonceOf } from './nonce.ts'
import type { Suite } from './suite.ts'

const VERSION = 2
const COUNTER = 16
const TAG = 32

/**
 * SM4-CTR, SM3, HMAC-SM3: version, counter block, ciphertext, tag. The tag covers everything before it and
 * the place, under a key of its own (encrypt-then-MAC).
 */
export const guomi: Omit<Suite, 'name' | 'randomKey'> = {
  digest: 'sm3',
  seal: (key, plain, aad) => {
    const counter = nonceOf(COUNTER)
    const cipher = createCipheriv('sm4-ctr', cipherKey(key), counter)
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    const signed = Buffer.concat([Uint8Array.of(VERSION), counter, body])
    return Buffer.concat([signed, tagOf(key, signed, aad)])
  },
  open: (key, sealed, aad) => {
    if (sealed[0] !== VERSION || sealed.length < 1 + COUNTER + TAG)
      throw new Error('not a value of the guomi suite')
    const signed = sealed.subarray(0, sealed.length - TAG)
    if (!timingSafeEqual(tagOf(key, signed, aad), sealed.subarray(-TAG)))
      throw new Error('a sealed value was changed, or belongs elsewhere')
    const counter = sealed.subarray(1, 1 + COUNTER)
    const decipher = createDecipheriv('sm4-ctr', cipherKey(key), counter)
    return Buffer.concat([decipher.update(signed.subarray(1 + COUNTER)), decipher.final()])
  },
  hmac: (key, data) => hmacSm3(key, data),
  hash: (data) => createHash('sm3').update(data).digest(),
}

const hmacSm3 = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  createHmac('sm3', key).update(data).digest()

const cipherKey = (key: Uint8Array): Uint8Array =>
  hmacSm3(key, Buffer.from('cipher')).subarray(0, 16)

const tagOf = (key: Uint8Array, signed: Uint8Array, aad: string): Uint8Array => {
  const place = Buffer.from(aad)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(place.length)
  return hmacSm3(hmacSm3(key, Buffer.from('tag')), Buffer.concat([length, place, signed]))
}
