import { html } from 'hono/html'
import type { EscalationStep } from '#core/escalation.ts'
import { dayOf } from '#core/clock.ts'
import { listReminders, noteRead, type Reminder } from '#service/reminders.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { listTable } from './list-table.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { dueWords, pressure, timeWords } from './words/dates.ts'
import { decisionNames } from './words/decisions.ts'
import { reminderWords } from './words/terms.ts'

const path = '/desk/reminders'
const noRight = '您的岗位没有提醒。'

/** 提醒: the clocks that run out, for whoever must act or see that somebody does. */
export function reminderRoutes(desk: Desk): void {
  deskPage(desk, path, showReminders)
  deskPost(desk, path, takeRead)
}

async function showReminders(visit: Visit): Promise<Response> {
  const after = visit.c.req.query('after')
  const list = await listReminders(visit.web.world, visit.officer, after)
  if (!list.ok) return await forbidden(visit.c, noRight)
  const { rows, next } = list.value
  const unread = rows.filter(({ read }) => !read)
  const done = visit.c.req.query('done') === 'read'
  return await showDesk(visit, {
    title: '提醒',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>提醒</h1>
      <p class="small">
        期限过半、快到期、到期和超期的件，上班时间提醒，每一步只提醒一次。申请延期、再查、等审核的答复和移送没有人定的，也按剩下的期限提醒。办结、定了、暂停计时的不再列出。几时提醒是惯例，不是法律规定。
      </p>
      ${rows.length === 0 ? html`<p class="empty">现在没有要提醒的件。</p>` : ''}
      ${unread.length > 0 ? readForm(visit, unread) : ''}
      ${rows.length > 0 ? table(visit, rows) : ''} ${next ? nextPage(next) : ''}`,
    ...(done ? { notice: '已标为已读。' } : {}),
  })
}

async function takeRead(visit: Visit, form: Form): Promise<Response> {
  const done = await noteRead(visit.web.world, visit.officer, form.all('id'))
  if (!done.ok) return await forbidden(visit.c, noRight)
  return visit.c.redirect(`${path}?done=read`, 303)
}

const nextPage = (next: string): Html =>
  html`<p class="row">
    <a class="button" href="${path}?after=${encodeURIComponent(next)}">下一页</a>
  </p>`

const readForm = (visit: Visit, unread: readonly Reminder[]): Html =>
  html`<form method="post" action="${path}">
    ${csrfField(visit)}
    ${unread.map(({ id }) => html`<input type="hidden" name="id" value="${id}" />`)}
    <p class="row"><button>${unread.length} 条都标为已读</button></p>
  </form>`

function table({ web }: Visit, list: readonly Reminder[]): Html {
  const today = dayOf(web.world.clock())
  return listTable(
    ['编号', '事项', '提醒', '到期', '承办单位', '提醒时间'],
    list.map((one) => line(one, today)),
  )
}

const line = (
  { number, offenceName, step, decision, due, officeName, at, read }: Reminder,
  today: string,
): Html =>
  html`<tr role="row">
    <th role="rowheader" scope="row">
      <a href="/desk/cases/${number}">${number}</a
      >${read ? '' : html` <span class="mark">未读</span>`}
    </th>
    <td role="cell" data-label="事项">${offenceName}</td>
    <td role="cell" data-label="提醒">
      <span class="mark ${isLate(step) ? 'hot' : ''}">${reminderWords[step]}</span
      >${decision ? html` ${decisionNames[decision]}` : ''}
    </td>
    <td role="cell" data-label="到期" class="whole">
      <span class="due ${pressure(due, today)}">${dueWords(due, today)}</span>
    </td>
    <td role="cell" data-label="承办单位">${officeName || '全件'}</td>
    <td role="cell" data-label="提醒时间" class="whole">${timeWords(at, today)}</td>
  </tr>`

const isLate = (step: EscalationStep): boolean => step === 'overdue' || step === 'supervised'
