import { describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { searchTokensUnder } from '../../src/vault/search-tokens.ts'

const root = Uint8Array.from({ length: 32 }, (_, n) => n * 7)
const other = Uint8Array.from({ length: 32 }, (_, n) => n * 11)
const vault = searchTokensUnder(createSuite('international'), root)

/** Pieces as a large house has them. */
const pieces = Array.from({ length: 60_000 }, (_, n) =>
  String.fromCodePoint(0x4e00 + (n % 500), 0x5000 + Math.floor(n / 500)),
)

const tokensOfAll = vault.searchTokens('500153', pieces)

describe('what words are found by', () => {
  it('differs in every area and under every root, and is the same each time', () => {
    const [here] = vault.searchTokens('500153', ['诊所'])
    expect(here).toMatch(/^[a-z2-7]{4}$/)
    expect(vault.searchTokens('500153', ['诊所'])).toEqual([here])
    expect(vault.searchTokens('370300', ['诊所'])).not.toEqual([here])
    const elsewhere = searchTokensUnder(createSuite('international'), other)
    expect(elsewhere.searchTokens('500153', ['诊所'])).not.toEqual([here])
  })

  it('is spread evenly, so that nothing of a piece shows in it', () => {
    const tokens = new Set(tokensOfAll)
    const expected = 2 ** 20 * (1 - Math.exp(-pieces.length / 2 ** 20))
    expect(Math.abs(tokens.size - expected) / expected).toBeLessThan(0.02)
  })

  it('is shared by many pieces in a large house: one token proves no rare word', () => {
    const counts = Map.groupBy(tokensOfAll, (token) => token)
    const shared = pieces.length - [...counts.values()].filter(({ length }) => length === 1).length
    expect(shared / pieces.length).toBeGreaterThan(0.05)
  })

  it('is many at once, in no order of the text and of a number that tells no length', () => {
    const of = (those: readonly string[]) =>
      vault.caseTokens('500153', { caseId: 'c1', pieces: those })
    expect(of([])).toEqual([])
    const few = of(['诊所', '所打', '打针'])
    expect(few.length).toBe(16)
    expect(of(['打针', '诊所', '所打'])).toEqual(few)
    expect(few).toEqual(few.toSorted())
    expect(of(pieces.slice(0, 17)).length).toBe(32)
    const known = vault.searchTokens('500153', ['诊所', '所打', '打针'])
    expect(known.every((token) => few.includes(token))).toBe(true)
    const same = vault.caseTokens('500153', { caseId: 'c2', pieces: ['诊所', '所打', '打针'] })
    expect(same.filter((token) => few.includes(token)).length).toBeLessThan(6)
  })

  it('is closed in an address for one person, and never twice the same', () => {
    const closed = vault.closeQuery('慕容雪岭', 'o1')
    expect(closed).toMatch(/^[\w-]+$/)
    expect(vault.closeQuery('慕容雪岭', 'o1')).not.toBe(closed)
    expect(vault.openQuery(closed, 'o1')).toBe('慕容雪岭')
    expect(vault.openQuery(closed, 'o2')).toBeUndefined()
    for (const wrong of ['', 'x', `${closed.slice(0, -2)}AA`, '诊所', closed.repeat(3)])
      expect([wrong, vault.openQuery(wrong, 'o1')]).toEqual([wrong, undefined])
  })

  it('is made by the algorithms of the guomi suite where that is the house’s', () => {
    const guomi = searchTokensUnder(createSuite('guomi'), root)
    const [token] = guomi.searchTokens('500153', ['诊所'])
    expect(token).toMatch(/^[a-z2-7]{4}$/)
    expect([token]).not.toEqual(vault.searchTokens('500153', ['诊所']))
    expect(guomi.openQuery(guomi.closeQuery('诊所', 'o1'), 'o1')).toBe('诊所')
  })
})
