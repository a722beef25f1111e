import { createHash, createPublicKey, createSign, createVerify, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** What both sides take for the signer's name where nothing else was agreed: GM/T 0009-2012, section 10. */
const distinguishingId = Buffer.from('1234567812345678')

/** a, b and the base point of the curve: GM/T 0003.5-2012. */
const curve = Buffer.from(
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC' +
    '28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93' +
    '32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7' +
    'BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0',
  'hex',
)

/** Z: the signer's name, curve and key in one digest, which stands before the words. */
export const signerDigest = (publicKey: KeyObject, id: Uint8Array): Uint8Array => {
  const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-64)
  const bits = Buffer.alloc(2)
  bits.writeUInt16BE(id.length * 8)
  return createHash('sm3').update(bits).update(id).update(curve).update(point).digest()
}

/**
 * Node.js cannot tell OpenSSL a distinguishing id, and by itself would take an empty one. Its older interface signs a
 * digest as it is given, so Z is put before the words here.
 */
export const signSm2 = (privateKey: KeyObject, bytes: Uint8Array): Uint8Array =>
  createSign('sm3')
    .update(signerDigest(createPublicKey(privateKey), distinguishingId))
    .update(bytes)
    .sign(privateKey)

/** Also what was signed with an empty id, as every acknowledgement was before. */
export const isSm2Signed = (signed: {
  readonly key: KeyObject
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}): boolean => {
  const { key, bytes, signature } = signed
  const named = createVerify('sm3').update(signerDigest(key, distinguishingId)).update(bytes)
  return named.verify(key, signature) || verify('sm3', bytes, key, signature)
}
