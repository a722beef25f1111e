import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { settleWarning } from '#service/warning-deeds.ts'
import { readWarning, type WarningFile, type WarningLine } from '#service/warnings.ts'
import { dayPlot } from './day-plot.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { deedIn, deedsPart, type Refused } from './warning-forms.ts'
import { aboutWords, departmentNames, lineWords, reasonWords } from './warning-words.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { caseStates, nameIn } from './words/terms.ts'
import {
  grades,
  handOverWords,
  historyNames,
  warningKinds,
  warningStates,
} from './words/warnings.ts'

const path = '/desk/warnings'

/** One warning: why, how it went, who has it, and what was done. */
export function warningRoute(desk: Desk): void {
  deskPage(
    desk,
    `${path}/:id`,
    needs('see-warnings', async (visit) => await showWarning(visit)),
  )
  deskPost(desk, `${path}/:id/deeds`, postNeeds('see-warnings', settle))
}

async function showWarning(visit: Visit, refused?: Refused): Promise<Response> {
  const { c, web, officer } = visit
  const { world } = web
  const read = await readWarning(world, officer, c.req.param('id') ?? '')
  if (!read.ok) return await notFound(c)
  const file = read.value
  const { warning } = file
  const title = `第 ${warning.nth} 号预警`
  return await showDesk(visit, {
    title,
    ...(refused ? { notice: refused.notice, status: 422 as const } : {}),
    content: html`<p class="back"><a href="${path}">风险预警</a></p>
      <h1>${title}：${warningKinds[warning.kind]}</h1>
      <p>
        ${aboutWords(world, warning, file.subjectName)}
        <span class="mark ${warning.grade === 3 ? 'hot' : ''}">${grades[warning.grade]}</span>
        <span class="mark">${warningStates[warning.state]}</span>
      </p>
      ${reasonPart(visit, file)} ${plotPart(visit, file)} ${casesPart(visit, file)}
      ${deedsPart(visit, file, refused)} ${historyPart(visit, file)}`,
  })
}

function reasonPart({ web }: Visit, { warning, history }: WarningFile): Html {
  const { world } = web
  const raised = history.find(({ type }) => type === 'raised')
  const { area, clause, departments } = warning
  const { title, where, words } = raised?.words ?? {}
  const has =
    departments.length > 0 ? departmentNames(world, area, departments) : '协调岗，还没有交给部门'
  return html`<section class="card" id="why">
    <h2>为什么</h2>
    ${title ? html`<p>${said(title)}</p>` : ''} ${where ? html`<p>${said(where)}</p>` : ''}
    ${words ? html`<p>${said(words)}</p>` : ''}
    <ul class="words">
      ${reasonWords(warning, raised).map((one) => html`<li>${one}</li>`)}
    </ul>
    <dl class="facts">
      <dt>在谁手里</dt>
      <dd>${has}</dd>
      <dt>依据</dt>
      <dd>
        ${clause ? `方案 ${clause}` : '方案没有要求，供参考'}${waitsWords(warning.departments, history)}
      </dd>
    </dl>
  </section>`
}

/** Where nobody has it, why the plan does not say to whom it goes. */
function waitsWords(departments: readonly string[], history: readonly WarningLine[]): string {
  const why = history.find(({ type }) => type === 'raised')?.facts['handOver']
  if (departments.length > 0 || why === undefined) return ''
  return `：${handOverWords[why as keyof typeof handOverWords]}`
}

function plotPart({ web }: Visit, { warning, days }: WarningFile): Html | string {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  const inside = days.filter(({ day }) => day >= warning.from && day <= warning.to)
  const sum = (all: typeof days): number => all.reduce((total, { senders }) => total + senders, 0)
  const rest = sum(days) - sum(inside)
  const note = `${dayWords(first.day)}到${dayWords(last.day)}每天的来处：预警的 ${inside.length} 天里共 ${sum(inside)}，其余 ${days.length - inside.length} 天里共 ${rest}。`
  const today = dayOf(web.world.clock())
  return html`<section class="card" id="plot">
    <h2>每天多少</h2>
    ${dayPlot({
      id: 'days',
      title: '每天有多少个不同的来处',
      description: note,
      first: dayWords(first.day, today),
      last: dayWords(last.day, today),
      bars: days.map(({ day, senders, kind }) => ({
        day,
        value: senders,
        kind:
          day >= warning.from && day <= warning.to
            ? 'hot'
            : kind === 'weekend' || kind === 'holiday'
              ? 'quiet'
              : 'usual',
      })),
    })}
    <p class="small">${note}深色是预警的日子，浅色是周末和节假日。</p>
  </section>`
}

function casesPart({ web }: Visit, { cases, warning }: WarningFile): Html | string {
  if (warning.kind === 'press') return ''
  const today = dayOf(web.world.clock())
  return html`<section class="card" id="cases">
    <h2>有关的件</h2>
    ${
      cases.length === 0
        ? html`<p class="small">没有您能看的件。要看的，请协调岗分办给您的单位。</p>`
        : html`<details>
            <summary>${cases.length} 件</summary>
            <ul class="tasks">
              ${cases.map(
                ({ number, state, receivedAt }) =>
                  html`<li>
                    <a href="/desk/cases/${number}">${number}</a>
                    <span class="mark">${nameIn(caseStates, state)}</span>
                    <small>${dayWords(dayOf(receivedAt), today)}收到</small>
                  </li>`,
              )}
            </ul>
          </details>`
    }
  </section>`
}

async function settle(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const deed = deedIn(form)
  if (!deed)
    return await showWarning(visit, { notice: refusalWords({ key: 'deed-unclear' }), form })
  const at = { id, version: Number(form.text('version')) }
  const done = await settleWarning(web.world, officer, at, deed)
  if (done.ok) return c.redirect(`${path}/${id}`, 303)
  if (done.refusal.key === 'warning-unknown') return await notFound(c)
  return await showWarning(visit, { notice: refusalWords(done.refusal), form })
}

function historyPart({ web }: Visit, { history, warning }: WarningFile): Html {
  const { world } = web
  const today = dayOf(world.clock())
  return html`<section class="card" id="history">
    <h2>经过</h2>
    <ol class="numbered">
      ${history.map((one) => {
        const detail = lineWords(world, warning.area, one)
        const { words = '', where = '' } = one.type === 'raised' ? {} : one.words
        return html`<li>
          <p>
            ${historyNames[one.type] ?? one.type}${detail ? `：${detail}` : ''}
            <small>${timeWords(one.at, today)} ${one.by || '系统'}</small>
          </p>
          ${words ? html`<p>${said(words)}</p>` : ''}
          ${where ? html`<p class="small">${said(where)}</p>` : ''}
        </li>`
      })}
    </ol>
  </section>`
}
