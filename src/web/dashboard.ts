import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { periodAround } from '#core/period.ts'
import { readDashboard, type Dashboard, type Figure, type Line } from '#service/dashboard.ts'
import { satisfactionFigures, type SatisfactionFigures } from '#service/satisfaction-figures.ts'
import { barPlot, type PlotRow } from './bar-plot.ts'
import { monthsPart } from './dashboard-months.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import {
  byNames,
  bys,
  cellWords,
  columns,
  keyName,
  meanings,
  type By,
} from '#service/figure-columns.ts'
import { periodWords } from '#service/figure-report.ts'
import type { Html } from './layout.ts'
import { addressOf, periodAsked, periodPart } from './period-part.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/dashboard'

/** 统计: how much is in hand, how long it takes, what is late, and where. */
export function dashboardRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-statistics', dashboardPage))
}

/** A board and how it is looked at. */
interface View {
  readonly visit: Visit
  readonly board: Dashboard
  /** For who sits in no area. */
  readonly area: string | undefined
  /** Who sees no case gets no way to one. */
  readonly opens: boolean
}

async function dashboardPage(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const { period, bad } = periodAsked(visit)
  const asked = officer.area === '' ? c.req.query('area') : undefined
  const read = await readDashboard(web.world, officer, {
    period,
    ...(asked ? { area: asked } : {}),
  })
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const board = read.value
  const area = officer.area === '' ? board.area : undefined
  const satisfaction = await satisfactionFigures(web.world, officer, board)
  const view: View = { visit, board, area, opens: may(officer, 'see-case').ok }
  return await showDesk(visit, {
    title: '统计',
    ...(bad ? { notice: '这个时段看不懂，下面是本月的。最长十年，先写早的一天。' } : {}),
    status: bad ? 422 : 200,
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>统计</h1>
      ${area === undefined ? '' : areaPart(view)} ${periodPart(visit, path, { period, area })}
      ${board.filling ? html`<p class="notice">以前的件还在补算，下面的数会再变。</p>` : ''}
      ${nowPart(view)} ${spanPart(view)} ${reportPart(view)} ${bys.map((by) => byPart(view, by))}
      ${monthsPart(view.board)} ${satisfactionPart(satisfaction)}
      <section class="card">
        <h2>这些数怎么算</h2>
        <ul class="words small">
          ${meanings.map((one) => html`<li>${one}</li>`)}
        </ul>
      </section>`,
  })
}

/** What reporters said when they were asked afterwards. */
function satisfactionPart({ rows, note }: SatisfactionFigures): Html {
  return html`<section class="card" id="satisfaction">
    <h2>举报人怎么看</h2>
    ${
      rows.length === 0
        ? ''
        : html`<dl class="facts figures">${rows.map(({ name, value }) => fact(name, value))}</dl>`
    }
    ${note ? html`<p class="small">${note}</p>` : ''}
  </section>`
}

function areaPart({ visit, board }: View): Html {
  const areas = [...visit.web.world.packs.areas.values()]
  return html`<nav class="tabs" aria-label="辖区">
    ${areas.map(({ plan: { area } }) => {
      const here = area.code === board.area ? html` aria-current="page"` : ''
      const to = addressOf(path, { period: board.period.key, area: area.code })
      return html`<a href="${to}" ${here}>${area.name}</a>`
    })}
  </nav>`
}

/** A number, and the way to what it counts. */
function counted({ board, opens }: View, value: string, behind: Behind): Html | string {
  const { figure, by, key } = behind
  if (!opens || figure === undefined || by === 'channel') return value
  if (value === '0' || value === '—') return value
  const to = addressOf(`${path}/cases`, { period: board.period.key, figure, by, key })
  return html`<a href="${to}">${value}</a>`
}

interface Behind {
  readonly figure: Figure | undefined
  readonly by?: By
  readonly key?: string
}

const fact = (name: string, value: Html | string): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`

function nowPart(view: View): Html {
  const { open, due, overdue } = view.board.total
  const number = (value: number, figure: Figure) => counted(view, String(value), { figure })
  return html`<section class="card" id="now">
    <h2>现在</h2>
    <dl class="facts figures">
      ${fact('在办', number(open, 'open'))} ${fact('今明两天到期', number(due, 'due'))}
      ${fact('超期未结', number(overdue, 'overdue'))}
    </dl>
  </section>`
}

function spanPart(view: View): Html {
  const { total, period } = view.board
  const number = (value: number, figure: Figure) => counted(view, String(value), { figure })
  return html`<section class="card" id="span">
    <h2>${periodWords(period)}</h2>
    <dl class="facts figures">
      ${fact('收到', number(total.given, 'given'))}
      ${fact('受理', number(total.accepted, 'accepted'))}
      ${fact('受理用时', timeWords(total.acceptMedian, total.accept90))}
      ${fact('办结', number(total.closed, 'closed'))}
      ${fact('办结用时', timeWords(total.closeMedian, total.close90))}
      ${fact('按期办结率', rateWords(view))} ${fact('退回', number(total.returned, 'returned'))}
      ${fact('其中来回退', number(total.again, 'again'))}
      ${fact('查实无文号', number(total.unnumbered, 'unnumbered'))}
    </dl>
  </section>`
}

const timeWords = (median: number | undefined, most: number | undefined): string =>
  median === undefined || most === undefined
    ? '没有'
    : `一半在 ${median} 个工作日内，九成在 ${most} 个工作日内`

/** The rate, and what it was made of, so that anybody can check it. */
function rateWords(view: View): Html {
  const { closed, late, owed, onTime } = view.board.total
  const parts = html`按期办结 ${closed - late} 件 ÷（办结 ${closed} 件 + 超期未结
  ${counted(view, String(owed), { figure: 'owed' })} 件）`
  return onTime === undefined
    ? html`没有`
    : html`${cellWords({ share: onTime })} <small>${parts}</small>`
}

function reportPart({ visit, board, area }: View): Html {
  const today = dayOf(visit.web.world.clock())
  const link = (file: 'pdf' | 'xlsx', key: string): string =>
    addressOf(`${path}/report.${file}`, { period: key, area })
  const week = periodAround('week', today)
  const month = periodAround('month', today)
  return html`<p class="row">
    <a class="button" href="${link('pdf', week.key)}">本周周报（PDF）</a>
    <a class="button" href="${link('pdf', month.key)}">本月月报（PDF）</a>
    <a href="${link('xlsx', week.key)}">本周周报（XLSX）</a>
    <a href="${link('xlsx', month.key)}">本月月报（XLSX）</a>
    <a href="${link('pdf', board.period.key)}">这一段的报表（PDF）</a>
    <a href="${link('xlsx', board.period.key)}">这一段的报表（XLSX）</a>
    <a href="/desk/exports">定期的报表</a>
  </p>`
}

/** As many as an eye takes in; the table has all. */
const mostBars = 10

function byPart(view: View, by: By): Html {
  const { visit, board, area } = view
  const lines = board.lines[by]
  const name = keyName(visit.web.world, board, by)
  const file = (kind: string) =>
    addressOf(`${path}/table.${kind}`, { by, period: board.period.key, area })
  const shown = lines.slice(0, mostBars)
  return html`<section class="card" id="by-${by}">
    <h2>按${byNames[by]}</h2>
    ${
      lines.length === 0
        ? html`<p>没有。</p>`
        : html`${barPlot({
              id: `plot-${by}`,
              title: `按${byNames[by]}：收到、在办和超期未结`,
              description: `${shown.map(({ key, ...line }) => `${name(key)}：${plotNote(line)}`).join('；')}。`,
              rows: shown.map((line) => plotRow(name(line.key), line)),
            })}
            ${figureTable(view, by)}
            <p class="row">
              <a href="${file('csv')}">下载 CSV</a> <a href="${file('xlsx')}">下载 XLSX</a>
            </p>`
    }
  </section>`
}

const plotNote = ({ given, open, overdue }: Omit<Line, 'key'>): string =>
  `收到 ${given}，在办 ${open}，超期 ${overdue}`

const plotRow = (name: string, line: Line): PlotRow => ({
  name,
  note: plotNote(line),
  bars: [
    { value: line.given, kind: 'quiet' },
    { value: line.open, kind: 'usual' },
    { value: line.overdue, kind: 'hot' },
  ],
})

function figureTable(view: View, by: By): Html {
  const { visit, board } = view
  const name = keyName(visit.web.world, board, by)
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="按${byNames[by]}的数，可以左右移动"
  >
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">${byNames[by]}</th>
          ${columns.map((column) => html`<th scope="col">${column.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${board.lines[by].map(
          (line) =>
            html`<tr>
              <th scope="row">${name(line.key)}</th>
              ${figureCells(view, line, { by, key: line.key })}
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          ${figureCells(view, board.total, {})}
        </tr>
      </tfoot>
    </table>
  </div>`
}

const figureCells = (view: View, line: Line, at: Omit<Behind, 'figure'>): readonly Html[] =>
  columns.map(
    ({ value, figure }) =>
      html`<td>${counted(view, cellWords(value(line)), { ...at, figure })}</td>`,
  )
