import { getCiphers, getCurves, getHashes, randomBytes } from 'node:crypto'
import { guomi } from './guomi.ts'
import { international } from './international.ts'

export type SuiteName = 'international' | 'guomi'

/** The algorithms of one house. What it seals begins with its version byte, so a value tells how it is opened. */
export interface Suite {
  readonly name: SuiteName
  /** What `hash` is called where its result is written down. */
  readonly digest: 'sha256' | 'sm3'
  /** `aad` binds the value to its place: opened anywhere else it counts as tampered with. */
  readonly seal: (key: Uint8Array, plain: Uint8Array, aad: string) => Uint8Array
  /** Throws where a byte of the value, its place or the key is wrong. */
  readonly open: (key: Uint8Array, sealed: Uint8Array, aad: string) => Uint8Array
  readonly hmac: (key: Uint8Array, data: Uint8Array) => Uint8Array
  readonly hash: (data: Uint8Array) => Uint8Array
  /** 32 bytes. */
  readonly randomKey: () => Uint8Array
}

/** Throws at start where this platform's OpenSSL lacks an algorithm of the suite. */
export const createSuite = (name: SuiteName, platform?: Platform): Suite => {
  const missing = missingIn(name, platform)
  if (missing.length > 0)
    throw new Error(
      `the ${name} suite needs ${missing.join(', ')}, which this OpenSSL lacks: use a Node.js built with them`,
    )
  return { name, ...(name === 'guomi' ? guomi : international), randomKey: () => randomBytes(32) }
}

const NEEDS = {
  international: { ciphers: ['aes-256-gcm'], hashes: ['sha256'], curves: [] },
  guomi: { ciphers: ['sm4-ctr'], hashes: ['sm3'], curves: ['SM2'] },
} as const

/** What an OpenSSL brings. */
export interface Platform {
  readonly ciphers: readonly string[]
  readonly hashes: readonly string[]
  readonly curves: readonly string[]
}

/** Algorithms of a suite that this platform does not have. */
export const missingIn = (
  name: SuiteName,
  platform: Platform = { ciphers: getCiphers(), hashes: getHashes(), curves: getCurves() },
): readonly string[] => [
  ...NEEDS[name].ciphers.filter((cipher) => !platform.ciphers.includes(cipher)),
  ...NEEDS[name].hashes.filter((hash) => !platform.hashes.includes(hash)),
  ...NEEDS[name].curves.filter((curve) => !platform.curves.includes(curve)),
]
