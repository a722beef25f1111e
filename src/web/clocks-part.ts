import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { CountedDay } from '#core/count.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import { said, type Html } from './layout.ts'
import type { Web } from './web.ts'
import { dayWords, dueWords, pressure, weekdayName } from './words/dates.ts'
import {
  bases,
  nameIn,
  outcomes,
  pauseReasonNames,
  taskRoles,
  taskStateName,
} from './words/terms.ts'

/** Who has which part, until when, and whether law or custom says so. */
export function clocksPart(web: Web, file: DeskCase): Html {
  const today = dayOf(web.world.clock())
  return html`<section class="card" aria-labelledby="clocks">
    <h2 id="clocks">承办单位和时限</h2>
    <ul class="tasks">
      ${file.tasks.map((task) => taskLine(web, task, today))}
    </ul>
  </section>`
}

function taskLine(web: Web, task: DeskTask, today: string): Html {
  const { state } = task
  const live = state === 'assigned' || state === 'accepted'
  return html`<li class="${task.mine ? 'own' : ''}">
    <p>
      <b>${nameIn(taskRoles, task.role)}</b> ${task.officeName}${task.mine ? '（本单位）' : ''}
      <span class="mark">${taskStateName(task.role, state)}</span>
      <small>${nameIn(bases, task.basis)}</small>
    </p>
    ${live ? clockLine(web, task, today) : ''} ${task.state === 'concluded' ? resultLine(task) : ''}
  </li>`
}

function clockLine({ world }: Web, task: DeskTask, today: string): Html {
  const { due, pause, extension } = task
  const limit = world.packs.limits.get(due.limit)
  const kind = due.practice ? '惯例，不是法定期限' : '法定期限'
  return html`<p>
      <span class="due ${pressure(due, today)}"> ${dueWords(due, today)} </span>
      <small>
        ${kind}${limit ? `：${limit.source}` : ''}${due.provisional ? '。那一年的节假日安排还没有公布，日期暂定' : ''}
      </small>
    </p>
    ${
      pause
        ? html`<p>
            ${dayWords(dayOf(pause.at), today)}起暂停：${pauseReasonNames[pause.reason]}，${said(pause.document)}
          </p>`
        : ''
    }
    ${extension ? html`<p>已申请延期，等督办人员批：${said(extension.text)}</p>` : ''}
    ${due.extended ? html`<p>已批准延期 ${due.extended} ${limit?.unit === 'ND' ? '天' : '个工作日'}。</p>` : ''}
    ${calculation(task, today)}`
}

const kinds: Readonly<Record<CountedDay['kind'], string>> = {
  start: '收到或受理当天，不算',
  counted: '',
  'make-up': '调休上班，算',
  weekend: '周末，不算',
  holiday: '节假日，不算',
  paused: '暂停，不算',
  moved: '最后一天顺延到这天',
}

/** Every day of the count, so that it can be checked by hand. */
function calculation({ calculation: days = [], due }: DeskTask, today: string): Html | string {
  if (days.length === 0) return ''
  return html`<details class="count">
    <summary>这个日期怎么算出来的</summary>
    <ol class="days">
      ${days.map(
        ({ day, kind, nth }) =>
          html`<li class="${kind}${day === today ? ' today' : ''}">
            <b>${dayWords(day, due.on)}</b> ${weekdayName(day)}
            ${nth === undefined ? '' : `第 ${nth} 天`} <small>${kinds[kind]}</small>
          </li>`,
      )}
    </ol>
  </details>`
}

function resultLine(task: Extract<DeskTask, { readonly state: 'concluded' }>): Html {
  const penalty = task.penalty ? html`，${said(task.penalty)}` : ''
  const none = task.noPenaltyReason ? html`；没有处罚文号：${said(task.noPenaltyReason)}` : ''
  return html`<p>结果：${nameIn(outcomes, task.outcome)}${penalty}${none}</p>`
}
