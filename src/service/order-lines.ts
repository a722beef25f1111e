import { withoutCaller } from '#core/caller-words.ts'
import type { Instant } from '#core/case.ts'
import { isDay, startOf } from '#core/clock.ts'
import { read } from '#conversation/inputs.ts'
import { lexiconFor, SOURCE } from '#conversation/lexicon.ts'
import { csvRows } from '#packs/csv-rows.ts'
import { csvText } from '#packs/csv-text.ts'
import { callLines } from './call-lines.ts'
import { hotlineRules, toldWhen } from './hotline-rules.ts'
import type { World } from './world.ts'

/** What is wrong in one line of what a source sent, and the cure. Lines of a file count as in the file, others from one. */
export interface OrderProblem {
  readonly line: number
  readonly field: OrderField
  readonly cure: string
}

/** What a source wrote, by the name of the column. */
export interface OrderRow {
  readonly line: number
  readonly cells: Readonly<Partial<Record<OrderColumn, string>>>
}

/** A line that can be registered. */
export interface WorkOrder {
  readonly line: number
  /** The number in the source's own system. */
  readonly theirs: string
  readonly at: Instant
  readonly answers: Readonly<Record<string, string>>
}

const orderColumns = {
  number: '工单编号',
  receivedAt: '受理时间',
  content: '诉求内容',
  place: '地点',
  accused: '被反映对象',
  when: '发生时间',
  named: '实名',
  name: '来电人姓名',
  phone: '来电人电话',
  consent: '同意',
} as const

export type OrderColumn = keyof typeof orderColumns
type OrderField = OrderColumn | 'file' | 'header'

/** What a field is called where people read it. */
export const orderFields: Readonly<Record<OrderField, string>> = {
  ...orderColumns,
  file: '文件',
  header: '表头',
}

const columns = Object.keys(orderColumns) as readonly OrderColumn[]
const required = ['number', 'receivedAt', 'content'] as const

/** As other systems call them. */
const heads: Readonly<Record<string, OrderColumn>> = {
  ...Object.fromEntries(columns.map((name) => [orderColumns[name], name])),
  工单号: 'number',
  编号: 'number',
  来电时间: 'receivedAt',
  接收时间: 'receivedAt',
  反映内容: 'content',
  内容: 'content',
  事发地点: 'place',
  诉求地点: 'place',
  被投诉对象: 'accused',
  是否实名: 'named',
  姓名: 'name',
  电话: 'phone',
  联系电话: 'phone',
}

/** More than a hotline sends a city in a day. */
export const mostOrders = 500

type Rows = { readonly rows: readonly OrderRow[] } | { readonly problem: OrderProblem }

const problem = (
  line: number,
  field: OrderField,
  cure: string,
): { readonly problem: OrderProblem } => ({
  problem: { line, field, cure },
})

/** The rows of a CSV file; the heads may be the names of the API or the words of the trade. */
export function rowsOfCsv(bytes: Uint8Array): Rows {
  const text = csvText(bytes)
  if (text === undefined) return problem(1, 'file', '文字编码认不出。用 Excel 另存为“CSV UTF-8”')
  const [head, ...rest] = csvRows(text.replace(/^\uFEFF/, ''))
  const example = required.map((name) => orderColumns[name]).join('、')
  if (!head) return problem(1, 'file', `文件是空的。第一行写表头，至少有 ${example}`)
  const places = head.cells.map((cell) => heads[cell] ?? columns.find((name) => name === cell))
  const missing = required.filter((name) => !places.includes(name))
  if (missing.length > 0)
    return problem(
      head.line,
      'header',
      `缺 ${missing.map((name) => orderColumns[name]).join('、')}`,
    )
  if (rest.length > mostOrders)
    return problem(head.line, 'file', `一次最多 ${mostOrders} 行，请分开传`)
  const rows = rest.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(places.flatMap((name, n) => (name ? [[name, cells[n] ?? '']] : []))),
  }))
  return { rows }
}

/** Reads one row; what is wrong is told field by field. */
export function orderOf(world: World, row: OrderRow): WorkOrder | readonly OrderProblem[] {
  const cell = (name: OrderColumn): string => (row.cells[name] ?? '').trim()
  const isNamed = cell('named') === '是'
  const at = instantIn(cell('receivedAt'))
  const problems = [
    ...numberProblems(cell('number')),
    ...timeProblems(world, at),
    ...lengthProblems(world, cell),
    ...(['', '是', '否'].includes(cell('named')) ? [] : [['named', '写 是 或 否'] as const]),
    ...(['', '是', '否'].includes(cell('consent')) ? [] : [['consent', '写 是 或 否'] as const]),
    ...(isNamed ? identityProblems(world, cell) : []),
  ].map(([field, cure]) => ({ line: row.line, field, cure }))
  if (problems.length > 0 || at === undefined) return problems
  return { line: row.line, theirs: cell('number'), at, answers: answersOf(cell, isNamed) }
}

