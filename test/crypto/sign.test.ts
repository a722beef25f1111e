import { describe, expect, it } from 'vitest'
import { algorithmOf, isSigned, keyIdOf, newSigningKey, signWith } from '#crypto/sign.ts'

const words = Buffer.from('{"number":"RC-2026-00017"}')

describe.each(Object.values(algorithmOf))('%s', (algorithm) => {
  const key = newSigningKey(algorithm)
  const other = newSigningKey(algorithm)
  const signature = signWith(algorithm, key.privateKey, words)
  const signed = { algorithm, publicKey: key.publicKey, bytes: words, signature }

  it('what was signed is recognised by the public key, and by no other', () => {
    expect(isSigned(signed)).toBe(true)
    expect(isSigned({ ...signed, publicKey: other.publicKey })).toBe(false)
  })

  it('a bit changed anywhere in words or signature is noticed', () => {
    for (const part of ['bytes', 'signature'] as const)
      for (let at = 0; at < signed[part].length; at += 1) {
        const changed = Buffer.from(signed[part])
        changed[at] = (changed[at] ?? 0) ^ 1
        expect(isSigned({ ...signed, [part]: changed }), `${part} ${at}`).toBe(false)
      }
  })

  it('a key’s id is made of the key', () => {
    expect(keyIdOf(key.publicKey)).toBe(key.id)
    expect(key.id).toMatch(/^[0-9a-f]{20}$/)
    expect(other.id).not.toBe(key.id)
  })

  it('what is no key or another algorithm’s is not recognised, and breaks nothing', () => {
    const [foreign] = Object.values(algorithmOf).filter((one) => one !== algorithm)
    expect(isSigned({ ...signed, publicKey: Buffer.from('no key') })).toBe(false)
    expect(foreign && isSigned({ ...signed, algorithm: foreign })).toBe(false)
    expect(isSigned({ ...signed, signature: new Uint8Array() })).toBe(false)
  })
})

describe('the signature of another’s making', () => {
  it('Ed25519 answers as test 2 of RFC 8032 says', () => {
    const publicKey = Buffer.from(
      '302a300506032b65700321003d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      'hex',
    )
    const signature = Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    )
    const bytes = Buffer.from('72', 'hex')
    expect(isSigned({ algorithm: 'Ed25519', publicKey, bytes, signature })).toBe(true)
  })

  it('SM2 is recognised as OpenSSL’s own command made it', () => {
    const publicKey = Buffer.from(SM2_PUBLIC, 'base64')
    const signature = Buffer.from(SM2_SIGNATURE, 'base64')
    const bytes = Buffer.from('abc')
    const signed = { algorithm: 'SM2-SM3', publicKey, bytes, signature } as const
    expect(isSigned(signed)).toBe(true)
    expect(isSigned({ ...signed, bytes: Buffer.from('abd') })).toBe(false)
  })
})

/** `openssl pkeyutl -sign -rawin -digest sm3`, OpenSSL 3.0.19. */
const SM2_PUBLIC =
  'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEZc7ezNLs7xku3YIWJHvnAn5W/SbNAPVZORCJXWZ+fIGlc3ZQMm3JfWpLsLNxJh1H7f916VLJXCdXtP9UoH+3oA=='
const SM2_SIGNATURE =
  'MEUCIQDty9wpQbWDCpq5A6gW/xGaNYvq8Fdx8P3vR5jARPCwEwIgaax2zuXvo3TUDukB8pZ0ITPNtjraTxcQ7Gsl3mC6e4E='
