import * as fontkit from '@cantoo/fontkit'
import {
  fill,
  PDFDocument,
  rectangle,
  rgb,
  setFillingRgbColor,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { encodeQR } from 'qr'
import type { Typeface } from './font.ts'

/** What a poster on a wall says. */
export interface Poster {
  readonly areaName: string
  /** What the code opens. */
  readonly url: string
  /** Where it hangs or what it is about, in the operator's words. */
  readonly place?: string
  /** What one does after scanning. */
  readonly how: string
  readonly sponsor?: string
  readonly telephone?: string
  /** Nobody reads what is said here yet, in the words every page says it with. */
  readonly demo?: string
  /** The day it is made, so that the same poster has the same bytes. */
  readonly at: Date
}

const [width, height] = [595.28, 841.89]
const margin = 48
const [ink, quiet, warm] = [rgb(0.05, 0.1, 0.08), rgb(0.25, 0.3, 0.28), rgb(0.48, 0.12, 0.07)]

/** One page of A4, to be read from two metres away. */
export async function posterPdf(poster: Poster, typeface: Typeface): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(fontkit)
  const font = await pdf.embedFont(typeface.bytes, { subset: true })
  pdf.setTitle(`${poster.areaName}医疗卫生监督举报`)
  pdf.setLanguage('zh-CN')
  pdf.setProducer('Yijian')
  pdf.setCreator('Yijian')
  pdf.setCreationDate(poster.at)
  pdf.setModificationDate(poster.at)
  const page = pdf.addPage([width, height])
  drawAll({ page, font }, poster)
  return await pdf.save()
}

interface Sheet {
  readonly page: PDFPage
  readonly font: PDFFont
}

function drawAll(sheet: Sheet, poster: Poster): void {
  const { areaName, url, place, how, sponsor, telephone, demo } = poster
  let y = height - 66
  if (demo) {
    line(sheet, '演示', { y, size: 34, color: warm })
    y -= 26
    line(sheet, demo, { y, size: 14, color: warm })
    y -= 48
  }
  line(sheet, `${areaName}医疗卫生监督举报`, { y, size: 30 })
  y -= 64
  line(sheet, '看到非法行医，扫码就能说', { y, size: 40 })
  y -= 34
  line(sheet, '无证行医、骗取医保、乱收费、卖假药，都可以反映', { y, size: 18, color: quiet })
  const side = demo ? 300 : 340
  y -= 24 + side
  drawCode(sheet.page, url, { x: (width - side) / 2, y, side })
  y -= 14
  line(sheet, url, { y, size: 13, color: quiet })
  if (place) {
    y -= 34
    line(sheet, place, { y, size: 22 })
  }
  y -= 38
  line(sheet, how, { y, size: 20 })
  y -= 32
  line(sheet, '可以匿名，不用先留姓名。办得怎么样会告诉您。', { y, size: 20 })
  y -= 34
  line(sheet, '有人有生命危险，先打 120；行凶打 110', { y, size: 18, color: warm })
  const who = [sponsor && `主办：${sponsor}`, telephone && `值班电话：${telephone}`].filter(Boolean)
  if (who.length > 0) line(sheet, who.join('    '), { y: 44, size: 17 })
}

interface Line {
  readonly y: number
  readonly size: number
  readonly color?: ReturnType<typeof rgb>
}

/** One line in the middle, smaller where it would not fit. */
function line({ page, font }: Sheet, text: string, { y, size, color = ink }: Line): void {
  const room = width - 2 * margin
  const whole = font.widthOfTextAtSize(text, size)
  const fitting = whole > room ? (size * room) / whole : size
  const x = (width - font.widthOfTextAtSize(text, fitting)) / 2
  page.drawText(text, { x, y, size: fitting, font, color })
}

interface Place {
  readonly x: number
  readonly y: number
  readonly side: number
}

/** Runs of dark squares as rectangles, sharp at any size, with the quiet zone that scanners want. */
function drawCode(page: PDFPage, url: string, { x, y, side }: Place): void {
  const rows = encodeQR(url, 'raw', { ecc: 'quartile', border: 4 })
  const unit = side / rows.length
  page.pushOperators(setFillingRgbColor(0, 0, 0))
  for (const [n, row] of rows.entries())
    for (let from = row.indexOf(true); from >= 0;) {
      const end = row.indexOf(false, from)
      const to = end < 0 ? row.length : end
      const top = y + side - (n + 1) * unit
      page.pushOperators(rectangle(x + from * unit, top, (to - from) * unit, unit), fill())
      from = row.indexOf(true, to)
    }
}
