import { createDecipheriv, hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derive } from '#crypto/derive.ts'
import { createSuite, missingIn, type SuiteName } from '#crypto/suite.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Uint8Array => Buffer.from(text, 'hex')
const names: readonly SuiteName[] = ['international', 'guomi']

describe.each(names)('the %s suite', (name) => {
  const suite = createSuite(name)
  const key = Buffer.alloc(32, 7)

  it('opens what it sealed, byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (plain, aad) => {
        expect(hex(suite.open(key, suite.seal(key, plain, aad), aad))).toBe(hex(plain))
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('refuses a value with any single bit changed', () => {
    const sealed = suite.seal(key, Buffer.from('证据'), 'case:1')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => suite.open(key, changed, 'case:1')).toThrow(Error)
    }
  })

  it('refuses a value that was cut short anywhere', () => {
    const sealed = suite.seal(key, Buffer.from('证据'), 'case:1')
    for (let length = 0; length < sealed.length; length++)
      expect(() => suite.open(key, sealed.subarray(0, length), 'case:1')).toThrow(Error)
  })

  it('refuses a value in another place or under another key', () => {
    const sealed = suite.seal(key, Buffer.from('证据'), 'case:1')
    expect(() => suite.open(key, sealed, 'case:2')).toThrow(Error)
    expect(() => suite.open(Buffer.alloc(32, 8), sealed, 'case:1')).toThrow(Error)
  })

  it('seals the same words differently each time, with its version first', () => {
    const one = suite.seal(key, Buffer.from('同'), '')
    const two = suite.seal(key, Buffer.from('同'), '')
    expect(hex(one)).not.toBe(hex(two))
    expect(one[0]).toBe(name === 'international' ? 1 : 2)
  })

  it('makes keys of 32 bytes, never the same', () => {
    const keys = new Set(Array.from({ length: 100 }, () => hex(suite.randomKey())))
    expect(keys.size).toBe(100)
    expect([...keys].every((text) => text.length === 64)).toBe(true)
  })
})

describe('known answers', () => {
  it('SHA-256 and HMAC-SHA-256 answer as FIPS 180-4 and RFC 4231 say', () => {
    const suite = createSuite('international')
    expect(hex(suite.hash(Buffer.from('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect(hex(suite.hmac(Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('the guomi suite encrypts with SM4 in counter mode, under a key of its own', () => {
    const suite = createSuite('guomi')
    const key = Buffer.alloc(32, 3)
    const sealed = suite.seal(key, Buffer.from('牙科诊所'), 'x')
    const cipherKey = suite.hmac(key, Buffer.from('cipher')).subarray(0, 16)
    const decipher = createDecipheriv('sm4-ctr', cipherKey, sealed.subarray(1, 17))
    expect(decipher.update(sealed.subarray(17, -32)).toString()).toBe('牙科诊所')
  })

  it('AES-256-GCM answers as test case 15 of the GCM specification says', () => {
    const suite = createSuite('international')
    const key = bytes('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const sealed = bytes(
      '01cafebabefacedbaddecaf888' +
        '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
        '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad' +
        'b094dac5d93471bdec1a502270e3cc6c',
    )
    expect(hex(suite.open(key, sealed, ''))).toBe(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
        '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
    )
  })

  it('derived keys are those of HKDF, and differ by purpose', () => {
    const suite = createSuite('international')
    const master = Buffer.alloc(32, 9)
    const expected = Buffer.from(hkdfSync('sha256', master, new Uint8Array(0), 'passcode', 32))
    expect(hex(derive(suite, master, 'passcode'))).toBe(hex(expected))
    expect(hex(derive(suite, master, 'address'))).not.toBe(hex(expected))
  })
})

describe('a platform without an algorithm', () => {
  it('is told which one the suite misses', () => {
    const plain = { ciphers: ['aes-256-gcm'], hashes: ['sha256'], curves: ['P-256'] }
    expect(missingIn('guomi', plain)).toEqual(['sm4-ctr', 'sm3', 'SM2'])
    expect(missingIn('international', plain)).toEqual([])
  })
})
