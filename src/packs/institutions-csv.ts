import { repeatedLicences, type Institution, type LineFault } from '#core/institution-list.ts'
import type { Result } from '#core/result.ts'
import { readTable, type TableRow } from './csv-table.ts'

type Column = keyof Institution

const heads: Readonly<Record<string, Column>> = {
  licence: 'licence',
  登记号: 'licence',
  许可证号: 'licence',
  执业许可证号: 'licence',
  执业许可证登记号: 'licence',
  统一社会信用代码: 'licence',
  name: 'name',
  名称: 'name',
  机构名称: 'name',
  医疗机构名称: 'name',
  address: 'address',
  地址: 'address',
  机构地址: 'address',
  category: 'category',
  类别: 'category',
  机构类别: 'category',
  validuntil: 'validUntil',
  有效期: 'validUntil',
  有效期至: 'validUntil',
  有效期截止: 'validUntil',
  status: 'status',
  状态: 'status',
}

const most = 200_000

const fileCures = {
  empty: '文件是空的。第一行写：登记号,名称,地址,类别,有效期至,状态',
  lacking: () => '表头要有“登记号”和“名称”两列。改表头后再传',
  headAlone: '表头下面没有机构。每行写一家',
}

/**
 * A list of licensed institutions from a CSV file, as a spreadsheet saves it: UTF-8 with or without a mark, or GB18030.
 * All lines are good or none is taken. Other columns are left out.
 */
export function parseInstitutions(
  bytes: Uint8Array,
): Result<readonly Institution[], readonly LineFault[]> {
  const table = readTable(bytes, {
    columnOf: (head) => heads[head.replaceAll(/\s/gu, '').toLowerCase()],
    required: ['licence', 'name'],
    cures: fileCures,
    most: { rows: most, cure: '分区县导入' },
  })
  if (!table.ok) return table
  const read = table.value.map((row) => ({ line: row.line, ...institutionOf(row) }))
  const faults = [
    ...read.flatMap(({ line, cures }) => cures.map((cure) => ({ line, cure }))),
    ...repeatedLicences(
      read.flatMap(({ line, found }) =>
        found.licence === '' ? [] : [{ line, licence: found.licence }],
      ),
    ),
  ].toSorted((one, other) => one.line - other.line)
  return faults.length > 0
    ? { ok: false, refusal: faults }
    : { ok: true, value: read.map(({ found }) => found) }
}

/** Figures that a spreadsheet turned into 1.2E+17 have lost their end. */
const broken = /^\d(\.\d+)?E\+?\d+$/i

function institutionOf(row: TableRow<Column>): {
  readonly found: Institution
  readonly cures: readonly string[]
} {
  const cell = (column: Column): string =>
    row.cell(column).replace(/^'/, '').normalize('NFKC').trim()
  const [licence, name, until] = [cell('licence'), cell('name'), dayIn(cell('validUntil'))]
  const cures = [
    ...(licence === '' ? ['缺登记号。补上，或删去这一行'] : []),
    ...(broken.test(licence)
      ? [`登记号“${licence}”被表格软件改成了科学记数。把这一列设成文本再导出`]
      : []),
    ...(licence.length > 60 ? ['登记号太长，超过 60 个字。核对是不是列错位了'] : []),
    ...(name === '' ? ['缺名称。补上，或删去这一行'] : []),
    ...(name.length > 120 ? ['名称太长，超过 120 个字。核对是不是列错位了'] : []),
    ...(until === undefined ? [`有效期“${cell('validUntil')}”看不懂。写成 2027-03-31`] : []),
  ]
  const [address, category, status] = [cell('address'), cell('category'), cell('status')]
  const found = {
    licence,
    name,
    ...(address ? { address: address.slice(0, 200) } : {}),
    ...(category ? { category: category.slice(0, 60) } : {}),
    ...(until ? { validUntil: until } : {}),
    ...(status ? { status: status.slice(0, 40) } : {}),
  }
  return { found, cures }
}

/** 2027-3-31, 2027/03/31, 2027年3月31日 or nothing; `undefined`: none of these. */
function dayIn(words: string): string | undefined {
  if (words === '' || words === '长期') return ''
  const [, year = '', month = '', day = ''] =
    /^(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/u.exec(words) ?? []
  if (year === '' || Number(month) > 12 || Number(day) > 31) return undefined
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
