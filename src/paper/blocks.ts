import { rgb } from '@cantoo/pdf-lib'
import type { BarRow, Block } from './document.ts'
import { ink, quiet, roomWide, sheet, type Sheets, type Style } from './sheets.ts'

/** How large the parts of a document are set. */
export interface Setting {
  readonly text: Style
  readonly heading: Style
  readonly small: Style
}

/** 三号; 28.9 points from line to line make 22 lines to a page. */
export const official = (leading: number): Setting => ({
  text: { size: 16, leading, indent: 2 },
  heading: { size: 16, leading, indent: 2 },
  small: { size: 12, leading: 19, colour: quiet },
})

/** Closer, for files and reports with much in them. */
export const close: Setting = {
  text: { size: 11.5, leading: 19 },
  heading: { size: 13.5, leading: 26 },
  small: { size: 9.5, leading: 14.5, colour: quiet },
}

/** Writes the parts one after the other. */
export function writeBlocks(sheets: Sheets, blocks: readonly Block[], setting: Setting): void {
  for (const block of blocks) writeBlock(sheets, block, setting)
}

function writeBlock(sheets: Sheets, block: Block, setting: Setting): void {
  switch (block.kind) {
    case 'heading':
      sheets.need(setting.heading.leading + (setting === close ? 92 : setting.text.leading))
      sheets.space(setting === close ? 5 : 0)
      return sheets.paragraph(block.text, setting.heading)
    case 'text':
      return sheets.paragraph(block.text, setting.text)
    case 'quote':
      return sheets.paragraph(block.text, {
        ...setting.text,
        indent: setting.text.indent ?? 0,
        inset: setting.text.indent ? 0 : 18,
      })
    case 'small':
      sheets.space(4)
      return sheets.paragraph(block.text, setting.small)
    case 'facts':
      return writeTable(sheets, { rows: block.rows, widths: [1, 3.2] }, setting)
    case 'table':
      return writeTable(sheets, block, setting)
    case 'bars':
      return writeBars(sheets, block.rows)
  }
}

const line = rgb(0.6, 0.64, 0.62)
const pad = 5
/** A row that is lower goes to the next page as a whole. */
const tallest = 320

interface Table {
  readonly rows: readonly (readonly string[])[]
  readonly widths: readonly number[]
}

/** A table with rules; a row too high for one page goes on on the next. */
function writeTable(sheets: Sheets, { rows, widths }: Table, { text }: Setting): void {
  const size = Math.min(text.size, 14) - (widths.length > 6 ? 3.5 : 0)
  const leading = size * 1.45
  const all = widths.reduce((sum, one) => sum + one, 0)
  const wide = widths.map((one) => (one / all) * roomWide)
  sheets.space(9)
  for (const row of rows) {
    const cells = row.map((cell, n) => sheets.lines(cell, size, (wide[n] ?? 0) - 2 * pad))
    const most = Math.max(1, ...cells.map(({ length }) => length))
    sheets.need(Math.min(most * leading + 2 * pad, tallest))
    for (let from = 0; from < most;) {
      sheets.need(leading + 2 * pad)
      const fits = Math.floor((sheets.at().y - sheet.bottom - 2 * pad) / leading)
      const count = Math.max(1, Math.min(most - from, fits))
      const part = cells.map((cell) => cell.slice(from, from + count))
      writeRow(sheets, part, { wide, size, leading, count })
      from += count
    }
  }
  sheets.space(6)
}

interface Row {
  readonly wide: readonly number[]
  readonly size: number
  readonly leading: number
  readonly count: number
}

function writeRow(sheets: Sheets, cells: readonly (readonly string[])[], row: Row): void {
  const { wide, size, leading, count } = row
  const { page, y } = sheets.at()
  const height = count * leading + 2 * pad
  let x = sheet.left
  for (const [n, width] of wide.entries()) {
    page.drawRectangle({ x, y: y - height, width, height, borderColor: line, borderWidth: 0.6 })
    for (const [at, text] of (cells[n] ?? []).entries())
      sheets.write(page, text, { x: x + pad, y: y - pad - (at + 0.78) * leading, size })
    x += width
  }
  sheets.space(height)
}

const colours = {
  usual: rgb(0.1, 0.42, 0.36),
  hot: rgb(0.7, 0.18, 0.12),
  quiet: rgb(0.62, 0.69, 0.66),
}
const barHeight = 5

/** Lying bars; the longest takes the whole width. Name and numbers stand above them, so that colour tells nothing alone. */
function writeBars(sheets: Sheets, rows: readonly BarRow[]): void {
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)))
  for (const { name, note, bars } of rows) {
    sheets.need(18 + bars.length * (barHeight + 1.5))
    sheets.space(13)
    const { page, y } = sheets.at()
    const right = sheet.left + roomWide - sheets.widthOf(note, 9.5)
    sheets.write(page, shortened(name), { x: sheet.left, y, size: 10, colour: ink })
    sheets.write(page, note, { x: right, y, size: 9.5, colour: quiet })
    sheets.space(4)
    for (const { value, kind } of bars) {
      sheets.space(barHeight + 1.5)
      const at = sheets.at()
      const width = Math.max(value > 0 ? 1.5 : 0, (value / most) * roomWide)
      if (width > 0)
        at.page.drawRectangle({
          x: sheet.left,
          y: at.y,
          width,
          height: barHeight,
          color: colours[kind],
        })
    }
    sheets.space(4)
  }
  sheets.space(4)
}

const longestName = 24

const shortened = (name: string): string =>
  name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name
