import type { SheetCell } from '#service/figure-file.ts'

/** Rows as a file that spreadsheets read, Chinese and all. */
export function csv(rows: readonly (readonly SheetCell[])[]): string {
  const lines = rows.map((row) => row.map(cell).join(','))
  return `\u{FEFF}${lines.join('\r\n')}\r\n`
}

/** A spreadsheet would take words that begin with such a sign for a formula. Numbers are ours. */
function cell(value: SheetCell): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return `${(value.share * 100).toFixed(1)}%`
  const plain = /^\s*[=+\-@＝＋－＠|\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
