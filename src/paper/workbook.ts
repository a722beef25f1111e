import { strToU8, zipSync } from 'fflate'

/** Words, a number, a share of one, or nothing known. */
export type SheetCell = string | number | { readonly share: number } | undefined

/** One sheet; its first row is the head. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly SheetCell[])[]
}

/**
 * A spreadsheet file. Words are written as words (`inlineStr`), so that none of them is ever taken for a formula; the same
 * values give the same bytes.
 */
export function workbook(sheets: readonly Sheet[], at: Date): Uint8Array {
  const parts = sheets.map((sheet, n) => [`xl/worksheets/sheet${n + 1}.xml`, sheetXml(sheet)])
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_sheet, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(parts),
  }
  const bytes = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  return zipSync(Object.fromEntries(bytes), { level: 6, mtime: at })
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Characters that XML cannot hold are left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const contentTypes = (count: number): string => {
  const sheets = Array.from({ length: count }, (_, n) =>
    override(`/xl/worksheets/sheet${n + 1}.xml`, 'worksheet'),
  )
  const own = [override('/xl/workbook.xml', 'sheet.main'), override('/xl/styles.xml', 'styles')]
  const rels = 'application/vnd.openxmlformats-package.relationships+xml'
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="${rels}"/><Default Extension="xml" ContentType="application/xml"/>${[...own, ...sheets].join('')}</Types>`
}

const override = (part: string, type: string): string =>
  `<Override PartName="${part}" ContentType="${kind}.${type}+xml"/>`

const relations = (targets: readonly (readonly [type: string, target: string])[]): string => {
  const each = targets.map(
    ([type, target], n) =>
      `<Relationship Id="rId${n + 1}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `${head}<Relationships xmlns="${packaged}/relationships">${each.join('')}</Relationships>`
}

/** Of a sheet's name the programs take 31 characters, and some signs not at all. */
const sheetName = (name: string): string => escaped(name.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31))

function workbookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, n) => `<sheet name="${sheetName(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`,
  )
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each.join('')}</sheets></workbook>`
}

/** 0 as usual, 1 the head, 2 a share in per cent. */
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

function sheetXml({ rows }: Sheet): string {
  const columns = (rows[0] ?? []).map((_cell, n) => widthXml(rows, n)).join('')
  const body = rows.map((row, n) => rowXml(row, n)).join('')
  const frozen = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  return `${head}<worksheet xmlns="${main}">${frozen}${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>${body}</sheetData></worksheet>`
}

const [narrowest, widest] = [9, 48]

/** Wide enough for what stands in it; a Chinese character takes two places. */
function widthXml(rows: Sheet['rows'], n: number): string {
  const lengths = rows.slice(0, 200).map((row) => {
    const cell = row[n]
    const text = typeof cell === 'string' ? cell : '000000'
    return Array.from(text).reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 2)
  })
  const width = Math.min(widest, Math.max(narrowest, ...lengths))
  return `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`
}

const rowXml = (row: readonly SheetCell[], n: number): string =>
  `<row r="${n + 1}">${row.map((cell, at) => cellXml(cell, `${columnName(at)}${n + 1}`, n === 0)).join('')}</row>`

function cellXml(cell: SheetCell, at: string, isHead: boolean): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c r="${at}" s="2"><v>${cell.share}</v></c>`
  const text = `<is><t xml:space="preserve">${escaped(cell)}</t></is>`
  return `<c r="${at}" t="inlineStr"${isHead ? ' s="1"' : ''}>${text}</c>`
}

/** A, B, … Z, AA, … */
function columnName(at: number): string {
  const letter = String.fromCodePoint(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}
