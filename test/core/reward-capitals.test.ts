import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures } from '#core/reward-money.ts'

const figures = '零壹贰叁肆伍陆柒捌玖'
const places: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 }

/** Reads a sum back from its capitals: nothing here is shared with what wrote them. */
function fenIn(text: string): number {
  const yuan = /^人民币(.+)元/.exec(text)?.[1] ?? ''
  const digit = (unit: string) => figures.indexOf(new RegExp(`(.)${unit}`).exec(text)?.[1] ?? '零')
  const total = yuan.split(/(?<=亿|万)/).reduce((sum, group) => sum + groupIn(group), 0)
  return total * 100 + digit('角') * 10 + digit('分')
}

function groupIn(group: string): number {
  const scale = group.endsWith('亿') ? 100_000_000 : group.endsWith('万') ? 10_000 : 1
  let sum = 0
  let digit = 0
  for (const sign of group.replace(/[亿万]/, '')) {
    if (figures.includes(sign)) digit = figures.indexOf(sign)
    else {
      sum += digit * (places[sign] ?? 1)
      digit = 0
    }
  }
  return (sum + digit) * scale
}

describe('a sum in capitals', () => {
  it.each([
    [100_000, '人民币壹仟元整'],
    [0, '人民币零元整'],
    [5, '人民币伍分'],
    [50, '人民币伍角整'],
    [105, '人民币壹元零伍分'],
    [140_950, '人民币壹仟肆佰零玖元伍角整'],
    [600_714, '人民币陆仟零柒元壹角肆分'],
    [168_032, '人民币壹仟陆佰捌拾元叁角贰分'],
    [10_700_053, '人民币壹拾万零柒仟元伍角叁分'],
    [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
    [32_504, '人民币叁佰贰拾伍元零肆分'],
    [20_000_000, '人民币贰拾万元整'],
    [100_000_000, '人民币壹佰万元整'],
    [1_000_050_000, '人民币壹仟万零伍佰元整'],
    [10_000_000_100, '人民币壹亿零壹元整'],
    [10_010_000_000, '人民币壹亿零壹拾万元整'],
    [9_999_999_999_999, '人民币玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('%d fen: %s', (fen, words) => {
    expect(inCapitals(fen)).toBe(words)
  })

  it('reads back as the sum it was, to the fen, for 20,000 sums', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 0, max: 9_999_999_999_999 }),
          fc.integer({ min: 0, max: 300_000 }),
        ),
        (fen) => {
          expect(fenIn(inCapitals(fen))).toBe(fen)
          expect(inCapitals(fen)).not.toMatch(/零零|零元(?!整)|零万|零亿|undefined/)
        },
      ),
      { seed: 7, numRuns: 20_000 },
    )
  })

  it('is refused for what is no sum', () => {
    for (const fen of [-1, 0.5, Number.NaN, 10_000_000_000_000])
      expect(() => inCapitals(fen)).toThrow('fen')
  })

  it('stands beside the same sum in figures', () => {
    expect([100_000, 5, 123_456_789].map(inFigures)).toEqual(['1,000.00', '0.05', '1,234,567.89'])
  })
})
