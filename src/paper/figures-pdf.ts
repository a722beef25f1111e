import { close, writeBlocks } from './blocks.ts'
import type { Block } from './document.ts'
import type { Typeface } from './font.ts'
import { numberPages, openSheets, red } from './sheets.ts'

/** 周报、月报: figures of a span of time, with plots and tables. */
export interface FiguresPaper {
  readonly issuer: string
  readonly title: string
  readonly span: string
  readonly demo?: string
  readonly blocks: readonly Block[]
  readonly at: Date
}

export async function figuresPdf(paper: FiguresPaper, typeface: Typeface): Promise<Uint8Array> {
  const sheets = await openSheets(typeface, { title: paper.title, at: paper.at })
  const { paragraph, space } = sheets
  if (paper.demo) paragraph(paper.demo, { size: 11, leading: 17, colour: red, align: 'middle' })
  paragraph(paper.title, { size: 20, leading: 34, align: 'middle' })
  paragraph(paper.issuer, { size: 12, leading: 22, align: 'middle' })
  paragraph(paper.span, { size: 11, leading: 20, align: 'middle' })
  space(8)
  writeBlocks(sheets, paper.blocks, close)
  numberPages(sheets)
  return await sheets.pdf.save()
}
