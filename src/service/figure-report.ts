import type { Officer } from '#core/access.ts'
import type { Period } from '#core/period.ts'
import { ok, type Result } from '#core/result.ts'
import type { FiguresPaper } from '#paper/figures-pdf.ts'
import type { Block } from '#paper/document.ts'
import { readDashboard, type Dashboard, type Line } from './dashboard.ts'
import {
  byNames,
  bys,
  cellWords,
  columns,
  figureRows,
  keyName,
  meanings,
} from './figure-columns.ts'
import { spreadsheet, type Sheet } from './figure-file.ts'
import { satisfactionFigures, type SatisfactionFigures } from './satisfaction-figures.ts'
import { isDemoArea, type World } from './world.ts'
import { yearDay } from './year-day.ts'

/** Everything of a period, as the page has it. */
export interface FigureReport {
  readonly board: Dashboard
  readonly satisfaction: SatisfactionFigures
}

interface Asked {
  readonly period: Period
  readonly area?: string
}

/** 周报、月报: read once, so that the files of it say the same. */
export async function readReport(
  world: World,
  officer: Officer,
  asked: Asked,
): Promise<Result<FigureReport>> {
  const board = await readDashboard(world, officer, asked)
  if (!board.ok) return board
  const satisfaction = await satisfactionFigures(world, officer, board.value)
  return ok({ board: board.value, satisfaction })
}

/** 2026年11月1日至2026年11月30日 */
export const periodWords = ({ from, to }: Period): string => `${day(from)}至${day(to)}`

const day = (on: string): string => yearDay(on, 'zh-cn')

const kinds: Readonly<Record<Period['kind'], string>> = {
  week: '周报',
  month: '月报',
  quarter: '季报',
  year: '年报',
  free: '统计报告',
}

const areaName = (world: World, { area, office }: Dashboard): string => {
  const name = world.packs.areas.get(area)?.plan.area.name ?? ''
  return office === undefined ? name : `${name}（本单位）`
}

/** The same tables as the page, its CSV and the PDF. */
export async function reportXlsx(world: World, report: FigureReport): Promise<Uint8Array> {
  const { board, satisfaction } = report
  const sheets: readonly Sheet[] = [
    { name: '概况', rows: overview(world, board) },
    ...bys.map((by) => ({ name: `按${byNames[by]}`, rows: figureRows(world, board, by) })),
    { name: '按月', rows: byMonth(board) },
    { name: '满意度', rows: satisfactionRows(satisfaction) },
    { name: '怎么算的', rows: [['说明'], ...meanings.map((one) => [one])] },
  ]
  return await spreadsheet(sheets, world.clock())
}

function overview(world: World, board: Dashboard): Sheet['rows'] {
  return [
    ['项目', '数'],
    ['辖区', areaName(world, board)],
    ['时段', periodWords(board.period)],
    ['统计到', board.today],
    ...columns.map((column) => [column.name, column.value(board.total)]),
  ]
}

const byMonth = ({ months }: Dashboard): Sheet['rows'] => [
  ['月份', ...columns.slice(3).map(({ name }) => name)],
  ...months.map(({ part, ...line }) => [
    part.month,
    ...columns.slice(3).map((column) => column.value(line)),
  ]),
]

const satisfactionRows = ({ rows, note }: SatisfactionFigures): Sheet['rows'] => [
  ['办结后问举报人', '件数'],
  ...rows.map(({ name, value, count }) => [name, count ?? value]),
  ...(note ? [[note]] : []),
]

