/** One row of a CSV file with the line it begins on, counted from one. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Rows as RFC 4180 has them: quoted cells may hold commas, doubled quotes and line breaks. A quote inside an unquoted
 * cell is a letter like any other. Rows without content are left out.
 */
export function csvRows(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = []
  let line = 1
  let rest = text.replaceAll(/\r\n?/g, '\n')
  while (rest !== '') {
    const { cells, length } = firstRow(rest)
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
    line += rest.slice(0, length).split('\n').length - 1
    rest = rest.slice(length)
  }
  return rows
}

const quoted = /^"((?:[^"]|"")*)"[ \t]*(?=,|\n|$)/
const plain = /^[^,\n]*/

function firstRow(text: string): { readonly cells: readonly string[]; readonly length: number } {
  const cells: string[] = []
  let at = 0
  for (;;) {
    const rest = text.slice(at)
    const inQuotes = quoted.exec(rest)
    const taken = inQuotes?.[0] ?? plain.exec(rest)?.[0] ?? ''
    cells.push((inQuotes?.[1]?.replaceAll('""', '"') ?? taken).trim())
    at += taken.length
    const end = text[at]
    if (end !== ',') return { cells, length: end === undefined ? at : at + 1 }
    at += 1
  }
}
