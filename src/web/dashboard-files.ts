import { readDashboard, type Dashboard } from '#service/dashboard.ts'
import { spreadsheet, type Sheet } from '#service/figure-file.ts'
import { csv } from './csv.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { forbidden, notFound } from './faults.ts'
import { byNames, byOf, bys, columns, figureRows, meanings, type By } from './figure-columns.ts'
import { periodAsked, periodWords } from './period-part.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/dashboard'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The tables of the page as files, and all of them together as a report. */
export function dashboardFileRoutes(desk: Desk): void {
  deskPage(
    desk,
    `${path}/table.csv`,
    needs('see-statistics', async (visit) => await tableOf(visit, asCsv)),
  )
  deskPage(
    desk,
    `${path}/table.xlsx`,
    needs('see-statistics', async (visit) => await tableOf(visit, asXlsx)),
  )
  deskPage(desk, `${path}/report.xlsx`, needs('see-statistics', report))
}

type Answer = (visit: Visit, board: Dashboard, by: By) => Promise<Response>

async function boardOf(visit: Visit) {
  const { c, web, officer } = visit
  const area = officer.area === '' ? c.req.query('area') : undefined
  const { period } = periodAsked(visit)
  return await readDashboard(web.world, officer, { period, ...(area ? { area } : {}) })
}

async function tableOf(visit: Visit, answer: Answer): Promise<Response> {
  const by = byOf(visit.c.req.query('by'))
  if (!by || periodAsked(visit).bad) return await notFound(visit.c)
  const board = await boardOf(visit)
  if (!board.ok) return await forbidden(visit.c, refusalWords(board.refusal))
  return await answer(visit, board.value, by)
}

const nameOf = ({ area, period }: Dashboard, what: string): string =>
  `${what}-${area}-${period.key.replace('..', '_')}`

async function asCsv(visit: Visit, board: Dashboard, by: By): Promise<Response> {
  return await Promise.resolve(
    visit.c.body(csv(figureRows(visit, board, by)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${nameOf(board, by)}.csv"`,
    }),
  )
}

const asXlsx: Answer = async (visit, board, by) =>
  await sendSheets(visit, nameOf(board, by), [
    { name: byNames[by], rows: figureRows(visit, board, by) },
  ])

async function sendSheets(visit: Visit, name: string, sheets: readonly Sheet[]): Promise<Response> {
  const bytes = await spreadsheet(sheets, visit.web.world.clock())
  return visit.c.body(new Uint8Array(bytes), 200, {
    'Content-Type': xlsx,
    'Content-Disposition': `attachment; filename="${name}.xlsx"`,
  })
}

/** 周报、月报: everything of a period in one file. */
async function report(visit: Visit): Promise<Response> {
  if (periodAsked(visit).bad) return await notFound(visit.c)
  const read = await boardOf(visit)
  if (!read.ok) return await forbidden(visit.c, refusalWords(read.refusal))
  const board = read.value
  return await sendSheets(visit, nameOf(board, 'report'), [
    { name: '概况', rows: overview(visit, board) },
    ...bys.map((by) => ({ name: `按${byNames[by]}`, rows: figureRows(visit, board, by) })),
    { name: '按月', rows: byMonth(board) },
    { name: '怎么算的', rows: [['说明'], ...meanings.map((one) => [one])] },
  ])
}

function overview(
  { web }: Visit,
  { area, office, period, today, total }: Dashboard,
): Sheet['rows'] {
  const name = web.world.packs.areas.get(area)?.plan.area.name ?? ''
  return [
    ['项目', '数'],
    ['辖区', office === undefined ? name : `${name}（本单位）`],
    ['时段', periodWords(period)],
    ['统计到', today],
    ...columns.map((column) => [column.name, column.value(total)]),
  ]
}

const byMonth = ({ months }: Dashboard): Sheet['rows'] => [
  ['月份', ...columns.slice(3).map(({ name }) => name)],
  ...months.map(({ part, ...line }) => [
    part.month,
    ...columns.slice(3).map((column) => column.value(line)),
  ]),
]
