import { gridLevels, type GridLevel, type GridPlace, type GridPlan } from '#core/grid.ts'
import type { Place } from '#core/plan.ts'
import type { Result } from '#core/result.ts'
import { curesFor, readTable, type LineProblem, type TableRow } from './csv-table.ts'
import { repeated } from './repeated.ts'

/** The area whose plan says how deep grids go, and its places down to the township. */
export interface GridGround {
  readonly plan: GridPlan
  readonly area: string
  readonly places: readonly Place[]
}

/** More than any city has. */
const most = 30_000

/**
 * Villages, communities and grids from a CSV file with the columns code, name, level, within (or their Chinese heads), as
 * a spreadsheet saves it. All lines are good or none is taken. Lines may stand in any order.
 */
export function parseGrid(
  bytes: Uint8Array,
  ground: GridGround,
): Result<readonly GridPlace[], readonly LineProblem[]> {
  const table = readTable(bytes, {
    columnOf,
    required: columns,
    cures: curesFor(columns, '表头下面没有村、社区或网格。每行写一个'),
    most: { rows: most, cure: '分辖区导入' },
  })
  if (!table.ok) return table
  const read = table.value.map(rowOf)
  const named = nearer(read, ground)
  const problems = [
    ...read.flatMap((each, index) => faultsOf(each, named[index] ?? '', ground)),
    ...twice(read),
    ...loops(read, named),
  ]
  if (problems.length > 0)
    return { ok: false, refusal: problems.toSorted((a, b) => a.line - b.line).slice(0, 200) }
  return {
    ok: true,
    value: read.map(({ code, name, level }, index) => ({
      code,
      name,
      level: level ?? 'village',
      within: named[index] ?? '',
    })),
  }
}

const columns = ['code', 'name', 'level', 'within'] as const
type Column = (typeof columns)[number]

const heads: Readonly<Record<string, Column>> = {
  代码: 'code',
  编码: 'code',
  编号: 'code',
  名称: 'name',
  层级: 'level',
  级别: 'level',
  上级: 'within',
  所属: 'within',
}

const levelNames: Readonly<Record<string, GridLevel>> = {
  township: 'township',
  乡镇: 'township',
  镇: 'township',
  乡: 'township',
  街道: 'township',
  镇街: 'township',
  苏木: 'township',
  village: 'village',
  村: 'village',
  居: 'village',
  村居: 'village',
  社区: 'village',
  嘎查: 'village',
  grid: 'grid',
  网格: 'grid',
  社区网格: 'grid',
}

const columnOf = (head: string): Column | undefined =>
  columns.find((name) => name === head.toLowerCase()) ??
  (Object.hasOwn(heads, head) ? heads[head] : undefined)

interface Read {
  readonly line: number
  readonly code: string
  readonly name: string
  readonly written: string
  readonly level: GridLevel | undefined
  readonly within: string
}

function rowOf({ line, cell }: TableRow<Column>): Read {
  const written = cell('level')
  return {
    line,
    code: cell('code'),
    name: cell('name'),
    written,
    level: Object.hasOwn(levelNames, written) ? levelNames[written] : undefined,
    within: cell('within'),
  }
}

/** Codes of what each line lies in: a code of the file or of places.json, or a name that only one place has; else empty. */
function nearer(read: readonly Read[], { area, places }: GridGround): readonly string[] {
  const known = [...places.map(({ code, name }) => ({ code, name })), ...read]
  const codes = new Set([area, ...known.map(({ code }) => code)])
  const byName = new Map<string, string[]>()
  for (const { name, code } of known) byName.set(name, [...(byName.get(name) ?? []), code])
  return read.map(({ within }) => {
    if (codes.has(within)) return within
    const found = byName.get(within) ?? []
    return found.length === 1 ? (found[0] ?? '') : ''
  })
}

function faultsOf(read: Read, within: string, ground: GridGround): readonly LineProblem[] {
  const { code, name, level, written } = read
  const { deepest, clause } = ground.plan
  const tooDeep = level !== undefined && gridLevels.indexOf(level) > gridLevels.indexOf(deepest)
  const cures = [
    ...(/^[\w-]{1,40}$/.test(code) ? [] : ['code 只用数字、英文和连字符，不超过 40 个']),
    ...(ground.places.some((place) => place.code === code) || code === ground.area
      ? [`code“${code}”是 places.json 里已有的地方。换一个`]
      : []),
    ...(name === '' || name.length > 40 ? ['name 写名称，不超过 40 个字'] : []),
    ...(level === undefined ? [`level“${written}”不对。写 镇街、村居 或 网格`] : []),
    ...(tooDeep ? [`方案 ${clause} 只到村（居）一级，不分网格。level 写 村居`] : []),
    ...(within === '' ? [`within“${read.within}”找不到或不止一处。写上一级的代码`] : []),
  ]
  return cures.map((cure) => ({ line: read.line, cure }))
}

function twice(read: readonly Read[]): readonly LineProblem[] {
  const codes = read.map(({ code }) => code)
  return repeated(codes).map((code) => ({
    line: read[codes.lastIndexOf(code)]?.line ?? 1,
    cure: `code“${code}”前面已经用过。换一个`,
  }))
}

/** A place that lies in itself, or in something lower than it is. */
function loops(read: readonly Read[], named: readonly string[]): readonly LineProblem[] {
  const byCode = new Map(read.map((each) => [each.code, each]))
  return read.flatMap(({ line, code, level }, index) => {
    const above = byCode.get(named[index] ?? '')
    if (above === undefined || above.level === undefined || level === undefined) return []
    const isAbove =
      above.code !== code && gridLevels.indexOf(above.level) < gridLevels.indexOf(level)
    return isAbove ? [] : [{ line, cure: '上级要比本级高：网格在村居里，村居在镇街里' }]
  })
}

/** The list as the file that can be imported again. */
export const gridRows = (places: readonly GridPlace[]): readonly (readonly string[])[] => [
  columns,
  ...places.map(({ code, name, level, within }) => [code, name, level, within]),
]