/** The same as a paper to be read: figures, plots and tables. */
export async function reportPdf(world: World, report: FigureReport): Promise<Uint8Array> {
  const { board } = report
  const demo = await world.db.read(async (tx) => await isDemoArea(world, tx, board.area))
  const { sponsor } = world.operator.read(board.area)
  const paper: FiguresPaper = {
    issuer: sponsor ?? `${areaName(world, board)}医疗卫生综合监管协调岗`,
    title: `${areaName(world, board)}医疗卫生监督举报${kinds[board.period.kind]}`,
    span: `${periodWords(board.period)}（统计到${day(board.today)}）`,
    blocks: blocksOf(world, report),
    at: new Date(world.clock()),
    ...(demo ? { demo: world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】' } : {}),
  }
  const { openTypeface } = await import('#paper/font.ts')
  const { figuresPdf } = await import('#paper/figures-pdf.ts')
  return await figuresPdf(paper, await openTypeface())
}

/** As many as an eye takes in; the table has all. */
const mostBars = 10

function blocksOf(world: World, { board, satisfaction }: FigureReport): readonly Block[] {
  const { total } = board
  const rows = columns.map(({ name, value }) => [name, cellWords(value(total))] as const)
  return [
    heading('一、总的情况'),
    text(summary(board)),
    { kind: 'facts', rows },
    ...bys.flatMap((by, n) =>
      byPart(world, { board, by, title: `${numbers[n + 1]}、按${byNames[by]}` }),
    ),
    ...monthsPart(board),
    heading('六、举报人怎么看'),
    ...(satisfaction.rows.length > 0
      ? [
          {
            kind: 'facts',
            rows: satisfaction.rows.map(({ name, value }) => [name, value] as const),
          } as const,
        ]
      : []),
    ...(satisfaction.note ? [text(satisfaction.note)] : []),
    heading('这些数怎么算'),
    ...meanings.map((one): Block => ({ kind: 'small', text: one })),
  ]
}

const numbers = ['一', '二', '三', '四', '五'] as const

const heading = (words: string): Block => ({ kind: 'heading', text: words })
const text = (words: string): Block => ({ kind: 'text', text: words })

function summary({ total, period }: Dashboard): string {
  const { given, accepted, closed, open, due, overdue, onTime, late, owed } = total
  const rate =
    onTime === undefined
      ? ''
      : `按期办结率 ${cellWords({ share: onTime })}：按期办结 ${closed - late} 件 ÷（办结 ${closed} 件 + 超期未结 ${owed} 件）。`
  return `${periodWords(period)}收到 ${given} 件，受理 ${accepted} 件，办结 ${closed} 件。${rate}现在在办 ${open} 件，今明两天到期 ${due} 件，超期未结 ${overdue} 件。`
}

interface Part {
  readonly board: Dashboard
  readonly by: (typeof bys)[number]
  readonly title: string
}

/** Too many columns for a page stand in the spreadsheet; a page has those that are asked for first. */
const onPage = columns.filter(({ name }) =>
  ['在办', '超期未结', '收到', '受理', '办结', '办结用时中位数', '按期办结率', '退回'].includes(
    name,
  ),
)

function byPart(world: World, { board, by, title }: Part): readonly Block[] {
  const lines = board.lines[by]
  const name = keyName(world, board, by)
  if (lines.length === 0) return [heading(title), text('没有。')]
  return [
    heading(title),
    { kind: 'small', text: '从上到下：收到（灰）、在办（绿）、超期未结（红）。' },
    { kind: 'bars', rows: lines.slice(0, mostBars).map((line) => barOf(name(line.key), line)) },
    {
      kind: 'table',
      widths: [3.4, ...onPage.map(() => 1.25)],
      rows: [
        [byNames[by], ...onPage.map((column) => column.name)],
        ...[...lines, { ...board.total, key: '' }].map((line, n) => [
          n === lines.length ? '合计' : name(line.key),
          ...onPage.map(({ value }) => cellWords(value(line))),
        ]),
      ],
    },
  ]
}

const barOf = (name: string, { given, open, overdue }: Line) => ({
  name,
  note: `收到 ${given}，在办 ${open}，超期 ${overdue}`,
  bars: [
    { value: given, kind: 'quiet' },
    { value: open, kind: 'usual' },
    { value: overdue, kind: 'hot' },
  ] as const,
})

function monthsPart({ months }: Dashboard): readonly Block[] {
  if (months.length < 2) return []
  return [
    heading('按月'),
    {
      kind: 'table',
      widths: [2, 1, 1, 1, 1],
      rows: [
        ['月份', '收到', '受理', '办结', '按期办结率'],
        ...months.map((line) => [
          line.part.month,
          String(line.given),
          String(line.accepted),
          String(line.closed),
          line.onTime === undefined ? '—' : cellWords({ share: line.onTime }),
        ]),
      ],
    },
  ]
}
