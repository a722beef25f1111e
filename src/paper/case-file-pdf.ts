import { close, writeBlocks } from './blocks.ts'
import type { Block, FactRow } from './document.ts'
import type { Typeface } from './font.ts'
import { numberPages, openSheets, quiet, red, roomWide, sheet, type Sheets } from './sheets.ts'

/** A picture drawn anew, small enough for a page; without one its name says why. */
export interface PagePicture {
  readonly name: string
  readonly jpeg?: Uint8Array
}

/** A whole case, for the shelf. */
export interface CaseFilePaper {
  readonly issuer: string
  readonly number: string
  readonly title: string
  readonly cover: readonly FactRow[]
  readonly demo?: string
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[]
  /** How many of them there can be; the index keeps room for so many. */
  readonly most: number
  /** One after the other, so that never two originals are in memory. */
  readonly pictures: AsyncIterable<PagePicture>
  readonly at: Date
}

interface Entry {
  readonly title: string
  readonly page: number
}

/** 卷宗: cover, index with page numbers, the parts, a page for each picture. */
export async function caseFilePdf(file: CaseFilePaper, typeface: Typeface): Promise<Uint8Array> {
  const sheets = await openSheets(typeface, { title: `${file.title} ${file.number}`, at: file.at })
  writeCover(sheets, file)
  const indexPages = Math.ceil((file.sections.length + file.most) / entriesOnPage)
  const kept = Array.from({ length: indexPages }, () => sheets.newPage())
  const entries: Entry[] = []
  for (const { title, blocks } of file.sections) {
    sheets.newPage()
    entries.push({ title, page: sheets.at().number })
    sheets.paragraph(title, { size: 17, leading: 30 })
    sheets.space(6)
    writeBlocks(sheets, blocks, close)
  }
  if (sheets.unwritten() > 0)
    sheets.paragraph('印成“□”的字本机字库里没有，原字见系统。', close.small)
  for await (const picture of file.pictures) {
    sheets.newPage()
    entries.push({ title: picture.name, page: sheets.at().number })
    await drawPicture(sheets, picture)
  }
  for (const [n, page] of kept.entries()) {
    const part = entries.slice(n * entriesOnPage, (n + 1) * entriesOnPage)
    writeIndex(sheets, page, part, n === 0)
  }
  numberPages(sheets, 1)
  return await sheets.pdf.save()
}

function writeCover(sheets: Sheets, { issuer, number, title, cover, demo }: CaseFilePaper): void {
  const { paragraph, space } = sheets
  if (demo) paragraph(demo, { size: 11, leading: 17, colour: red, align: 'middle' })
  space(70)
  paragraph(issuer, { size: 20, leading: 34, align: 'middle' })
  space(16)
  paragraph(title, { size: 34, leading: 54, align: 'middle' })
  paragraph(number, { size: 20, leading: 40, align: 'middle' })
  space(60)
  writeBlocks(sheets, [{ kind: 'facts', rows: cover }], {
    ...close,
    text: { size: 14, leading: 24 },
  })
}

const entriesOnPage = 26

function writeIndex(
  sheets: Sheets,
  page: ReturnType<Sheets['newPage']>,
  entries: readonly Entry[],
  isFirst: boolean,
): void {
  const size = 12
  let y = sheet.height - sheet.top
  sheets.write(page, isFirst ? '目录' : '目录（续）', { x: sheet.left, y, size: 20 })
  y -= 34
  for (const { title, page: number } of entries) {
    const [line = ''] = sheets.lines(title, size, roomWide - 60)
    const at = String(number)
    const [from, to] = [sheets.widthOf(line, size), roomWide - sheets.widthOf(at, size)]
    sheets.write(page, line, { x: sheet.left, y, size })
    sheets.write(page, at, { x: sheet.left + to, y, size })
    page.drawLine({
      start: { x: sheet.left + from + 6, y: y + 3 },
      end: { x: sheet.left + to - 6, y: y + 3 },
      thickness: 0.5,
      color: quiet,
      dashArray: [1, 3],
    })
    y -= 23
  }
}

/** As large as the page lets it be, never larger than it is. */
async function drawPicture(sheets: Sheets, { name, jpeg }: PagePicture): Promise<void> {
  sheets.paragraph(name, { size: 11.5, leading: 19 })
  if (!jpeg) return
  sheets.space(8)
  const image = await sheets.pdf.embedJpg(jpeg)
  const { page, y } = sheets.at()
  const { width, height } = image.scaleToFit(roomWide, y - sheet.bottom)
  page.drawImage(image, { x: sheet.left + (roomWide - width) / 2, y: y - height, width, height })
}
