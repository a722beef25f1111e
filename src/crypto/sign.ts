import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto'
import { isSm2Signed, signSm2 } from './sm2.ts'
import type { SuiteName } from './suite.ts'

/** SM2 with SM3 and the distinguishing id of GM/T 0009. */
export type SignatureAlgorithm = 'Ed25519' | 'SM2-SM3'

/** Each suite signs in its own way; whoever verifies goes by what the signed thing says. */
export const algorithmOf: Readonly<Record<SuiteName, SignatureAlgorithm>> = {
  international: 'Ed25519',
  guomi: 'SM2-SM3',
}

export interface SigningKey {
  /** Out of the public key itself, so that no other key can bear it. */
  readonly id: string
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  /** PKCS 8. */
  readonly privateKey: Uint8Array
}

export const newSigningKey = (algorithm: SignatureAlgorithm): SigningKey => {
  const pair =
    algorithm === 'Ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'SM2' })
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' })
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  return { id: keyIdOf(publicKey), publicKey, privateKey }
}

/** 80 bits of the public key's SHA-256, whatever the suite: people compare it by eye. */
export const keyIdOf = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 20)

export const signWith = (
  algorithm: SignatureAlgorithm,
  privateKey: Uint8Array,
  bytes: Uint8Array,
): Uint8Array => {
  const key = createPrivateKey({ key: Buffer.from(privateKey), type: 'pkcs8', format: 'der' })
  return algorithm === 'Ed25519' ? sign(null, bytes, key) : signSm2(key, bytes)
}

export interface Signed {
  readonly algorithm: SignatureAlgorithm
  readonly publicKey: Uint8Array
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** `false` also for what is no key or no signature of the algorithm. */
export const isSigned = ({ algorithm, publicKey, bytes, signature }: Signed): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), type: 'spki', format: 'der' })
    if ((key.asymmetricKeyType === 'ed25519') !== (algorithm === 'Ed25519')) return false
    return algorithm === 'Ed25519'
      ? verify(null, bytes, key, signature)
      : isSm2Signed({ key, bytes, signature })
  } catch {
    return false
  }
}
