import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { listDecisions, type Decision } from '#service/decisions.ts'
import { listTable } from './list-table.ts'
import { deskPage, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import type { Html } from './layout.ts'
import { dueWords, pressure, timeWords } from './words/dates.ts'
import { decisionNames } from './words/decisions.ts'

const path = '/desk/decisions'

/** 待决定: what goes on only when the reader has decided. */
export function decisionRoutes(desk: Desk): void {
  deskPage(desk, path, showDecisions)
}

async function showDecisions(visit: Visit): Promise<Response> {
  const after = visit.c.req.query('after')
  const list = await listDecisions(visit.web.world, visit.officer, after ? { after } : {})
  if (!list.ok) return await forbidden(visit.c, '您的岗位没有要决定的。')
  const { rows, next } = list.value
  return await showDesk(visit, {
    title: '待决定',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>待决定</h1>
      <p class="small">
        ${visit.officer.role === 'supervisor' ? '延期申请、再查申请、等审核的答复和没有办完的移送，' : '等第二人审核的答复、本单位没有办完的移送和要您定的再查申请，'}期限近的在前。点编号打开案件去定。
      </p>
      ${rows.length === 0 ? html`<p class="empty">现在没有要决定的。</p>` : table(visit, rows)}
      ${
        next
          ? html`<p class="row">
              <a class="button" href="${path}?after=${encodeURIComponent(next)}">下一页</a>
            </p>`
          : ''
      }`,
  })
}

function table({ web }: Visit, rows: readonly Decision[]): Html {
  const today = dayOf(web.world.clock())
  return listTable(
    ['编号', '事项', '要定什么', '到期', '承办单位', '提出时间'],
    rows.map((one) => line(one, today)),
  )
}

const line = (
  { number, offenceName, kind, due, officeName, askedAt, own }: Decision,
  today: string,
): Html =>
  html`<tr role="row">
    <th role="rowheader" scope="row"><a href="/desk/cases/${number}">${number}</a></th>
    <td role="cell" data-label="事项">${offenceName}</td>
    <td role="cell" data-label="要定什么">
      <span class="mark">${decisionNames[kind]}</span>${own ? ' 您写的，等别人定' : ''}
    </td>
    <td role="cell" data-label="到期" class="whole">
      ${due ? html`<span class="due ${pressure(due, today)}">${dueWords(due, today)}</span>` : '没有期限'}
    </td>
    <td role="cell" data-label="承办单位">${officeName || '全件'}</td>
    <td role="cell" data-label="提出时间" class="whole">${timeWords(askedAt, today)}</td>
  </tr>`
