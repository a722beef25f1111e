import { describe, expect, it } from 'vitest'
import { createWhose } from '#understanding/whose.ts'
import { fileURLToPath } from 'node:url'
import { loadPacks } from '#packs/load.ts'

const packs = loadPacks(fileURLToPath(new URL('../../data', import.meta.url)))
const whose = createWhose(packs.offences, packs.areas)
const rongchang = '500153'
const unclear = (...scores: readonly (readonly [string, number])[]) => ({
  offences: scores.map(([code, score]) => ({ code, score })),
  confidence: 0.5,
})

describe('whose matter it is where it is not clear what it is', () => {
  it('of several offences of one department the likeliest goes before a single one of another', () => {
    const matter = unclear(['I4', 0.46], ['K1', 0.39], ['K2', 0.1])
    const found = whose(matter, rongchang)
    expect(found.offences.map(({ code }) => code)).toEqual(['K1', 'I4', 'K2'])
    expect(found.confidence).toBe(0.39)
  })

  it('one that outweighs the others together stays first', () => {
    const matter = unclear(['I4', 0.6], ['K1', 0.2], ['K2', 0.1])
    expect(whose(matter, rongchang)).toBe(matter)
  })

  it('what is clear is left as it is, and so is a text from nowhere', () => {
    const matter = unclear(['I4', 0.46], ['K1', 0.39], ['K2', 0.1])
    const clear = { ...matter, confidence: 0.9 }
    expect(whose(clear, rongchang)).toBe(clear)
    expect(whose(matter, undefined)).toBe(matter)
  })
})
