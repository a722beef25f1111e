import { describe, expect, it } from 'vitest'
import { parseInstitutions } from '#packs/institutions-csv.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

describe('a list of licensed institutions', () => {
  it('is taken with the heads that spreadsheets of licensing bodies have', () => {
    const parsed = parseInstitutions(
      bytes(
        '\u{FEFF}机构名称,执业许可证登记号,地址,有效期至\r\n康泰诊所,PDY1,"人民路 1 号, 东",2027/3/31\r\n',
      ),
    )
    expect(parsed).toEqual({
      ok: true,
      value: [
        { licence: 'PDY1', name: '康泰诊所', address: '人民路 1 号, 东', validUntil: '2027-03-31' },
      ],
    })
  })

  it('with the same licence twice is refused: each line is named with its cure', () => {
    const parsed = parseInstitutions(
      bytes('登记号,名称\nA1,康泰诊所\nA2,仁和诊所\nA1,康泰口腔\nA1,甲\n'),
    )
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? [] : parsed.refusal).toEqual([
      { line: 4, cure: expect.stringContaining('和第 2 行相同') },
      { line: 5, cure: expect.stringContaining('和第 2 行相同') },
    ])
  })

  it.each([
    ['名称\n康泰诊所\n', 1, '登记号'],
    ['登记号,名称\n,康泰诊所\n', 2, '缺登记号'],
    ['登记号,名称\n1.2E+17,康泰诊所\n', 2, '科学记数'],
    ['登记号,名称,有效期至\nA1,康泰诊所,明年\n', 2, '看不懂'],
    ['登记号,名称\n', 1, '没有机构'],
    ['', 1, '空的'],
  ])('%j is refused at line %i', (text, line, cure) => {
    const parsed = parseInstitutions(bytes(text))
    expect(parsed).toMatchObject({
      ok: false,
      refusal: [{ line, cure: expect.stringContaining(cure) }],
    })
  })

  it('of 50,000 lines is read within seconds', () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `PDY${n},第${n}号康泰诊所,人民路${n}号`)
    const begun = performance.now()
    const parsed = parseInstitutions(bytes(`登记号,名称,地址\n${lines.join('\n')}\n`))
    expect(parsed.ok && parsed.value.length).toBe(50_000)
    expect(performance.now() - begun).toBeLessThan(6000)
  })
})
