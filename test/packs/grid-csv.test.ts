import { describe, expect, it } from 'vitest'
import { gridRows, parseGrid } from '#packs/grid-csv.ts'
import { loadPacks } from '#packs/load.ts'

const packs = loadPacks(new URL('../../data', import.meta.url).pathname)

const ground = (area: string) => {
  const plan = packs.grid?.areas.find((one) => one.area === area)
  const pack = packs.areas.get(area)
  if (!plan || !pack) throw new Error(`no grids of ${area}`)
  return { plan, area, places: pack.places }
}

const file = (text: string): Uint8Array => new TextEncoder().encode(text)
const cures = (text: string, area = '500153'): readonly string[] => {
  const read = parseGrid(file(text), ground(area))
  return read.ok ? [] : read.refusal.map(({ line, cure }) => `${line} ${cure}`)
}

describe('what the plans say of grids', () => {
  it('stands for all five areas with a clause that the plan has', () => {
    for (const code of packs.areas.keys()) {
      const { plan } = ground(code)
      const clauses = packs.areas.get(code)?.plan.clauses ?? []
      const clause = clauses.find((one) => one.clause === plan.clause)
      expect(clause?.heading, code).toContain('网格')
    }
  })

  it('Zibo has four levels and ends at village or community, which no other plan says', () => {
    const four = packs.grid?.areas.filter(({ levels }) => levels.length === 4)
    expect(four?.map(({ area, deepest }) => [area, deepest])).toEqual([['370300', 'village']])
  })

  it('periods are the working defaults of the operator and say so', () => {
    expect(packs.grid?.source).toContain("operator's default")
    expect(packs.nomination?.source).toContain("operator's default")
  })
})

describe('a list of villages and grids', () => {
  it('may name places by code or by a name only one has, in any order, with Chinese heads', () => {
    const text =
      '代码,名称,层级,上级\nRC-01-1,第一网格,网格,RC-01\nRC-01,学院路社区,社区,昌元街道\n'
    const read = parseGrid(file(text), ground('500153'))
    expect(read).toEqual({
      ok: true,
      value: [
        { code: 'RC-01-1', name: '第一网格', level: 'grid', within: 'RC-01' },
        { code: 'RC-01', name: '学院路社区', level: 'village', within: '500153001' },
      ],
    })
  })

  it('is all good or not taken, each fault with its line and a cure', () => {
    const text = [
      'code,name,level,within',
      'A1,学院路社区,村居,昌元街道',
      'A1,另一个,村居,昌元街道',
      'A 2,,楼栋,月球',
      '500153001,新街道,镇街,500153',
      'B1,甲村,村居,B2',
      'B2,乙格,网格,B1',
    ].join('\r\n')
    expect(cures(text)).toEqual([
      '3 code“A1”前面已经用过。换一个',
      '4 code 只用数字、英文和连字符，不超过 40 个',
      '4 name 写名称，不超过 40 个字',
      '4 level“楼栋”不对。写 镇街、村居 或 网格',
      '4 within“月球”找不到或不止一处。写上一级的代码',
      '5 code“500153001”是 places.json 里已有的地方。换一个',
      '6 上级要比本级高：网格在村居里，村居在镇街里',
    ])
  })

  it('of Zibo goes as deep as its plan and no deeper', () => {
    const head = 'code,name,level,within\n'
    expect(cures(`${head}Z1,某某村,村居,370302`, '370300')).toEqual([])
    expect(cures(`${head}Z1,某某网格,网格,370302`, '370300')).toEqual([
      '2 方案 三(六) 只到村（居）一级，不分网格。level 写 村居',
    ])
  })

  it('that is empty, has no heads or is no text is refused in words', () => {
    expect(cures('')[0]).toContain('空')
    expect(cures('name,level\n甲,村居')[0]).toContain('表头缺 code、within')
    expect(cures('code,name,level,within\n')[0]).toContain('每行写一个')
    const torn = parseGrid(new Uint8Array([0xff, 0xff, 0xff]), ground('500153'))
    expect(torn.ok ? '' : torn.refusal[0]?.cure).toContain('编码')
  })

  it('is written as the file that can be read again', () => {
    const places = [
      { code: 'A1', name: '学院路社区', level: 'village', within: '500153001' },
    ] as const
    const text = gridRows(places)
      .map((row) => row.join(','))
      .join('\n')
    expect(parseGrid(file(text), ground('500153'))).toEqual({ ok: true, value: places })
  })
})
