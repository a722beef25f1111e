import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from '#paper/lines.ts'

const one = (): number => 1

describe('lines of Chinese', () => {
  it('no line begins with a closing sign, none ends with an opening one', () => {
    const lines = linesOf('由你单位办理（主办）。请依法办理，并“按期”办结。', one, { room: 9 })
    expect(lines.join('')).toBe('由你单位办理（主办）。请依法办理，并“按期”办结。')
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。）”]/)
      expect(line).not.toMatch(/[（“]$/)
    }
  })

  it('a number or a word stays whole', () => {
    expect(linesOf('编号RC-2026-00001的件', one, { room: 14 })).toEqual([
      '编号',
      'RC-2026-00001的',
      '件',
    ])
  })

  it('loses no sign and is never wider than one sign over its room, whatever is written', () => {
    const text = fc.string({
      unit: fc.constantFrom('打', '针', '，', '。', '（', '）', 'a', '1', '“'),
    })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 20 }), (words, room) => {
        const lines = linesOf(words, one, { room })
        expect(lines.join('')).toBe(words)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(room + 1)
      }),
      { seed: 8 },
    )
  })
})
