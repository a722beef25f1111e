import { html } from 'hono/html'
import type { Matter } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import { matterName } from './case-file-part.ts'
import { whyPart } from './case-why-part.ts'
import { said, type Html } from './layout.ts'
import type { Web } from './web.ts'
import { dueWords, fullDay, pressure, timeWords } from './words/dates.ts'
import { eventActor, eventName } from './words/events.ts'
import { explanationWords } from './words/explanation.ts'
import { numberOf, versionName } from './words/plan.ts'
import { allocations, bases, nameIn, outcomes, taskRoles, taskStateName } from './words/terms.ts'

/** Why it is yours: the clause in its own words, the sentence, the ruling; how to give it back. */
export function reasonPart(file: DeskCase): Html {
  return html`<section class="card" aria-labelledby="why">
    <h2 id="why">为什么由您办</h2>
    ${file.file.matters.map((matter) => matterReason(matter, file))}
    <p class="small">
      依据：${file.planTitle}${file.planNumber ? `（${file.planNumber}）` : ''}，${fullDay(file.planIssuedOn)}印发${versionWords(file.planVersion)}。退回须写明理由和依据，方案没有条款的写法定职责；退回综合监管协调岗改派。
    </p>
  </section>`
}

/** Which version of the table decided: what is published later changes nothing here. */
const versionWords = (version: string | undefined): string =>
  version === undefined ? '' : `，按对照表${versionName(numberOf(version))}分办`

function matterReason(matter: Matter, file: DeskCase): Html {
  const { explanation, ruling } = matter
  const clause = file.clauses[matter.id]
  const several = file.file.matters.length > 1
  return html`${several ? html`<h3>${matterName(matter, file)}</h3>` : ''}
    <p>${explanationWords(explanation, file)}</p>
    ${
      clause
        ? html`<p class="clause">
            <b>${clause.clause}</b> ${clause.heading}<br />
            ${clause.asWritten}<br />
            <small>${nameIn(allocations, clause.allocation)}</small>
          </p>`
        : ''
    }
    ${
      ruling
        ? html`<p>
            分办理由：${said(ruling.reason)}${ruling.basis ? html`；依据：${said(ruling.basis)}` : ''}
          </p>`
        : ''
    }
    ${whyPart(matter, file)}`
}

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

function taskLine({ world }: Web, task: DeskTask, today: string): Html {
  const { due, state } = task
  const live = state === 'assigned' || state === 'accepted'
  const limit = world.packs.limits.get(due.limit)
  const kind = due.practice ? '惯例，不是法定期限' : '法定期限'
  return html`<li class="${task.mine ? 'own' : ''}">
    <p>
      <b>${nameIn(taskRoles, task.role)}</b> ${task.officeName}${task.mine ? '（本单位）' : ''}
      <span class="mark">${taskStateName(task.role, state)}</span>
      <small>${nameIn(bases, task.basis)}</small>
    </p>
    ${
      live
        ? html`<p>
            <span class="due ${pressure(due, today)}">${dueWords(due, today)}</span>
            <small>
              ${kind}${limit ? `：${limit.source}` : ''}${due.provisional ? '。那一年的节假日安排还没有公布，日期暂定' : ''}
            </small>
          </p>`
        : ''
    }
    ${task.state === 'concluded' ? resultLine(task) : ''}
  </li>`
}

function resultLine(task: Extract<DeskTask, { readonly state: 'concluded' }>): Html {
  const penalty = task.penalty ? html`，${said(task.penalty)}` : ''
  const none = task.noPenaltyReason ? html`；没有处罚文号：${said(task.noPenaltyReason)}` : ''
  return html`<p>结果：${nameIn(outcomes, task.outcome)}${penalty}${none}</p>`
}

/** What has been done, oldest first, as a file grows. */
export function historyPart(file: DeskCase, now: number): Html {
  const today = dayOf(now)
  return html`<section class="card" aria-labelledby="history">
    <h2 id="history">办理经过</h2>
    <ol class="history">
      ${file.history.map(
        (event) =>
          html`<li>
            <p>
              <time>${timeWords(event.at, today)}</time> <b>${eventName(event)}</b>
              <small>${eventActor(event)}</small>
            </p>
            ${event.text ? html`<p class="quote">${said(event.text)}</p>` : ''}
          </li>`,
      )}
    </ol>
  </section>`
}
