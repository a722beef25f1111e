import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { describe, expect, it } from 'vitest'
import { dangerSigns } from '#understanding/danger-signs.ts'
import { alarmingLines } from '#understanding/danger-words.ts'

const lines = Object.values(alarmingLines).flat()
const signsOf = Object.values(dangerSigns).flat()

/** Alternatives of a line that could be met in a sentence without one of the signs. */
function free(line: string, signs: string): readonly string[] {
  const { pattern } = new RegExpParser().parseLiteral(`/${line}/`)
  const known = new Set(signs)
  return pattern.alternatives.filter((each) => !needs(each, known)).map(({ raw }) => raw)
}

describe('the signs of danger', () => {
  it('stand for every line, as many as one number has bits', () => {
    expect(signsOf).toHaveLength(lines.length)
    expect(lines.length).toBeLessThanOrEqual(32)
  })

  it.each(lines.map((line, nth) => [line.slice(0, 24), nth]))(
    '%s…: none of its words can be met without one',
    (_, nth) => {
      expect(free(lines[nth] ?? '', signsOf[nth] ?? '')).toEqual([])
    },
  )

  it('would be missed: with fewer of them most lines could be met unseen', () => {
    const seen = signsOf.filter((signs, nth) => free(lines[nth] ?? '', signs.slice(1)).length === 0)
    expect(seen.length).toBeLessThan(signsOf.length / 4)
  })
})

/** Whether whatever it meets holds one of the signs. */
function needs(part: AST.Node, signs: ReadonlySet<string>): boolean {
  const { type } = part
  if (type === 'Alternative') return part.elements.some((each) => needs(each, signs))
  if (type === 'Group' || type === 'CapturingGroup')
    return part.alternatives.every((each) => needs(each, signs))
  if (type === 'Quantifier') return part.min > 0 && needs(part.element, signs)
  if (type === 'Character') return signs.has(String.fromCodePoint(part.value))
  if (type !== 'CharacterClass') return false
  return !part.negate && part.elements.every((each) => needs(each, signs))
}
