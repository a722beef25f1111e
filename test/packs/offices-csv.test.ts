import { describe, expect, it } from 'vitest'
import type { Office, Place, Plan } from '#core/plan.ts'
import { parseOffices } from '#packs/offices-csv.ts'
import { files } from './data-folder.ts'

const plan: Plan = files['areas/370300-zibo/plan.json']
const places: readonly Place[] = files['areas/370300-zibo/places.json']
const head = 'id,name,department,place,level,delegatedBy'
const intake = 'zb,淄博市综合监管协调岗,intake,370300,prefecture,'

const bytes = (...lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'))
const parse = (...lines: readonly string[]) => parseOffices(bytes(...lines), { plan, places })

function officesOf(file: Uint8Array): readonly Office[] {
  const parsed = parseOffices(file, { plan, places })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal))
  return parsed.value
}

const district: Office = {
  id: 'zd',
  area: '370300',
  name: '张店区卫生健康局',
  department: 'health-commission',
  place: '370303',
  level: 'county',
}

describe('offices from a spreadsheet', () => {
  it('are taken with department, place and level', () => {
    const line = 'zd,张店区卫生健康局,health-commission,370303,county,'
    expect(officesOf(bytes(head, line, intake))[0]).toEqual(district)
  })

  it('may name department and place in Chinese and leave out the level', () => {
    const line = 'zd,张店区卫生健康局,市卫生健康委,张店区'
    expect(
      officesOf(bytes('编号,名称,部门,地区', line, '9,协调岗,综合监管协调岗,淄博市'))[0],
    ).toEqual(district)
  })

  it('may stand in any order of columns, with quotes and commas in a name', () => {
    const lines = [
      'name,place,department,id',
      '"张店区,""卫健""局",370303,health-commission,zd',
      '岗,370300,intake,zb',
    ]
    expect(officesOf(bytes(...lines))[0]?.name).toBe('张店区,"卫健"局')
  })

  it('keep who delegated them', () => {
    const line = 'nd,南定镇执法队,health-commission,370303101,county,张店区卫生健康局'
    expect(officesOf(bytes(head, line, intake))[0]).toMatchObject({
      place: '370303101',
      level: 'county',
      delegatedBy: '张店区卫生健康局',
    })
  })

  it('may be saved with a byte order mark', () => {
    expect(officesOf(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(head, intake)]))).toHaveLength(1)
  })

  it('may be saved in GB18030', () => {
    const gb = [0xd7, 0xdb, 0xba, 0xcf, 0xb8, 0xda] // 综合岗
    const file = new Uint8Array([...bytes(head, 'zb,'), ...gb, ...bytes(',intake,370300,,')])
    expect(officesOf(file)[0]?.name).toBe('综合岗')
  })

  it('are read by the first of two columns of one name', () => {
    const lines = [`${head},编号,名称`, `${intake}其他,别的岗`]
    expect(officesOf(bytes(...lines))[0]).toMatchObject({ id: 'zb', name: '淄博市综合监管协调岗' })
  })

  it('may have empty lines between them', () => {
    expect(officesOf(bytes(head, '', intake, ',,,,,', ''))).toHaveLength(1)
  })
})

describe('a faulty line refuses the whole file and says how to mend it', () => {
  it.each<[string, readonly string[], number, string]>([
    ['an empty file', [''], 1, '空的'],
    ['a missing column', ['id,name,place', 'a,b,370303'], 1, '表头缺 department'],
    ['a head with nothing below', [head], 1, '没有单位'],
    ['an unknown department', [head, 'a,某局,某局,370303,,', intake], 2, '写部门代号'],
    ['a place outside the area', [head, intake, 'a,某局,health-commission,500153,,'], 3, 'place'],
    ['an unknown level', [head, intake, 'a,某局,health-commission,370303,town,'], 3, 'county'],
    ['a line without a name', [head, intake, 'a,,health-commission,370303,,'], 3, '缺 name'],
    ['an id in Chinese', [head, intake, '张店,局,health-commission,370303,,'], 3, 'id 只用英文'],
    ['an id used twice', [head, intake, '', intake], 4, '前面已经用过'],
    ['no intake office', [head, 'a,局,health-commission,370303,,'], 2, 'intake'],
    [
      'a line after a name with a line break',
      [head, 'a,"局\n二",x,370303,,', 'b,局,x,370303,,', intake],
      4,
      '写部门代号',
    ],
  ])('%s', (_title, lines, line, cure) => {
    const parsed = parse(...lines)
    expect(parsed.ok).toBe(false)
    const told = parsed.ok ? [] : parsed.refusal
    expect(told.some((each) => each.line === line && each.cure.includes(cure))).toBe(true)
  })

  it('and the lines come in their order', () => {
    const parsed = parse(head, 'a,局,x,1,,', 'b,局,x,1,,')
    const lines = parsed.ok ? [] : parsed.refusal.map((problem) => problem.line)
    expect(lines).toEqual(lines.toSorted((one, other) => one - other))
    expect(new Set(lines)).toEqual(new Set([2, 3]))
  })

  it('a file in no known encoding is refused', () => {
    expect(parseOffices(new Uint8Array([0xff, 0xff, 0x41]), { plan, places }).ok).toBe(false)
  })
})
