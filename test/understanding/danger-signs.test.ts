import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { describe, expect, it } from 'vitest'
import { dangerSigns } from '#understanding/danger-signs.ts'
import { attempted, despairing, lifeless, threatening } from '#understanding/danger-words.ts'

const lists = { attempted, despairing, lifeless, threatening }

describe('the signs of danger', () => {
  it.each(Object.entries(lists))('%s: none of its words can be met without one', (name, words) => {
    const signs = new Set(dangerSigns[name as keyof typeof lists])
    const { pattern } = new RegExpParser().parseLiteral(words.toString())
    const free = pattern.alternatives.filter((each) => !needs(each, signs)).map(({ raw }) => raw)
    expect(free).toEqual([])
  })

  it('would be missed: without 死 the list of the lifeless is free', () => {
    const signs = new Set(dangerSigns.lifeless.replace('死', ''))
    const { pattern } = new RegExpParser().parseLiteral(lifeless.toString())
    expect(pattern.alternatives.every((each) => needs(each, signs))).toBe(false)
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
