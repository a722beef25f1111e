import type { Sheet } from '#paper/workbook.ts'

export type { Sheet, SheetCell } from '#paper/workbook.ts'

/** The same rows as a file of a spreadsheet program. */
export async function spreadsheet(sheets: readonly Sheet[], at: number): Promise<Uint8Array> {
  const { workbook } = await import('#paper/workbook.ts')
  return workbook(sheets, new Date(at))
}
