import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLetters } from '#packs/read-letters.ts'
import { commonWords } from '#understanding/dictionary.ts'
import { knowing, lexiconOf, nodeOf } from '#understanding/lexicon.ts'
import { createSegmenter } from '#understanding/segment.ts'
import { createWalk } from '#understanding/walk.ts'

const dataDir = fileURLToPath(new URL('../../data', import.meta.url))

describe('cutting into words', () => {
  const segmenter = createSegmenter(lexiconOf(commonWords()))

  it('is what jieba does with the same dictionary', () => {
    const jieba = Jieba.withDict(
      new TextEncoder().encode(
        [...commonWords(dict)].map(([word, times]) => `${word} ${times} n\n`).join(''),
      ),
    )
    const letters = readLetters(dataDir).filter((_, at) => at % 10 === 0)
    const cut = letters.map(({ text }) => segmenter.words(text).join('|'))
    const byJieba = letters.map(({ text }) => jieba.cut(text, false).join('|'))
    const others = cut.filter((words, at) => words !== byJieba[at])
    expect(letters.length).toBeGreaterThan(700)
    expect(others.length / letters.length).toBeLessThan(0.01)
  })

  it('loses no character, and its edges are where words meet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { words, edges } = segmenter.cut(text)
        expect(words.join('')).toBe(text)
        const expected = new Set([0])
        let at = 0
        for (const word of words) expected.add((at += word.length))
        expect(new Set([...edges.keys()].filter((place) => edges[place] === 1))).toEqual(expected)
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  it('leaves numbers and foreign words whole', () => {
    expect(segmenter.words('收了3800元，CT没做')).toEqual(
      expect.arrayContaining(['3800', '元', 'CT']),
    )
  })
})

describe('a lexicon', () => {
  const words = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom('诊', '所', '医', '院', '无'), minLength: 1, maxLength: 5 }),
  )

  it('knows its words and no other, and finds each wherever it stands', () => {
    fc.assert(
      fc.property(
        words,
        fc.string({ unit: fc.constantFrom('诊', '所', '医', '院', '无', 'x'), maxLength: 30 }),
        (own, text) => {
          const lexicon = lexiconOf(new Map(own.map((word, at) => [word, at])))
          const { from, ends, nodes } = createWalk(lexicon)(text)
          const found: string[] = []
          for (let at = 0; at < text.length; at += 1)
            for (let each = from[at] ?? 0; each < (from[at + 1] ?? 0); each += 1) {
              const word = text.slice(at, ends[each])
              expect(nodeOf(lexicon, word)).toBe(nodes[each])
              found.push(`${at}:${word}`)
            }
          const expected = own.flatMap((word) =>
            Array.from({ length: text.length }, (_, at) => at)
              .filter((at) => text.startsWith(word, at))
              .map((at) => `${at}:${word}`),
          )
          expect(found.toSorted()).toEqual(expected.toSorted())
        },
      ),
      { seed: 5, numRuns: 300 },
    )
  })

  it('learns words it lacks, and stays itself where it lacks none', () => {
    const lexicon = lexiconOf(new Map([['诊所', 5]]))
    expect(knowing(lexicon, new Map([['诊所', 0]]))).toBe(lexicon)
    const more = knowing(lexicon, new Map([['黑诊', 3]]))
    expect(nodeOf(more, '黑诊')).toBeDefined()
    expect(createSegmenter(more).words('黑诊诊所')).toEqual(['黑诊', '诊所'])
  })
})
