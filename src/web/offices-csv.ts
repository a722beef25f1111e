import type { Office } from '#core/plan.ts'

const columns = ['id', 'name', 'department', 'place', 'level', 'delegatedBy'] as const

/** The offices of an area as the file that can be imported again; spreadsheets read its Chinese. */
export function officesCsv(offices: readonly Office[]): string {
  const lines = offices.map((office) =>
    columns.map((column) => cell(office[column] ?? '')).join(','),
  )
  return `\u{FEFF}${[columns.join(','), ...lines].join('\r\n')}\r\n`
}

/** A spreadsheet would take what begins with such a sign for a formula. */
const cell = (value: string): string => {
  const plain = /^[=+\-@\t]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
