import { readDashboard, type Dashboard } from '#service/dashboard.ts'
import { spreadsheet } from '#service/figure-file.ts'
import { readReport, reportPdf, reportXlsx } from '#service/figure-report.ts'
import type { Paper } from '#service/papers.ts'
import { csv } from './csv.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { forbidden, notFound } from './faults.ts'
import { byNames, byOf, figureRows, type By } from '#service/figure-columns.ts'
import { periodAsked } from './period-part.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/dashboard'
const pdf = 'application/pdf'
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
  for (const file of ['xlsx', 'pdf'] as const)
    deskPage(
      desk,
      `${path}/report.${file}`,
      needs('see-statistics', async (visit) => await report(visit, file)),
    )
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
    visit.c.body(csv(figureRows(visit.web.world, board, by)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${nameOf(board, by)}.csv"`,
    }),
  )
}

const asXlsx: Answer = async (visit, board, by) =>
  sendFile(visit, {
    name: `${nameOf(board, by)}.xlsx`,
    type: xlsx,
    bytes: await spreadsheet(
      [{ name: byNames[by], rows: figureRows(visit.web.world, board, by) }],
      visit.web.world.clock(),
    ),
  })

/** 周报、月报: everything of a period in one file. */
async function report(visit: Visit, file: 'xlsx' | 'pdf'): Promise<Response> {
  const { c, web, officer } = visit
  const { period, bad } = periodAsked(visit)
  if (bad) return await notFound(c)
  const area = officer.area === '' ? c.req.query('area') : undefined
  const read = await readReport(web.world, officer, { period, ...(area ? { area } : {}) })
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const name = nameOf(read.value.board, 'report')
  return file === 'xlsx'
    ? sendFile(visit, {
        name: `${name}.xlsx`,
        type: xlsx,
        bytes: await reportXlsx(web.world, read.value),
      })
    : sendFile(visit, {
        name: `${name}.pdf`,
        type: pdf,
        bytes: await reportPdf(web.world, read.value),
      })
}

const sendFile = ({ c }: Visit, { name, type, bytes }: Paper): Response =>
  c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  })
