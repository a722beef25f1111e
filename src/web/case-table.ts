import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { DeskDue } from '#service/desk-task.ts'
import type { InboxRow, queues } from '#service/inbox.ts'
import type { SearchHit } from '#service/search.ts'
import { listTable } from './list-table.ts'
import { said, type Html } from './layout.ts'
import { dayWords, dueWords, pressure } from './words/dates.ts'
import { caseStates, dangers, nameIn, outcomes, taskRoles, taskStateName } from './words/terms.ts'

type Queue = (typeof queues)[number]

/** A report, and the place where it says what was looked for. */
type ListedCase = InboxRow & Pick<SearchHit, 'quote'>

interface Around {
  readonly today: string
  /** Absent: not of one queue. */
  readonly queue?: Queue
  /** Its lines can be marked. */
  readonly bulk?: true
}

/** Reports in a list, each with what its reader may know of it. */
export function caseTable(rows: readonly ListedCase[], around: Around): Html {
  return listTable(
    ['编号', '事项', '地点', '被举报方', '到期', '角色', '最近变动'],
    rows.map((row) => line(row, around)),
  )
}

function line(row: ListedCase, { today, queue, bulk }: Around): Html {
  const { due } = row
  const state = row.taskState
    ? taskStateName(row.role, row.taskState)
    : nameIn(caseStates, row.state)
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      ${bulk ? lineBoxOf(row) : ''}<a href="/desk/cases/${row.number}">${row.number}</a
      >${marks(row)}
    </th>
    <td role="cell" data-label="事项">${matter(row)}</td>
    ${row.erasedAt === undefined ? toldCells(row) : erasedCells(row)}
    <td role="cell" data-label="到期" class="whole">
      ${due && queue !== 'done' ? dueMark(due, today) : '—'}
    </td>
    <td role="cell" data-label="角色" class="whole">
      ${row.role ? nameIn(taskRoles, row.role) : '—'}
    </td>
    <td role="cell" data-label="最近变动" class="whole">
      ${dayWords(dayOf(row.changedAt), today)} ${state}
    </td>
  </tr>`
}

const toldCells = ({ where, who }: InboxRow): Html =>
  html`<td role="cell" data-label="地点" class="clip">${said(where)}</td>
    <td role="cell" data-label="被举报方" class="clip">${who ? said(who) : '没有说'}</td>`

const erasedCells = ({ outcome }: InboxRow): Html =>
  html`<td role="cell" data-label="内容" colspan="2">
    已按规定删除${outcome ? html`，结果：${nameIn(outcomes, outcome)}` : ''}
  </td>`

/** Belongs to the form below the list. */
const lineBoxOf = ({ number, task }: ListedCase): Html =>
  html`<input
    type="checkbox"
    name="line"
    form="bulk"
    value="${task ? `${number} ${task}` : number}"
    aria-label="勾选 ${number}"
  /> `

const dueMark = (due: DeskDue, today: string): Html =>
  html`<span class="due ${pressure(due, today)}">${dueWords(due, today)}</span>`

const marks = (row: InboxRow): Html =>
  html`${
    row.urgent
      ? html` <span class="mark hot"
          >${nameIn(dangers, row.urgent)}${row.acknowledged ? '' : '，未确认'}</span
        >`
      : ''
  }${
    row.holder
      ? html` <span class="mark ${row.holder.away ? 'hot' : ''}"
          >${row.holder.name}${row.holder.away ? '，请假' : ''}</span
        >`
      : ''
  }${row.supervised ? html` <span class="mark hot">督办</span>` : ''}${row.unanswered ? html` <span class="mark">等举报人答复</span>` : ''}${
    row.alike
      ? html` <a class="mark" href="/desk/cases/${row.number}/alike">相似 ${row.alike} 件</a>`
      : ''
  }`

const matter = ({ offenceName, quote }: ListedCase): Html | string => {
  if (!quote) return offenceName
  const [before, words, after] = quote
  return html`<div>
    ${offenceName}
    <p class="found" dir="auto">${before}<mark>${words}</mark>${after}</p>
  </div>`
}
