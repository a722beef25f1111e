import type { Block } from '#paper/document.ts'
import { cellWords } from './figure-columns.ts'
import { spreadsheet, type Sheet } from './figure-file.ts'
import { periodWords } from './figure-report.ts'
import type { KeptRecord } from './scrutiny-records.ts'
import type { ScrutinyReport } from './scrutiny-report.ts'
import {
  checkHeads,
  checkRows,
  heads,
  listedRows,
  recordRows,
  rowsBy,
  valuesOf,
} from './scrutiny-rows.ts'
import { askedWords, partNames, scrutinyMeanings, whomNames } from './scrutiny-words.ts'
import type { Sealed } from './sealed.ts'
import { isDemoArea } from './world.ts'

export async function scrutinyXlsx(world: Sealed, report: ScrutinyReport): Promise<Uint8Array> {
  const { figures, plan } = report
  const names = whomNames(world, figures.area)
  const records = (list: readonly KeptRecord[]) => [
    ['日期', '地方', '部门', '状态', '整改'],
    ...recordRows(world, figures.area, list),
  ]
  const sheets: readonly Sheet[] = [
    { name: '按地方', rows: [['地方', ...heads, '不满意'], ...rowsBy(world, report, 'place')] },
    {
      name: '按部门',
      rows: [['部门', ...heads, '不满意'], ...rowsBy(world, report, 'department')],
    },
    {
      name: '地方和部门',
      rows: [
        ['地方', '部门', ...heads],
        ...figures.lines.map((line) => [
          names.place(line.place),
          names.department(line.department),
          ...valuesOf(line),
        ]),
      ],
    },
    {
      name: '可以约谈的',
      rows: [['地方', '部门', '为什么', ...heads], ...listedRows(world, report)],
    },
    { name: '督察', rows: records(report.visits) },
    { name: '约谈', rows: records(report.interviews) },
    { name: '稽查', rows: [checkHeads(world), ...checkRows(world, report)] },
    {
      name: '依据和算法',
      rows: [
        ['说明'],
        [`${plan.area.name} ${periodWords(figures.period)}`],
        ...partKeys.map((part) => [askedWords(plan, part)]),
        ...scrutinyMeanings.map((one) => [one]),
      ],
    },
  ]
  return await spreadsheet(sheets, world.clock())
}

const partKeys = Object.keys(partNames) as readonly (keyof typeof partNames)[]

export async function scrutinyPdf(world: Sealed, report: ScrutinyReport): Promise<Uint8Array> {
  const { figures, plan } = report
  const demo = await world.db.read(async (tx) => await isDemoArea(world, tx, figures.area))
  const { sponsor } = world.operator.read(figures.area)
  const { openTypeface } = await import('#paper/font.ts')
  const { figuresPdf } = await import('#paper/figures-pdf.ts')
  return await figuresPdf(
    {
      issuer: sponsor ?? `${plan.area.name}医疗卫生综合监管协调岗`,
      title: `${plan.area.name}医疗卫生综合监管督察报告`,
      span: periodWords(figures.period),
      blocks: blocksOf(world, report),
      at: new Date(world.clock()),
      ...(demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
    },
    await openTypeface(),
  )
}

type Row = Sheet['rows'][number]

const heading = (text: string): Block => ({ kind: 'heading', text })
const small = (text: string): Block => ({ kind: 'small', text })

const table = (head: readonly string[], rows: readonly Row[], widths: readonly number[]): Block =>
  rows.length === 0
    ? { kind: 'text', text: '没有。' }
    : { kind: 'table', widths, rows: [head, ...rows.map((row) => row.map(cellWords))] }

const recordTable = (world: Sealed, area: string, list: readonly KeptRecord[]): Block =>
  table(['日期', '地方', '部门', '状态', '整改'], recordRows(world, area, list), [2, 2, 3, 3, 1])

function blocksOf(world: Sealed, report: ScrutinyReport): readonly Block[] {
  const { figures, plan } = report
  const narrow = [2.6, ...heads.map(() => 1), 1.6]
  const listed = listedRows(world, report).map((row) => row.slice(0, 3))
  const checks = checkHeads(world)
  return [
    heading('一、按地方'),
    table(['地方', ...heads, '不满意'], rowsBy(world, report, 'place'), narrow),
    heading('二、按部门'),
    table(['部门', ...heads, '不满意'], rowsBy(world, report, 'department'), narrow),
    heading('三、可以约谈的'),
    small(askedWords(plan, 'interview')),
    small(world.packs.scrutiny ? `标准：${world.packs.scrutiny.listed.source}。` : ''),
    table(['地方', '部门', '为什么'], listed, [2, 2.4, 4]),
    heading('四、督察'),
    small(askedWords(plan, 'visits')),
    ...coverageBlocks(world, report),
    recordTable(world, figures.area, report.visits),
    heading('五、约谈和整改'),
    recordTable(world, figures.area, report.interviews),
    heading('六、稽查'),
    small(askedWords(plan, 'fileCheck')),
    table(
      checks,
      checkRows(world, report),
      checks.map((_, n) => (n === 0 ? 3 : 1)),
    ),
    heading('这些数怎么算'),
    ...scrutinyMeanings.map(small),
  ]
}

function coverageBlocks(world: Sealed, { figures, coverage }: ScrutinyReport): readonly Block[] {
  if (!coverage) return []
  const { period, places } = coverage
  const names = whomNames(world, figures.area)
  const open = places.filter(({ last }) => last === undefined)
  const left = open.map(({ place }) => names.place(place)).join('、')
  const told = `${periodWords(period)}共 ${places.length} 个地方，督察过 ${places.length - open.length} 个`
  return [{ kind: 'text', text: open.length === 0 ? `${told}。` : `${told}，还没有：${left}。` }]
}
