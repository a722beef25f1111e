import type { OfficialPaper } from './document.ts'
import { official, writeBlocks } from './blocks.ts'
import type { Typeface } from './font.ts'
import { numberPages, openSheets, red, roomWide, sheet, type Sheets } from './sheets.ts'

/** From line to line; closer where the signature would stand on a page of its own, as the standard allows. */
const leadings = [28.9, 26.6, 24.6] as const

/** An official paper on A4 as GB/T 9704 sets it: red head and rule, title, body, signature, date. */
export async function officialPdf(paper: OfficialPaper, typeface: Typeface): Promise<Uint8Array> {
  let first: Sheets | undefined
  for (const leading of leadings) {
    const sheets = await openSheets(typeface, { title: paper.title, at: paper.at })
    const isAlone = writePaper(sheets, paper, leading)
    first ??= sheets
    if (!isAlone) return await sheets.pdf.save()
  }
  if (!first) throw new Error('a paper is set at least once')
  return await first.pdf.save()
}

/** Whether the signature came to stand without a word of the body above it. */
function writePaper(sheets: Sheets, paper: OfficialPaper, leading: number): boolean {
  const { paragraph, space, need, at } = sheets
  if (paper.demo) paragraph(paper.demo, { size: 11, leading: 17, colour: red, align: 'middle' })
  writeHead(sheets, paper)
  space(14)
  paragraph(paper.title, { size: 22, leading: 36, align: 'middle' })
  space(10)
  paragraph(`${paper.to}：`, { size: 16, leading })
  writeBlocks(sheets, paper.body, official(leading))
  const { number } = at()
  need(leading * 3.5 + 19)
  const isAlone = at().number !== number
  if (!isAlone) space(leading * 0.7)
  writeSignature(sheets, paper, leading)
  space(10)
  paragraph(paper.contact, { size: 12, leading: 19 })
  writeAttachments(sheets, paper)
  if (sheets.unwritten() > 0)
    paragraph('印成“□”的字本机字库里没有，原字见系统或者可修改版。', { size: 10, leading: 16 })
  numberPages(sheets)
  return isAlone
}

function writeAttachments(sheets: Sheets, { attachments = [] }: OfficialPaper): void {
  for (const [n, { title, body }] of attachments.entries()) {
    sheets.newPage()
    sheets.paragraph(`附件${n + 1}`, { size: 14, leading: 24 })
    sheets.paragraph(title, { size: 20, leading: 40, align: 'middle' })
    writeBlocks(sheets, body, official(leadings[1]))
  }
}

function writeHead(sheets: Sheets, { issuer, number }: OfficialPaper): void {
  const wish = 30
  const size = Math.min(wish, (wish * roomWide) / Math.max(1, sheets.widthOf(issuer, wish)))
  sheets.paragraph(issuer, { size: size * 0.999, leading: 44, colour: red, align: 'middle' })
  sheets.paragraph(number, { size: 14, leading: 32, align: 'middle' })
  const { page, y } = sheets.at()
  const line = { y: y - 9, thickness: 1.6, color: red }
  page.drawLine({
    start: { x: sheet.left, y: line.y },
    end: { x: sheet.left + roomWide, y: line.y },
    thickness: line.thickness,
    color: line.color,
  })
  sheets.space(12)
}

/** The date stands four signs from the edge, who signs in the middle above it. */
function writeSignature(sheets: Sheets, { signer, day }: OfficialPaper, leading: number): void {
  const size = 16
  const [above, below] = [sheets.widthOf(signer, size), sheets.widthOf(day, size)]
  const right = sheet.left + roomWide - 2 * size
  const middle = right - Math.max(above, below) / 2
  for (const [text, width] of [
    [signer, above],
    [day, below],
  ] as const) {
    sheets.space(leading)
    const { page, y } = sheets.at()
    sheets.write(page, text, { x: middle - width / 2, y, size })
  }
}
