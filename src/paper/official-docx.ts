import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, OfficialPaper } from './document.ts'

type Align = (typeof AlignmentType)[keyof typeof AlignmentType]

/** The same paper for a word processor, in the typefaces that offices have; somebody may still write in it. */
export async function officialDocx(paper: OfficialPaper): Promise<Uint8Array> {
  const head = [
    ...(paper.demo ? [line(paper.demo, { half: 21, align: 'center', colour: 'BF1212' })] : []),
    line(paper.issuer, { half: 60, align: 'center', colour: 'BF1212', face: title, exact: 880 }),
    line(paper.number, { half: 32, align: 'center', rule: true }),
    line('', {}),
    line(paper.title, { half: 44, align: 'center', face: title, exact: 720 }),
    line('', {}),
    line(`${paper.to}：`, {}),
  ]
  const foot = [
    line('', {}),
    line(paper.signer, { align: 'right', inset: 640 }),
    line(paper.day, { align: 'right', inset: 640 }),
    line('', {}),
    line(paper.contact, { half: 24 }),
  ]
  const document = new Document({
    creator: 'Yijian',
    lastModifiedBy: 'Yijian',
    title: paper.title,
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin } },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [...head, ...paper.body.flatMap(partsOf), ...foot],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** 37 mm above, 35 below, 28 left, 26 right. */
const margin = { top: 2098, bottom: 1984, left: 1588, right: 1474 }

const title = '方正小标宋简体'
const body = '仿宋_GB2312'
const heading = '黑体'

interface Look {
  /** In half points; 三号 unless told. */
  readonly half?: number
  readonly align?: Align
  readonly colour?: string
  readonly face?: string
  /** From line to line, in twentieths of a point. */
  readonly exact?: number
  /** Two signs in. */
  readonly indent?: boolean
  readonly inset?: number
  /** The red rule below. */
  readonly rule?: boolean
}

function line(text: string, look: Look): Paragraph {
  const { half = 32, align, colour, face = body, exact = 579, indent, inset = 0, rule } = look
  return new Paragraph({
    ...(align ? { alignment: align } : {}),
    spacing: { line: exact, lineRule: LineRuleType.EXACT },
    indent: { ...(indent ? { firstLine: half * 20 } : {}), ...(inset ? { right: inset } : {}) },
    ...(rule
      ? { border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 6, color: 'BF1212' } } }
      : {}),
    children: text.split('\n').map(
      (part, n) =>
        new TextRun({
          text: plain(part),
          size: half,
          font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: face },
          ...(colour ? { color: colour } : {}),
          ...(n > 0 ? { break: 1 } : {}),
        }),
    ),
  })
}

/** Signs that XML cannot hold are left out. */
const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

function partsOf(block: Block): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [line(block.text, { indent: true, face: heading })]
    case 'text':
      return [line(block.text, { indent: true })]
    case 'quote':
      return [line(block.text, { indent: true, face: '楷体_GB2312' })]
    case 'small':
      return [line(block.text, { half: 24 })]
    case 'facts':
      return [table(block.rows, [1, 3.2])]
    case 'table':
      return [table(block.rows, block.widths)]
    case 'bars':
      return block.rows.map(({ name, note }) => line(`${name}：${note}`, { half: 24 }))
  }
}

const wide = 11906 - margin.left - margin.right

function table(rows: readonly (readonly string[])[], widths: readonly number[]): Table {
  const all = widths.reduce((sum, one) => sum + one, 0)
  const columns = widths.map((one) => Math.round((one / all) * wide))
  return new Table({
    width: { size: wide, type: WidthType.DXA },
    columnWidths: columns,
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            (cell, n) =>
              new TableCell({
                width: { size: columns[n] ?? 0, type: WidthType.DXA },
                margins: { top: 60, bottom: 60, left: 100, right: 100 },
                children: [line(cell, { half: 28, exact: 440 })],
              }),
          ),
        }),
    ),
  })
}

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: '宋体' })],
  })
