import type { AreaLevel, Office, Place, Plan } from '#core/plan.ts'
import type { Result } from '#core/result.ts'
import { curesFor, readTable, type LineProblem, type TableRow } from './csv-table.ts'
import { repeated } from './repeated.ts'

/** The area whose departments and places the lines must name. */
export interface OfficesGround {
  readonly plan: Plan
  readonly places: readonly Place[]
}

/**
 * Offices from a CSV file with the columns id, name, department, place, level, delegatedBy (or their Chinese heads), as
 * a spreadsheet saves it: UTF-8 with or without a mark, or GB18030. All lines are good or none is taken.
 */
export function parseOffices(
  bytes: Uint8Array,
  ground: OfficesGround,
): Result<readonly Office[], readonly LineProblem[]> {
  const table = readTable(bytes, {
    columnOf,
    required,
    cures: curesFor(columns, '表头下面没有单位。每行写一个'),
  })
  if (!table.ok) return table
  const rows = table.value
  const read = rows.map((row) => officeOf(row, ground))
  const problems = [...read.flatMap((each) => each.problems), ...acrossLines(rows, read)]
  if (problems.length > 0)
    return { ok: false, refusal: problems.toSorted((a, b) => a.line - b.line) }
  return { ok: true, value: read.map((each) => each.office) }
}

const columns = ['id', 'name', 'department', 'place', 'level', 'delegatedBy'] as const
const required = ['id', 'name', 'department', 'place'] as const
type Column = (typeof columns)[number]

const heads: Readonly<Record<string, Column>> = {
  编号: 'id',
  名称: 'name',
  单位名称: 'name',
  部门: 'department',
  地区: 'place',
  层级: 'level',
  委托单位: 'delegatedBy',
}

const levels: Readonly<Record<string, AreaLevel>> = {
  province: 'province',
  prefecture: 'prefecture',
  county: 'county',
  省: 'province',
  自治区: 'province',
  市: 'prefecture',
  区县: 'county',
  县: 'county',
  区: 'county',
}

const columnOf = (head: string): Column | undefined =>
  columns.find((name) => name.toLowerCase() === head.toLowerCase()) ?? heads[head]

const departmentCure = '写部门代号或方案里的名称；综合监管协调岗写 intake'
const placeCure = '写 places.json 里的代码'
const levelCure = '不对。写 province、prefecture 或 county'

interface OfficeRead {
  readonly office: Office
  readonly problems: readonly LineProblem[]
}

function officeOf({ line, cell }: TableRow<Column>, { plan, places }: OfficesGround): OfficeRead {
  const department = departmentOf(cell('department'), plan)
  const place = placeOf(cell('place'), plan, places)
  const level = cell('level') === '' ? place?.level : levels[cell('level')]
  const delegatedBy = cell('delegatedBy')
  const cures = [
    ...(/^[\w-]{1,40}$/.test(cell('id')) ? [] : ['id 只用英文、数字和连字符，不超过 40 个']),
    ...(cell('name') === '' ? ['缺 name。写单位全称'] : []),
    ...(department === undefined
      ? [`department“${cell('department')}”不在方案里。${departmentCure}`]
      : []),
    ...(place === undefined ? [`place“${cell('place')}”不在本辖区或不止一处。${placeCure}`] : []),
    ...(level === undefined && cell('level') !== '' ? [`level“${cell('level')}”${levelCure}`] : []),
  ]
  return {
    office: {
      id: cell('id'),
      area: plan.area.code,
      name: cell('name'),
      department: department ?? 'intake',
      place: place?.code ?? plan.area.code,
      level: level ?? plan.area.level,
      ...(delegatedBy === '' ? {} : { delegatedBy }),
    },
    problems: cures.map((cure) => ({ line, cure })),
  }
}

function departmentOf(written: string, plan: Plan): Office['department'] | undefined {
  if (['intake', '综合监管协调岗'].includes(written)) return 'intake'
  return plan.departments.find(
    ({ id, name, asWritten, now }) =>
      written !== '' && [id, name, now?.name, ...asWritten].includes(written),
  )?.id
}

/** A township has no office level of its own in the plans: its offices count as the county's. */
function placeOf(
  written: string,
  { area }: Plan,
  places: readonly Place[],
): { readonly code: string; readonly level: AreaLevel } | undefined {
  if (written === area.code || written === area.name) return area
  const named = places.filter((place) => place.code === written || place.name === written)
  const [place] = named
  if (place === undefined || named.length > 1) return undefined
  return { code: place.code, level: place.level === 'township' ? 'county' : place.level }
}

function acrossLines(
  rows: readonly TableRow<Column>[],
  read: readonly OfficeRead[],
): readonly LineProblem[] {
  const ids = read.map((each) => each.office.id)
  const twice = repeated(ids).map((id) => ({
    line: rows[ids.lastIndexOf(id)]?.line ?? 1,
    cure: `id“${id}”前面已经用过。换一个`,
  }))
  const hasIntake = read.some(
    ({ office, problems }) => office.department === 'intake' && problems.length === 0,
  )
  const last = rows.at(-1)?.line ?? 1
  const noIntake = hasIntake
    ? []
    : [{ line: last, cure: '没有综合监管协调岗。加一行，department 写 intake' }]
  return [...twice, ...noIntake]
}
