import { html } from 'hono/html'
import { gridFindings, type GridTally } from '#core/grid.ts'
import { gridFigures, type GridFigures } from '#service/grid-desk.ts'
import { areaAsked } from './area-tabs.ts'
import { csv } from './csv.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { gridHead, gridPath } from './grid-shared.ts'
import type { Html } from './layout.ts'
import { periodAsked, periodPart } from './period-part.ts'
import { findingNames } from './words/grid.ts'
import { refusalWords } from './words/refusals.ts'

const path = `${gridPath}/figures`

/** Per grid: how much was given, answered in time and found. */
export function gridFigureRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-grid', show))
  deskPage(desk, `${path}.csv`, needs('see-grid', send))
}

async function figuresAsked(visit: Visit) {
  const area = areaAsked(visit)
  const { period, bad } = periodAsked(visit)
  const { from, to } = period
  const read = await gridFigures(visit.web.world, visit.officer, { area, from, to })
  return { area, period, bad, read }
}

async function show(visit: Visit): Promise<Response> {
  const { area, period, bad, read } = await figuresAsked(visit)
  if (!read.ok) return await forbidden(visit.c, refusalWords(read.refusal))
  const file = `${path}.csv?area=${area}&from=${period.from}&to=${period.to}`
  return await showDesk(visit, {
    title: '网格巡查统计',
    ...(bad ? { notice: '时段看不懂，下面是本月的。' } : {}),
    content: html`${gridHead(visit, area, { title: '网格巡查统计', path })}
      ${periodPart(visit, path, { period, area })}
      <section class="card">
        ${tablePart(read.value)}
        <p><a href="${file}">下载（CSV）</a></p>
      </section>`,
  })
}

const heads = [
  '网格',
  '派出',
  '交回',
  '按时',
  '过期',
  ...gridFindings.map((one) => findingNames[one]),
]

const cells = (line: GridTally): readonly number[] => [
  line.given,
  line.answered,
  line.inTime,
  line.overdue,
  ...gridFindings.map((one) => line.findings[one]),
]

function tablePart({ lines }: GridFigures): Html {
  if (lines.length === 0) return html`<p class="empty">这段时间没有派出任务。</p>`
  return html`<div class="scroll" role="region" aria-label="各网格" tabindex="0">
    <table class="matrix">
      <thead>
        <tr>
          ${heads.map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <th scope="row">${line.path}</th>
              ${cells(line).map((one) => html`<td>${String(one)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

async function send(visit: Visit): Promise<Response> {
  const { area, read } = await figuresAsked(visit)
  if (!read.ok) return await forbidden(visit.c, refusalWords(read.refusal))
  const rows = read.value.lines.map((line) => [line.path, ...cells(line)])
  return visit.c.body(csv([heads, ...rows]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="grid-${area}.csv"`,
  })
}
