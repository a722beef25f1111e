import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFPage,
} from '@cantoo/pdf-lib'

/** Every page of a file as it can be copied: its lines of words, and how many pictures it holds. */
export async function readPages(
  bytes: Uint8Array,
): Promise<readonly { readonly lines: readonly string[]; readonly pictures: number }[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  return pdf.getPages().map((page) => ({ lines: linesOf(pdf, page), pictures: picturesOf(page) }))
}

function picturesOf(page: PDFPage): number {
  const objects = page.node.Resources()?.lookup(PDFName.of('XObject'))
  return objects instanceof PDFDict ? objects.keys().length : 0
}

function linesOf(pdf: PDFDocument, page: PDFPage): readonly string[] {
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents]
  const drawn = streams.map((one) => textOf(pdf.context.lookup(one))).join('\n')
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict)
  const [name] = fonts?.keys() ?? []
  const map =
    name && fonts ? fonts.lookup(name, PDFDict).lookup(PDFName.of('ToUnicode')) : undefined
  const signs = signsOf(textOf(map))
  return [...drawn.matchAll(/<([0-9A-Fa-f]+)>\s*Tj/g)].map(([, hex = '']) =>
    (hex.match(/.{4}/g) ?? []).map((one) => signs.get(one.toUpperCase()) ?? '?').join(''),
  )
}

const textOf = (stream: unknown): string =>
  stream instanceof PDFRawStream
    ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
    : String(stream)

function signsOf(map: string): ReadonlyMap<string, string> {
  const signs = new Map<string, string>()
  for (const [, glyph = '', hex = ''] of map.matchAll(/<([0-9A-F]{4})>\s*<([0-9A-F]{4,8})>\s*$/gim))
    signs.set(glyph.toUpperCase(), Buffer.from(hex, 'hex').swap16().toString('utf16le'))
  return signs
}
