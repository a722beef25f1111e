import { html } from 'hono/html'
import {
  figures,
  readBehind,
  type BehindQuestion,
  type FactPlace,
  type Figure,
  type ListedFact,
} from '#service/dashboard.ts'
import { listTable } from './list-table.ts'
import { csv } from './csv.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { byNames, byOf, keyName } from '#service/figure-columns.ts'
import { periodWords } from '#service/figure-report.ts'
import type { Html } from './layout.ts'
import { addressOf, periodAsked } from './period-part.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/dashboard/cases'

/** The cases behind a figure, for those who may see cases. */
export function dashboardCaseRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-statistics', casesPage))
  deskPage(desk, `${path}.csv`, needs('see-statistics', casesFile))
}

const figureNames: Readonly<Record<Figure, string>> = {
  open: '在办',
  due: '今明两天到期',
  overdue: '超期未结',
  owed: '到时段末已到期、现在还没有办结',
  given: '收到',
  accepted: '受理',
  closed: '办结',
  late: '超期办结',
  returned: '退回',
  again: '来回退',
  unnumbered: '查实无文号',
}

/** Of these the period says nothing. */
const ofNow: ReadonlySet<Figure> = new Set(['open', 'due', 'overdue'])

const pageSize = 50

function questionOf(visit: Visit): BehindQuestion | undefined {
  const { c } = visit
  const figure = figures.find((one) => one === c.req.query('figure'))
  const [asked, { period }] = [c.req.query('by'), periodAsked(visit)]
  const by = byOf(asked)
  if (!figure || (asked !== undefined && !by) || by === 'channel') return undefined
  return { period, figure, key: c.req.query('key') ?? '', ...(by ? { by } : {}) }
}

async function casesPage(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const question = questionOf(visit)
  if (!question) return await notFound(c)
  const after = placeIn(c.req.query('after'))
  const page = { limit: pageSize, ...(after ? { after } : {}) }
  const list = await readBehind(web.world, officer, question, page)
  if (!list.ok) return await forbidden(c, refusalWords(list.refusal))
  const { period, figure, by, key } = question
  const { count, items, next, area } = list.value
  const fields = { period: period.key, figure, by, key: by && key }
  const what = by ? `${byNames[by]}：${keyName(visit.web.world, { area }, by)(key)}` : '全部'
  return await showDesk(visit, {
    title: figureNames[figure],
    content: html`<p class="back">
        <a href="${addressOf('/desk/dashboard', { period: period.key })}">统计</a>
      </p>
      <h1>${figureNames[figure]}</h1>
      <p>
        ${what}。${ofNow.has(figure) ? '现在的数' : periodWords(period)}，共
        <b id="count">${count}</b> 件。
      </p>
      ${count === 0 ? html`<p class="empty">没有。</p>` : casesTable(visit, area, items)}
      <p class="row">
        ${next ? html`<a class="button" href="${addressOf(path, { ...fields, after: written(next) })}">下一页</a>` : ''}
        ${count === 0 ? '' : html`<a href="${addressOf(`${path}.csv`, fields)}">下载 CSV</a>`}
      </p>`,
  })
}

const heads = ['编号', '违法行为', '部门', '地点', '分到', '到期', '受理', '办结', '退回'] as const

function cellsOf(visit: Visit, area: string, item: ListedFact): readonly string[] {
  const name = (by: 'offence' | 'department' | 'place') =>
    keyName(visit.web.world, { area }, by)(item[by])
  return [
    item.number,
    name('offence'),
    name('department'),
    name('place'),
    item.givenOn,
    item.dueOn === '9999-12-31' ? '计时暂停' : item.dueOn,
    item.acceptedOn ?? '',
    item.closedOn ?? '',
    item.backOn ?? '',
  ]
}

function casesTable(visit: Visit, area: string, items: readonly ListedFact[]): Html {
  return listTable(
    heads,
    items.map((item) => caseLine(cellsOf(visit, area, item))),
  )
}

const caseLine = ([number = '', ...cells]: readonly string[]): Html =>
  html`<tr role="row">
    <th role="rowheader" scope="row"><a href="/desk/cases/${number}">${number}</a></th>
    ${cells.map(
      (cell, n) => html`<td role="cell" data-label="${heads[n + 1] ?? ''}">${cell || '—'}</td>`,
    )}
  </tr>`

/** More than that no spreadsheet is pleasant with. */
const [mostLines, linesAtOnce] = [50_000, 5_000]

async function casesFile(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const question = questionOf(visit)
  if (!question) return await notFound(c)
  const lines: (readonly string[])[] = [heads]
  for (let after: FactPlace | undefined, more = true; more;) {
    const page = { limit: linesAtOnce, ...(after ? { after } : {}) }
    const list = await readBehind(web.world, officer, question, page)
    if (!list.ok) return await forbidden(c, refusalWords(list.refusal))
    const { count, items, next, area } = list.value
    if (count > mostLines) return await tooMany(visit, count)
    lines.push(...items.map((item) => cellsOf(visit, area, item)))
    after = next
    more = next !== undefined
  }
  return c.body(csv(lines), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="cases-${question.figure}.csv"`,
  })
}

const tooMany = async (visit: Visit, count: number): Promise<Response> =>
  await showDesk(visit, {
    title: '太多了',
    status: 422,
    content: html`<h1>没有下载</h1>
      <p>
        一共 ${count} 件，一次最多 ${mostLines} 件。请回到统计，选短一点的时段，或者点某一行的数。
      </p>
      <p class="back"><a href="/desk/dashboard">统计</a></p>`,
  })

const written = ({ dueOn, caseId, task }: FactPlace): string =>
  Buffer.from(JSON.stringify([dueOn, caseId, task])).toString('base64url')

/** It comes back from outside: what is none of ours begins at the first page. */
function placeIn(text: string | undefined): FactPlace | undefined {
  if (text === undefined) return undefined
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parts) || parts.length !== 3) return undefined
    const [dueOn, caseId, task]: unknown[] = parts
    if (typeof dueOn !== 'string' || typeof caseId !== 'string' || typeof task !== 'string')
      return undefined
    return { dueOn, caseId, task }
  } catch {
    return undefined
  }
}
