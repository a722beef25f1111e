import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import { strToU8, zipSync } from 'fflate'
import { aPhoto, MARK } from './sample-files.ts'

export const SAID = 'the words of the document'

/** A PDF as offices and telephones make it: author, program, attachment, script, note, photo, each with its mark. */
export const aPdf = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  pdf.setAuthor(MARK)
  pdf.setProducer(MARK)
  pdf.setTitle(MARK)
  const page = pdf.addPage([300, 200])
  page.drawText(SAID, {
    font: await pdf.embedFont(StandardFonts.Helvetica),
    size: 12,
    x: 20,
    y: 99,
  })
  page.drawImage(await pdf.embedJpg(await aPhoto('jpeg')), { x: 20, y: 20, width: 40, height: 30 })
  pdf.addJavaScript(MARK, `app.alert("${MARK}")`)
  await pdf.attach(Buffer.from(MARK.repeat(9)), `${MARK}.txt`, { description: MARK })
  const { context } = pdf
  const mark = PDFString.of(MARK)
  const xmp = context.stream(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${MARK}</x:xmpmeta>`, {
    Type: 'Metadata',
    Subtype: 'XML',
  })
  pdf.catalog.set(PDFName.of('Metadata'), context.register(xmp))
  page.node.set(PDFName.of('Metadata'), context.register(xmp))
  page.node.set(PDFName.of('Thumb'), context.register(context.stream(MARK)))
  page.node.set(PDFName.of('PieceInfo'), context.obj({ Maker: { Private: mark } }))
  const about = { Type: 'Annot', Rect: [9, 9, 40, 40], T: mark, Contents: mark, M: mark, NM: mark }
  const notes = [
    { ...about, Subtype: 'Square', RC: mark },
    { ...about, Subtype: 'FileAttachment', FS: { Type: 'Filespec', F: mark } },
    { ...about, Subtype: 'Link', A: { S: 'URI', URI: PDFHexString.fromText(MARK) } },
  ]
  page.node.set(
    PDFName.of('Annots'),
    context.obj(notes.map((one) => context.register(context.obj(one)))),
  )
  return await pdf.save({ useObjectStreams: false })
}

export const aLockedPdf = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  pdf.addPage([300, 200])
  pdf.encrypt({ userPassword: 'open', ownerPassword: 'own' })
  return await pdf.save({ useObjectStreams: false })
}

const xml = (text: string): Uint8Array =>
  strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
const relations = (...links: readonly string[]): Uint8Array =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`,
  )
const link = (id: string, kind: string, target: string, more = ''): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"${more}/>`
const override = (part: string, type: string): string =>
  `<Override PartName="/${part}" ContentType="application/${type}+xml"/>`

const word = 'vnd.openxmlformats-officedocument.wordprocessingml'

