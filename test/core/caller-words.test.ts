import { describe, expect, it } from 'vitest'
import { withoutCaller } from '#core/caller-words.ts'

const them = '（来电人）'
const nobody = { name: '', phone: '' }

describe('the telephone of a caller is taken out of what they told, however either is spelt', () => {
  const spellings = [
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '138－1234－5678',
    '(138)1234-5678',
    '（138）12345678',
    '１３８１２３４５６７８',
    '138.1234.5678',
    '138—1234—5678',
    '138\t1234\u30005678',
    '1 3 8 1 2 3 4 5 6 7 8',
    '138\u200b1234\u200b5678',
    '+8613812345678',
    '+86 138 1234 5678',
    '86-13812345678',
    '一三八一二三四五六七八',
    '幺三八，一二三四，五六七八',
    '①③⑧①②③④⑤⑥⑦⑧',
  ]
  const cells = [
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '+86 138 1234 5678',
    '+8613812345678',
    '0086-13812345678',
    '（138）1234-5678',
    '１３８１２３４５６７８',
    '13987654321、13812345678',
    '13987654321 13812345678',
    '电话：13812345678（本人）',
  ]
  for (const phone of cells)
    it(`written down as ${phone}`, () => {
      const left = spellings.map((one) =>
        withoutCaller(`他家电话${one}在门上`, { name: '', phone }, false),
      )
      expect(left).toEqual(spellings.map(() => `他家电话${them}在门上`))
    })

  it('a telephone of a house, with the code of its city or without', () => {
    for (const phone of ['023-46781234', '02346781234', '(023) 4678 1234', '+86 23 46781234'])
      for (const spelling of ['023-46781234', '02346781234', '46781234', '4678-1234']) {
        const left = withoutCaller(`打${spelling}找我`, { name: '', phone }, false)
        expect(left, `${phone} in ${spelling}`).not.toMatch(/\d{4}/)
      }
  })

  it('other numbers stay: a day, a house, what was paid', () => {
    const text = '2026年11月20日9:30，昌元街道138号1234室，收了5678元'
    expect(withoutCaller(text, { name: '', phone: '13812345678' }, true)).toBe(text)
    expect(withoutCaller('拨12345', { name: '', phone: '12345' }, true)).toBe('拨12345')
  })
})

it('the name of a caller is taken out with spaces in it, in brackets, with a title', () => {
  for (const name of ['张小三', '张 小三', ' 张　小　三 ', '张小三（女）', '张小三女士'])
    for (const spelling of ['张小三', '张 小 三', '张　小三', '张·小三', '张\n小三'])
      expect(withoutCaller(`来电人${spelling}反映`, { name, phone: '' }, false)).toBe(
        `来电人${them}反映`,
      )
  const text = '姓张，小三楼'
  expect(withoutCaller(text, { name: '张小三', phone: '' }, false)).toBe(text)
  const latin = { name: 'Li Si', phone: '' }
  expect(withoutCaller('LI  SI told, not eli site', latin, false)).toBe(
    `${them} told, not eli site`,
  )
  expect(withoutCaller('a(b', { name: 'a(b', phone: '' }, false)).toBe(them)
})

it('of whoever gives no name any telephone and identity number goes; of others they stay', () => {
  const told = [
    '号13812345678',
    '号138 1234 5678',
    '号１３８１２３４５６７８',
    '号138.1234.5678',
    '号138—1234—5678',
    '号+8613812345678',
    '号8613812345678',
    '号023-46781234',
    '号500153199001011234',
    '号50015319900101123X',
    '号５００１５３１９９００１０１１２３４',
  ]
  for (const text of told) {
    expect(withoutCaller(text, nobody, true)).toMatch(/^号(?:\+?86)?（号码）$/)
    expect(withoutCaller(text, nobody, false)).toBe(text)
  }
})
