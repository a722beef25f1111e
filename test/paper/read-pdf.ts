import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
} from '@cantoo/pdf-lib'
import { decodeQR } from 'qr/decode.js'

/** A page as a reader and a scanner take it: the words, as they can be copied, and what the code says. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  const [page] = pdf.getPages()
  if (!page) throw new Error('the file has no page')
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents]
  const drawn = streams.map((one) => textOf(pdf.context.lookup(one))).join('\n')
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict)
  const [name] = fonts?.keys() ?? []
  const map =
    name && fonts ? fonts.lookup(name, PDFDict).lookup(PDFName.of('ToUnicode')) : undefined
  const signs = signsOf(textOf(map))
  const lines = [...drawn.matchAll(/<([0-9A-Fa-f]+)>\s*Tj/g)].map(([, hex = '']) =>
    (hex.match(/.{4}/g) ?? []).map((one) => signs.get(one.toUpperCase()) ?? '□').join(''),
  )
  return { pages: pdf.getPageCount(), size: page.getSize(), lines, code: codeIn(drawn) }
}

const textOf = (stream: unknown): string =>
  stream instanceof PDFRawStream
    ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
    : String(stream)

/** `<0012> <6BB5>`, and ranges of them. */
function signsOf(map: string): ReadonlyMap<string, string> {
  const signs = new Map<string, string>()
  for (const [, glyph = '', hex = ''] of map.matchAll(/<([0-9A-F]{4})>\s*<([0-9A-F]{4,8})>\s*$/gim))
    signs.set(glyph.toUpperCase(), Buffer.from(hex, 'hex').swap16().toString('utf16le'))
  return signs
}

/** Draws the rectangles as a camera would see them, eight dots a square. */
function codeIn(drawn: string): string {
  const found = [...drawn.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g)].map((one) =>
    one.slice(1).map(Number),
  )
  const unit = Math.min(...found.map(([, , , high = 0]) => high))
  const left = Math.min(...found.map(([x = 0]) => x)) - 4 * unit
  const low = Math.min(...found.map(([, y = 0]) => y)) - 4 * unit
  const right = Math.max(...found.map(([x = 0, , wide = 0]) => x + wide)) + 4 * unit
  const dots = Math.round((right - left) / unit) * 8
  const data = new Uint8ClampedArray(dots * dots * 4).fill(255)
  const at = (value: number, from: number): number => Math.round(((value - from) / unit) * 8)
  for (const [x = 0, y = 0, wide = 0, high = 0] of found)
    for (let row = at(y, low); row < at(y + high, low); row++)
      for (let dot = at(x, left); dot < at(x + wide, left); dot++)
        data.fill(0, ((dots - 1 - row) * dots + dot) * 4, ((dots - 1 - row) * dots + dot) * 4 + 3)
  return decodeQR({ width: dots, height: dots, data })
}
