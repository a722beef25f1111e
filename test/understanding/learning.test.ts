import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { learningBasis, readConcepts, readLetters } from '#packs/read-letters.ts'
import { commonWords } from '#understanding/dictionary.ts'
import { countFeatures } from '#understanding/features.ts'
import { CONFIDENT, figuresOf, shareOf } from '#understanding/figures.ts'
import { learnHeads, prepare, test, type Letter } from '#understanding/learn.ts'
import { decodeModel, encodeModel } from '#understanding/model.ts'
import { createReader } from '#understanding/read.ts'
import { ofTheTrade, tradeLexicon } from '#understanding/trade-words.ts'
import { nationalModel, nationalOffences } from './known.ts'

const dataDir = fileURLToPath(new URL('../../data', import.meta.url))
const offences = nationalOffences()
const letters = readLetters(dataDir)

describe('the letters that are learned from', () => {
  it('are at least 7,000, and at least twelve for every offence', () => {
    expect(letters.length).toBeGreaterThan(7000)
    const times = Map.groupBy(letters, ({ codes: [main] }) => main)
    const few = [...offences.keys()].filter((code) => (times.get(code)?.length ?? 0) < 12)
    expect(few).toEqual([])
  })

  it('name only offences of the taxonomy and hold words', () => {
    const wrong = letters.filter(
      ({ codes, text }) => !codes.every((code) => offences.has(code)) || text.length < 2,
    )
    expect(wrong).toEqual([])
  })

  it('stand there once each', () => {
    const texts = letters.map(({ text }) => text)
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
  })

  it('are those the shipped model learned from: else run yijian understanding train', () => {
    expect(nationalModel().learnedFrom).toBe(learningBasis(dataDir))
  })
})

describe('learning', () => {
  const some: readonly Letter[] = letters
    .filter(({ codes: [main] }) => main === 'B5' || main === 'J9')
    .slice(0, 120)
  const concepts = readConcepts(dataDir)
  const lexicon = tradeLexicon(commonWords(), ofTheTrade(offences.values(), concepts))
  const prepared = prepare(some, createReader({ offences: offences.values(), concepts, lexicon }))
  const codes = ['B5', 'J9']

  it('from the same letters gives the same weights', { timeout: 30_000 }, () => {
    const few = prepared.slice(0, 20)
    const [one, other] = [learnHeads(few, codes), learnHeads(few, codes)]
    expect(one.offence.units).toEqual(other.offence.units)
    expect(one.intent.weights).toEqual(other.intent.weights)
  })

  it('tells letters apart that it has not seen', { timeout: 30_000 }, () => {
    const isSeen = (_: unknown, at: number): boolean => at % 2 === 0
    const heads = learnHeads(prepared.filter(isSeen), codes)
    const unseen = prepared.filter((letter, at) => !isSeen(letter, at))
    const right = test(unseen, heads).filter(({ letter, chances }) => {
      return codes[(chances[0] ?? 0) >= (chances[1] ?? 0) ? 0 : 1] === letter.codes[0]
    })
    expect(right.length / unseen.length).toBeGreaterThan(0.9)
  })

  it('is kept and read again to the last bit', { timeout: 30_000 }, () => {
    const model = nationalModel()
    expect(decodeModel(encodeModel(model))).toEqual(model)
  })

  it('refuses a model that was cut short', () => {
    const bytes = encodeModel(nationalModel())
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 1))).toThrow('cut short')
  })
})

describe('what is counted of a text', () => {
  const idsOf = (text: string): readonly number[] =>
    [...countFeatures(text, [], []).ids].toSorted((one, other) => one - other)

  it('knows no sum, date or name by heart', () => {
    expect(idsOf('收了3800元')).toEqual(idsOf('收了12元'))
    expect(idsOf('李某说')).toEqual(idsOf('李说'))
  })

  it('does not change with what was counted before', () => {
    const before = countFeatures('无证行医', ['无证', '行医'], [])
    countFeatures('别的话', ['别的', '话'], [])
    expect(countFeatures('无证行医', ['无证', '行医'], [])).toEqual(before)
  })
})

describe('figures', () => {
  it('come with the interval of Wilson', () => {
    const { low, high } = shareOf([true, true, true, false], (is) => is)
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.3006', '0.9544'])
  })

  it('count confidence only where nobody would be asked', () => {
    const said = { codes: ['A1'], inScope: true }
    const { confident, confidentRight, first } = figuresOf([
      { id: '1', codes: ['A1'], inScope: true, said: { ...said, confidence: CONFIDENT } },
      { id: '2', codes: ['A2'], inScope: true, said: { ...said, confidence: 0.89 } },
    ])
    expect([confident.right, confidentRight.share, first.share]).toEqual([1, 1, 0.5])
  })
})
