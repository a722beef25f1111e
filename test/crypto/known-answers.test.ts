import { createCipheriv, createPublicKey } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { isSigned } from '#crypto/sign.ts'
import { signerDigest } from '#crypto/sm2.ts'
import { createSuite, missingIn } from '#crypto/suite.ts'
import { aFolder, here, started } from '../cli/yijian.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text, 'hex')
const guomi = createSuite('guomi')

let answered = 0
afterAll(() =>
  console.log(`promise 20: ${answered} published vectors of the guomi suite answered to the byte`),
)

/** The key pair and signature of GM/T 0003.5-2012, Annex A (GB/T 32918.5-2017), for `message digest`. */
const annex = {
  point:
    '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
    'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  z: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
}

const publicKey = bytes(`3059301306072a8648ce3d020106082a811ccf5501822d03420004${annex.point}`)

describe('the guomi suite answers as the standards print it', () => {
  it('SM2 with the distinguishing id 1234567812345678: GM/T 0003.5-2012 Annex A', () => {
    const signature = bytes(`3046022100${annex.r}022100${annex.s}`)
    const signed = { algorithm: 'SM2-SM3', publicKey, signature } as const
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    expect(hex(signerDigest(key, Buffer.from('1234567812345678')))).toBe(annex.z)
    expect(isSigned({ ...signed, bytes: Buffer.from('message digest') })).toBe(true)
    expect(isSigned({ ...signed, bytes: Buffer.from('message digesT') })).toBe(false)
    answered += 2
  })

  it.each([
    [
      Buffer.from(Array.from({ length: 32 }, (_, n) => n + 1)),
      Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)),
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    ],
    [
      Buffer.from(Array.from({ length: 37 }, (_, n) => n + 1)),
      Buffer.alloc(50, 0xcd),
      '220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae',
    ],
    [
      Buffer.alloc(32, 0x0b),
      Buffer.from('Hi There'),
      'c0ba18c68b90c88bc07de794bfc7d2c8d19ec31ed8773bc2b390c9604e0be11e',
    ],
    [
      Buffer.from('Jefe'),
      Buffer.from('what do ya want for nothing?'),
      '2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882',
    ],
  ])('HMAC-SM3: GM/T 0042-2015, Appendix D.3 (%#)', (key, data, mac) => {
    expect(hex(guomi.hmac(key, data))).toBe(mac)
    answered += 1
  })

  it.each([
    [
      '0123456789abcdeffedcba9876543210',
      'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7' +
        'f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
    ],
    [
      'fedcba98765432100123456789abcdef',
      '5dcccd25b95ab07417a08512ee160e2f8f661521cbbab44cc87138445bc29e5c' +
        '0ae0297205d62704173b21239b887f6c8cb5b800917a2488284bde9e16ea2906',
    ],
  ])('SM4-CTR: draft-ribose-cfrg-sm4-10, A.2.5 (%#)', (key, sealed) => {
    const counter = bytes('000102030405060708090a0b0c0d0e0f')
    const plain = bytes(
      'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd' +
        'eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb',
    )
    expect(hex(createCipheriv('sm4-ctr', bytes(key), counter).update(plain))).toBe(sealed)
    answered += 1
  })

  it('SM3: GB/T 32905-2016, Annex A', () => {
    const abc = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    const long = 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'
    expect(hex(guomi.hash(Buffer.from('abc')))).toBe(abc)
    expect(hex(guomi.hash(Buffer.from('abcd'.repeat(16))))).toBe(long)
    answered += 2
  })

  it('SM4: GB/T 32907-2016, Annex A', () => {
    const key = bytes('0123456789abcdeffedcba9876543210')
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    expect(hex(cipher.update(key))).toBe('681edf34d206965e86b3e94f536e4246')
    answered += 1
  })
})

describe('a suite that cannot be had', () => {
  it.each([
    ['sm4-ctr', { ciphers: [], hashes: ['sm3'], curves: ['SM2'] }],
    ['sm3', { ciphers: ['sm4-ctr'], hashes: ['sha256'], curves: ['SM2'] }],
    ['SM2', { ciphers: ['sm4-ctr'], hashes: ['sm3'], curves: ['prime256v1'] }],
  ])('guomi does not start where OpenSSL lacks %s', (name, platform) => {
    expect(() => createSuite('guomi', platform)).toThrow(
      new RegExp(`the guomi suite needs ${name}, which this OpenSSL lacks: use a Node\\.js`),
    )
    expect(missingIn('guomi', platform)).toEqual([name])
  })

  it('a house made with one suite is refused under the other, with the cure', async () => {
    using folder = aFolder()
    const env = { STATE_DIR: folder.path('var') }
    await started({ ...env, CRYPTO_SUITE: 'guomi' })
    const list = ['offices', 'list', '--area', '500153']
    expect(await here(list, { ...env, CRYPTO_SUITE: 'guomi' })).toMatchObject({ code: 0 })
    const other = await here(list, { ...env, CRYPTO_SUITE: 'international' })
    expect(other).toMatchObject({ code: 1, out: '' })
    expect(other.complaint).toContain('made with CRYPTO_SUITE=guomi: start with that')
    expect(await here(list, { ...env, CRYPTO_SUITE: 'guomi' })).toMatchObject({ code: 0 })
  }, 30_000)
})
