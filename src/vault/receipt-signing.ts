import { signedText, type SignedAcknowledgement } from '#core/acknowledgement.ts'
import {
  algorithmOf,
  isSigned,
  keyIdOf,
  newSigningKey,
  signWith,
  type SignatureAlgorithm,
} from '#crypto/sign.ts'
import type { Suite } from '#crypto/suite.ts'

/** A key that signs acknowledgements, as it may lie in the database. */
export interface ReceiptKey {
  readonly id: string
  readonly algorithm: SignatureAlgorithm
  readonly publicKey: Uint8Array
  /** The private half: only the vault opens it. */
  readonly sealed: Uint8Array
}

export const newReceiptKey = (suite: Suite, under: Uint8Array): ReceiptKey => {
  const algorithm = algorithmOf[suite.name]
  const { id, publicKey, privateKey } = newSigningKey(algorithm)
  return { id, algorithm, publicKey, sealed: suite.seal(under, privateKey, placeOf(id)) }
}

export const signReceipt = (
  suite: Suite,
  under: Uint8Array,
  { key, bytes }: { readonly key: ReceiptKey; readonly bytes: Uint8Array },
): Uint8Array => signWith(key.algorithm, suite.open(under, key.sealed, placeOf(key.id)), bytes)

const placeOf = (id: string): string => `receipt-key:${id}`

/** Needs no vault: anybody can look, with the published keys alone. Only the key that the words name can have signed them. */
export const verdictOn = (
  { acknowledgement, signature }: SignedAcknowledgement,
  publicKeys: readonly Uint8Array[],
): 'signed' | 'forged' | 'key-unknown' => {
  const publicKey = publicKeys.find((key) => keyIdOf(key) === acknowledgement.key)
  if (!publicKey) return 'key-unknown'
  const written = Buffer.from(signature, 'base64')
  const { algorithm } = acknowledgement
  const bytes = Buffer.from(signedText(acknowledgement))
  const isTheirs =
    written.toString('base64') === signature &&
    isSigned({ algorithm, publicKey, bytes, signature: written })
  return isTheirs ? 'signed' : 'forged'
}