const wordParts = async (): Promise<Record<string, Uint8Array>> => ({
  '[Content_Types].xml': xml(
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>${override('word/document.xml', `${word}.document.main`)}${override('docProps/core.xml', 'vnd.openxmlformats-package.core-properties')}${override('word/people.xml', `${word}.people`)}</Types>`,
  ),
  '_rels/.rels': relations(
    link('rId1', 'officeDocument', 'word/document.xml'),
    link('rId2', 'metadata/core-properties', 'docProps/core.xml'),
    link('rId3', 'metadata/thumbnail', 'docProps/thumbnail.jpeg'),
  ),
  'docProps/core.xml': xml(
    `<cp:coreProperties><dc:creator>${MARK}</dc:creator></cp:coreProperties>`,
  ),
  'docProps/app.xml': xml(`<Properties><Company>${MARK}</Company></Properties>`),
  'docProps/thumbnail.jpeg': await aPhoto('jpeg'),
  'customXml/item1.xml': xml(`<a>${MARK}</a>`),
  'word/people.xml': xml(`<w15:people><w15:person w15:author="${MARK}"/></w15:people>`),
  'word/_rels/document.xml.rels': relations(
    link('rId1', 'image', 'media/image1.jpeg'),
    link(
      'rId2',
      'attachedTemplate',
      `file:///C:/Users/${MARK}/Normal.dotm`,
      ' TargetMode="External"',
    ),
    link('rId3', 'people', 'people.xml'),
    link('rId4', 'comments', 'comments.xml'),
  ),
  'word/document.xml': xml(
    `<w:document><!--${MARK}--><w:body><w:p w:rsidR="00AB${MARK}" w:rsidRDefault='${MARK}'><w:ins w:id="1" w:author="${MARK}" w:date="2026-03-04T05:06:07Z"><w:r><w:t>${SAID}</w:t></w:r></w:ins></w:p><wp:docPr id="1" name="p" descr="C:\\${MARK}\\a.jpg"/></w:body></w:document>`,
  ),
  'word/settings.xml': xml(
    `<w:settings><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="${MARK}"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="${MARK}"/></w:docVars></w:settings>`,
  ),
  'word/comments.xml': xml(
    `<w:comments><w:comment w:id="0" w:author="${MARK}" w:initials="${MARK}" w:date="${MARK}"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>`,
  ),
  'word/media/image1.jpeg': await aPhoto('jpeg'),
})

const sheetParts = (): Record<string, Uint8Array> => ({
  '[Content_Types].xml': xml(
    `<Types>${override('xl/workbook.xml', 'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main')}</Types>`,
  ),
  '_rels/.rels': relations(link('rId1', 'officeDocument', 'xl/workbook.xml')),
  'docProps/core.xml': xml(`<a>${MARK}</a>`),
  'xl/workbook.xml': xml(
    `<workbook><fileSharing userName="${MARK}"/><x15ac:absPath url="C:\\${MARK}\\"/><sheets/></workbook>`,
  ),
  'xl/comments1.xml': xml(
    `<comments><authors><author>${MARK}</author></authors><text>${SAID}</text></comments>`,
  ),
  'xl/printerSettings/printerSettings1.bin': Buffer.from(MARK, 'utf16le'),
})

const slideParts = (): Record<string, Uint8Array> => ({
  '[Content_Types].xml': xml(
    `<Types>${override('ppt/presentation.xml', 'vnd.openxmlformats-officedocument.presentationml.presentation.main')}</Types>`,
  ),
  '_rels/.rels': relations(link('rId1', 'officeDocument', 'ppt/presentation.xml')),
  'docProps/app.xml': xml(`<a>${MARK}</a>`),
  'ppt/presentation.xml': xml(`<p:presentation><a:t>${SAID}</a:t></p:presentation>`),
  'ppt/commentAuthors.xml': xml(`<p:cmAuthorLst><p:cmAuthor name="${MARK}"/></p:cmAuthorLst>`),
})

export const office = 'application/vnd.openxmlformats-officedocument'

export const officeFiles = async (): Promise<Readonly<Record<string, Uint8Array>>> => ({
  [`${office}.wordprocessingml.document`]: zipSync(await wordParts()),
  [`${office}.spreadsheetml.sheet`]: zipSync(sheetParts()),
  [`${office}.presentationml.presentation`]: zipSync(slideParts()),
})

/** A few kilobytes, one part of which says that it unpacks to a gigabyte. */
export const aPackedBomb = async (): Promise<Uint8Array> => {
  const zip = Buffer.from(zipSync(await wordParts()))
  const entry = zip.lastIndexOf('PK\x01\x02', undefined, 'latin1')
  zip.writeUInt32LE(1024 * 1024 * 1024, entry + 24)
  return zip
}

/** What Word 97 wrote, as far as its kind can be told. */
export const anOldDocument = (stream = 'WordDocument'): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(`Root Entry\0${stream}\0`, 'utf16le'),
    Buffer.alloc(400),
  ])
