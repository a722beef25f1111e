import type { Result } from '#core/result.ts'
import { csvRows } from './csv-rows.ts'
import { csvText } from './csv-text.ts'

/** What is wrong in one line of the file, and the cure. */
export interface LineProblem {
  readonly line: number
  readonly cure: string
}

/** A line under the head; its cells by the name of their column, empty where there is none. */
export interface TableRow<Column extends string> {
  readonly line: number
  readonly cell: (column: Column) => string
}

interface Table<Column extends string> {
  /** Line of the head. */
  readonly line: number
  readonly columns: ReadonlySet<Column>
  readonly rows: readonly TableRow<Column>[]
}

/**
 * A file whose first row names the columns, in any order; of two columns of one name the first counts, others are left
 * out. `undefined`: it is empty.
 */
export function tableIn<Column extends string>(
  text: string,
  columnOf: (head: string) => Column | undefined,
): Table<Column> | undefined {
  const [head, ...rows] = csvRows(text)
  if (!head) return undefined
  const at = new Map<Column, number>()
  for (const [n, cell] of head.cells.entries()) {
    const column = columnOf(cell)
    if (column !== undefined && !at.has(column)) at.set(column, n)
  }
  return {
    line: head.line,
    columns: new Set(at.keys()),
    rows: rows.map(({ line, cells }) => ({
      line,
      cell: (column) => cells[at.get(column) ?? -1] ?? '',
    })),
  }
}

interface Wanted<Column extends string> {
  readonly columnOf: (head: string) => Column | undefined
  readonly required: readonly Column[]
  /** What cures a file that says nothing, that lacks columns, that has a head alone. */
  readonly cures: {
    readonly empty: string
    readonly lacking: (missing: readonly Column[]) => string
    readonly headAlone: string
  }
  readonly most?: { readonly rows: number; readonly cure: string }
}

/** The rows of a file as a spreadsheet saves it: UTF-8 with or without a mark, or GB18030. */
export function readTable<Column extends string>(
  bytes: Uint8Array,
  { columnOf, required, cures, most }: Wanted<Column>,
): Result<readonly TableRow<Column>[], readonly LineProblem[]> {
  const text = csvText(bytes)
  if (text === undefined) return refuseLine(1, '文字编码认不出。用 Excel 另存为“CSV UTF-8”')
  const table = tableIn(text, columnOf)
  if (!table) return refuseLine(1, cures.empty)
  const { line, columns, rows } = table
  const missing = required.filter((column) => !columns.has(column))
  if (missing.length > 0) return refuseLine(line, cures.lacking(missing))
  if (rows.length === 0) return refuseLine(line, cures.headAlone)
  if (most && rows.length > most.rows) return refuseLine(line, `超过 ${most.rows} 行。${most.cure}`)
  return { ok: true, value: rows }
}

/** The cures where the columns are asked for by their names. */
export const curesFor = (columns: readonly string[], headAlone: string) => {
  const write = `第一行写 ${columns.join(',')}`
  return {
    empty: `文件是空的。${write}`,
    lacking: (missing: readonly string[]) => `表头缺 ${missing.join('、')}。${write}`,
    headAlone,
  }
}

const refuseLine = (line: number, cure: string): Result<never, readonly LineProblem[]> => ({
  ok: false,
  refusal: [{ line, cure }],
})
