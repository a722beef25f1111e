import * as fontkit from '@cantoo/fontkit'
import { PDFDocument, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import type { Typeface } from './font.ts'
import { linesOf } from './lines.ts'

export type Colour = ReturnType<typeof rgb>

export const [ink, quiet, red] = [
  rgb(0.05, 0.08, 0.07),
  rgb(0.32, 0.36, 0.34),
  rgb(0.75, 0.07, 0.07),
]

/** A4 with the margins of an official paper, in points. */
export const sheet = {
  width: 595.28,
  height: 841.89,
  top: 105,
  left: 79.4,
  right: 73.7,
  bottom: 99,
}
export const roomWide = sheet.width - sheet.left - sheet.right

/** How a paragraph is set. */
export interface Style {
  readonly size: number
  /** From line to line. */
  readonly leading: number
  readonly colour?: Colour
  /** How many signs its first line begins later. */
  readonly indent?: number
  /** How far the whole of it stands in. */
  readonly inset?: number
  readonly align?: 'left' | 'middle' | 'right'
}

/** Pages that fill from top to bottom. */
export interface Sheets {
  readonly pdf: PDFDocument
  readonly font: PDFFont
  readonly paragraph: (text: string, style: Style) => void
  readonly space: (points: number) => void
  /** A new page, unless so much is left on this one. */
  readonly need: (points: number) => void
  readonly newPage: () => PDFPage
  /** Where the next line goes. */
  readonly at: () => { readonly page: PDFPage; readonly y: number; readonly number: number }
  readonly write: (page: PDFPage, text: string, place: Place) => void
  readonly widthOf: (text: string, size: number) => number
  readonly lines: (text: string, size: number, room: number, indent?: number) => readonly string[]
  /** Signs the typeface has not, as often as they were to be written. */
  readonly unwritten: () => number
}

interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly colour?: Colour
}

interface About {
  readonly title: string
  readonly at: Date
}

/** Opens a document; its first page is there. */
export async function openSheets(typeface: Typeface, about: About): Promise<Sheets> {
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(fontkit)
  const font = await pdf.embedFont(typeface.bytes, { subset: true })
  pdf.setTitle(about.title)
  pdf.setLanguage('zh-CN')
  pdf.setProducer('Yijian')
  pdf.setCreator('Yijian')
  pdf.setCreationDate(about.at)
  pdf.setModificationDate(about.at)
  return sheetsOn(pdf, font, typeface)
}

function sheetsOn(pdf: PDFDocument, font: PDFFont, typeface: Typeface): Sheets {
  const place = { page: pdf.addPage([sheet.width, sheet.height]), y: sheet.height - sheet.top }
  let missed = 0
  const { writable, measure } = signsOf(font, typeface, () => (missed += 1))
  const widthOf = (text: string, size: number): number =>
    Array.from(text).reduce((sum, sign) => sum + measure(sign), 0) * size
  const newPage = (): PDFPage => {
    place.page = pdf.addPage([sheet.width, sheet.height])
    place.y = sheet.height - sheet.top
    return place.page
  }
  const need = (points: number): void => {
    if (place.y - points < sheet.bottom) newPage()
  }
  const lines: Sheets['lines'] = (text, size, room, indent = 0) =>
    linesOf(writable(text), (sign) => measure(sign) * size, { room, indent: indent * size })
  const write: Sheets['write'] = (page, text, { x, y, size, colour = ink }) => {
    if (text !== '') page.drawText(writable(text), { x, y, size, font, color: colour })
  }
  const paragraph: Sheets['paragraph'] = (text, style) => {
    const { size, leading, colour = ink, indent = 0, inset = 0, align = 'left' } = style
    const room = roomWide - inset
    for (const [n, line] of lines(text, size, room, indent).entries()) {
      need(leading)
      place.y -= leading
      const free = room - widthOf(line, size)
      const shift = { left: n === 0 ? indent * size : 0, middle: free / 2, right: free }[align]
      write(place.page, line, { x: sheet.left + inset + shift, y: place.y, size, colour })
    }
  }
  return {
    pdf,
    font,
    paragraph,
    need,
    newPage,
    write,
    widthOf,
    lines,
    space: (points) => (place.y -= points),
    at: () => ({ ...place, number: pdf.getPageCount() }),
    unwritten: () => missed,
  }
}

/** A sign without a shape is written as an empty box and counted; the width of each is looked up once. */
function signsOf(font: PDFFont, typeface: Typeface, miss: () => void) {
  const widths = new Map<string, number>()
  const shapes = new Map([
    ['\t', '  '],
    // Words that are hidden at the desk are hidden here.
    ['▇', '■'],
    ['−', '－'],
  ])
  const shapeOf = (sign: string): string => {
    const known = shapes.get(sign)
    if (known !== undefined) return known
    const shape = sign === '\n' || typeface.missing(sign).length === 0 ? sign : '□'
    shapes.set(sign, shape)
    return shape
  }
  const writable = (text: string): string =>
    Array.from(text.replace(/\r\n?/g, '\n'), (sign) => {
      const shape = shapeOf(sign)
      if (shape === '□' && sign !== '□') miss()
      return shape
    }).join('')
  const measure = (sign: string): number => {
    const known = widths.get(sign)
    if (known !== undefined) return known
    const width = font.widthOfTextAtSize(shapeOf(sign), 1)
    widths.set(sign, width)
    return width
  }
  return { writable, measure }
}

/** The number of each page at its foot, as official papers bear it. */
export function numberPages({ pdf, write, widthOf }: Sheets, from = 0): void {
  const pages = pdf.getPages()
  for (const [n, page] of pages.entries()) {
    if (n < from) continue
    const text = `— ${n + 1} —`
    const size = 12
    const x = (sheet.width - widthOf(text, size)) / 2
    write(page, text, { x, y: sheet.bottom - 40, size, colour: quiet })
  }
}