type Cell = (name: OrderColumn) => string
type Fault = readonly [OrderColumn, string]

const numberProblems = (number: string): readonly Fault[] =>
  /^[\w./-]{1,64}$/.test(number)
    ? []
    : [['number', '没有编号或写法不对。只用英文、数字和 . / - _，不超过 64 个']]

function timeProblems(world: World, at: Instant | undefined): readonly Fault[] {
  if (at === undefined) return [['receivedAt', '读不出时间。写成 2026-11-20 09:30']]
  const { ordersBack } = hotlineRules(world)
  const told = toldWhen(world, at, ordersBack)
  if (told === 'future') return [['receivedAt', '时间还没有到。核对年月日']]
  const days = Math.round(ordersBack / 86_400_000)
  return told === 'too-old'
    ? [['receivedAt', `早于 ${days} 天以前。核对年份；确实要录的按来信登记`]]
    : []
}

const fieldsOf = { content: 'what', place: 'where', accused: 'who', when: 'when' } as const

function lengthProblems(world: World, cell: Cell): readonly Fault[] {
  const lines = callLines(world)
  const tooLong = (Object.keys(fieldsOf) as (keyof typeof fieldsOf)[]).flatMap((name): Fault[] => {
    const max = lines.find(({ field }) => field === fieldsOf[name])?.max ?? 100
    const isLong = cell(name).length > max || without(cell, name).length > max
    return isLong ? [[name, `最多 ${max} 个字，请写短`]] : []
  })
  return cell('content').length < 2
    ? [['content', '没有内容。写清谁、在哪儿、做了什么'], ...tooLong]
    : tooLong
}

function identityProblems(world: World, cell: Cell): readonly Fault[] {
  const event = { id: '', at: 0, type: 'message', text: cell('phone') } as const
  const phone = read({ type: 'phone' }, event, lexiconFor(world.story, SOURCE), [])
  const { length } = cell('name')
  return [
    ...(length >= 2 && length <= 20 ? [] : [['name', '实名的写姓名，2 到 20 个字'] as const]),
    ...(phone.ok ? [] : [['phone', '实名的写电话，手机 11 位，座机带区号'] as const]),
  ]
}

const without = (cell: Cell, name: keyof typeof fieldsOf): string =>
  withoutCaller(cell(name), { name: cell('name'), phone: cell('phone') }, cell('named') !== '是')

/** Name and telephone of whoever did not want to give them are not taken; of nobody do they stand in what they told. */
function answersOf(cell: Cell, isNamed: boolean): WorkOrder['answers'] {
  const consent = cell('consent') === '是' ? 'yes' : ''
  return {
    what: without(cell, 'content'),
    where: without(cell, 'place'),
    who: without(cell, 'accused'),
    when: without(cell, 'when'),
    standing: isNamed ? 'named' : 'anonymous',
    ...(isNamed ? { name: cell('name'), contact: cell('phone') } : {}),
    ...(consent ? { healthConsent: consent, identityConsent: consent } : {}),
  }
}

/** `2026-11-20 09:30[:00]` on the clock in Shanghai, or ISO 8601 with its zone. */
function instantIn(text: string): Instant | undefined {
  const parts =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(
      text,
    )
  if (!parts) return undefined
  const [, year = '', month = '', date = '', hours, minutes, seconds = '0', zone = '+08:00'] = parts
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isDay(day) || Number(hours) > 23 || Number(minutes) > 59) return undefined
  const clock = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000
  return startOf(day) + 8 * 3_600_000 + clock - offsetOf(zone)
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** The rows of what a system sends; a line is the place in its list. `undefined`: it is no such list. */
export function rowsOfJson(body: unknown): readonly OrderRow[] | undefined {
  if (typeof body !== 'object' || body === null || !('orders' in body)) return undefined
  const { orders } = body
  if (!Array.isArray(orders)) return undefined
  return (orders as readonly unknown[]).map((order, n) => ({ line: n + 1, cells: cellsOf(order) }))
}

function cellsOf(order: unknown): OrderRow['cells'] {
  if (typeof order !== 'object' || order === null) return {}
  const cells = columns.flatMap((name) => {
    const value: unknown = Object.hasOwn(order, name) ? Reflect.get(order, name) : undefined
    if (typeof value === 'boolean') return [[name, value ? '是' : '否'] as const]
    return typeof value === 'string' || typeof value === 'number'
      ? [[name, String(value)] as const]
      : []
  })
  return Object.fromEntries(cells)
}
