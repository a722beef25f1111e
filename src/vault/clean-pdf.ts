import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFStream,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { bareJpeg } from './bare-jpeg.ts'

const mostPages = 3_000

/** What a page, a note on it, a picture and a drawing need to be shown; all else may tell of people, programs and days. */
const page = words(
  'Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate Contents Group Annots UserUnit',
)
const note = words(
  'Type Subtype Rect AP AS F C IC BS Border QuadPoints InkList L Vertices FT DA MK',
)
const picture = words(
  'Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Filter DecodeParms Length',
)
const drawing = words('Type Subtype FormType BBox Matrix Resources Group Filter DecodeParms Length')
/** Notes that play, open, run or carry something. */
const notShown = words(
  'Link FileAttachment Sound Movie Screen RichMedia 3D Popup TrapNet Watermark Projection',
)
/** Wherever they stand. */
const nowhere = words(
  'Metadata PieceInfo LastModified Thumb AF OPI Alternates AA JS Measure PtData Names OpenAction',
)

/**
 * The pages alone, in a document of their own: without author, programs, dates, attachments, scripts, links, thumbnails,
 * earlier versions, and without what cameras wrote into the pictures. `undefined`: locked, broken, or built of what
 * cannot be looked into.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  return await rebuilt(bytes).catch(() => undefined)
}

async function rebuilt(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const how = { updateMetadata: false, warnOnInvalidObjects: false }
  const given = await PDFDocument.load(bytes, how)
  if (given.isEncrypted) return undefined
  const count = given.getPageCount()
  if (count === 0 || count > mostPages) return undefined
  for (const one of given.getPages()) trimPage(one.node)
  sweep(given)
  if (!arePicturesBare(given)) return undefined
  const fresh = await PDFDocument.create({ updateMetadata: false })
  for (const one of await fresh.copyPages(given, given.getPageIndices())) fresh.addPage(one)
  return await fresh.save({ addDefaultPage: false, updateFieldAppearances: false })
}

/** What hangs on a page is told from other things by where it hangs, whatever it calls itself. */
function trimPage(node: PDFDict): void {
  keepOnly(node, page)
  const notes = node.lookup(PDFName.of('Annots'))
  if (!(notes instanceof PDFArray)) {
    node.delete(PDFName.of('Annots'))
    return
  }
  for (let n = notes.size() - 1; n >= 0; n--) {
    const one = notes.lookup(n)
    if (!(one instanceof PDFDict) || notShown.has(subtypeOf(one))) notes.remove(n)
    else keepOnly(one, note)
  }
}

/** Every part of the document, however deep. */
function sweep({ context }: PDFDocument): void {
  const seen = new Set<PDFObject>()
  const left = context.enumerateIndirectObjects().map(([, one]) => one)
  for (let one = left.pop(); one; one = left.pop()) {
    if (seen.has(one)) continue
    seen.add(one)
    if (one instanceof PDFArray) left.push(...one.asArray())
    const dict = one instanceof PDFStream ? one.dict : one
    if (!(dict instanceof PDFDict)) continue
    keepOnlyShown(dict)
    left.push(...dict.values())
  }
}

function keepOnlyShown(dict: PDFDict): void {
  for (const name of nowhere) dict.delete(PDFName.of(name))
  const kind = subtypeOf(dict)
  if (kind === 'Image') keepOnly(dict, picture)
  if (kind === 'Form') keepOnly(dict, drawing)
}

function keepOnly(dict: PDFDict, allowed: ReadonlySet<string>): void {
  for (const key of dict.keys()) if (!allowed.has(key.decodeText())) dict.delete(key)
}

const subtypeOf = (dict: PDFDict): string => {
  const kind = dict.lookup(PDFName.of('Subtype'))
  return kind instanceof PDFName ? kind.decodeText() : ''
}

const arePicturesBare = (given: PDFDocument): boolean =>
  given.context.enumerateIndirectObjects().every(([ref, one]) => isPictureBare(given, ref, one))

/** A photo in a page is a whole file of its own. */
function isPictureBare({ context }: PDFDocument, ref: PDFRef, one: PDFObject): boolean {
  if (!(one instanceof PDFRawStream)) return true
  const filter = one.dict.lookup(PDFName.of('Filter'))
  const filters = filter instanceof PDFArray ? filter.asArray().map(String) : [String(filter)]
  if (!filters.includes('/DCTDecode')) return !filters.includes('/JPXDecode')
  const bare = filters.length === 1 ? bareJpeg(one.getContents()) : undefined
  if (!bare) return false
  context.assign(ref, PDFRawStream.of(one.dict, bare))
  return true
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
