import { describe, expect, it } from 'vitest'
import { migrations } from '#store/migrations.ts'

/** Beginning of the digest of each entry, in the order in which databases took them. Entries are added, never changed. */
const RELEASED: readonly string[] = [
  '52aba7e57806f75f',
  'b5c17d31cb2f0105',
  '3fcbcef870586801',
  '9ceae48d57b70c1a',
  '24a56e8e9e0ecbca',
  'b3bad576d863c986',
  '11ae14b17371b6f6',
  'adab6ae734b58f71',
  '77c15a0dbf08f78a',
  '96c43b993402f2f8',
  '1ab057d05f3db35a',
  'f9d341ae8b741c74',
  'ecb83d81104aae6a',
  '03df61253403e2b9',
  '39e55eed2043235b',
  '1c892d4174bee35b',
  'b275c52f3f05464e',
  '492c4c0b143e7563',
  'e066819dfe69549d',
  '59c0857fbc65ee16',
  '97c694987d8d1ed2',
  '15c95d729d97615f',
  'cf2c231b1af36a0b',
  '5f22315494605a4c',
  '0bdd5fad28af7e71',
  '1656ac21c4d09a91',
  '453a3d692cc7a9ac',
  '2e5d0a3ccbd23699',
  '585e72e1115a8e84',
  '5e71144e099278a9',
  'f61e102998bb36b7',
  '6ba61735c0204584',
  '578f82c44bfd91c4',
  'e41a6f4099b88f20',
  'd46f32decaef71fc',
  'acd602351852ff6d',
  'a40cacf4cea12f6a',
  '6911fe2e6569ffd6',
  '2d67f14f5f984b1e',
  '35c4944a56e0f1df',
  '1cdf44495c459730',
  'f42c864e73dfc610',
  'ef0fb4a707a942bf',
  'e4bf927455ef2ed9',
  '22ec093995164a4d',
  '6b6a4dd6ba0b91a8',
  '5b719606dc63fb37',
  '29a7b4c5e894faf7',
  'ab1c18159d3ecdfb',
  'c5803c1540f55dbe',
  '58f918c2527e0596',
  '3b1271946120645b',
  '936564f19ebee0a6',
  '6e89623e7f141931',
  '9dcc88dc3b35406b',
  '7bea0933d54d8a5c',
  '02c8f91ff65db798',
]

describe('the history of the tables', () => {
  it('still begins with every entry that was released, unchanged', async () => {
    const digests = await Promise.all(migrations.slice(0, RELEASED.length).map(digest))
    expect(digests).toEqual(RELEASED)
  })

  it('names no column that could hold words: texts are keys, bytes are sealed', () => {
    const tables = migrations.join(';')
    expect(tables).not.toMatch(/"(text|body|words|message|note|comment|description)"/)
  })
})

const digest = async (script: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(script)))
    .toString('hex')
    .slice(0, 16)
