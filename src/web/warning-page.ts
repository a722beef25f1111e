import { html } from 'hono/html'
import { mayFor } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { warningOutcomes, type WarningDeed, type WarningOutcome } from '#core/warning.ts'
import { departmentsFor, settleWarning } from '#service/warning-deeds.ts'
import { readWarning, type WarningFile, type WarningLine } from '#service/warnings.ts'
import { dayPlot } from './day-plot.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { aboutWords, departmentNames, lineWords, reasonWords } from './warning-words.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { caseStates, nameIn } from './words/terms.ts'
import {
  grades,
  handOverWords,
  historyNames,
  outcomeNames,
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

async function showWarning(visit: Visit, notice?: string): Promise<Response> {
  const { c, web, officer } = visit
  const { world } = web
  const read = await readWarning(world, officer, c.req.param('id') ?? '')
  if (!read.ok) return await notFound(c)
  const file = read.value
  const { warning } = file
  const title = `第 ${warning.nth} 号预警`
  return await showDesk(visit, {
    title,
    ...(notice ? { notice, status: 422 as const } : {}),
    content: html`<p class="back"><a href="${path}">风险预警</a></p>
      <h1>${title}：${warningKinds[warning.kind]}</h1>
      <p>
        ${aboutWords(world, warning, file.subjectName)}
        <span class="mark ${warning.grade === 3 ? 'hot' : ''}">${grades[warning.grade]}</span>
        <span class="mark">${warningStates[warning.state]}</span>
      </p>
      ${reasonPart(visit, file)} ${plotPart(visit, file)} ${casesPart(visit, file)}
      ${deedsPart(visit, file)} ${historyPart(visit, file)}`,
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

function deedsPart(visit: Visit, file: WarningFile): Html | string {
  const { officer, web } = visit
  const { warning } = file
  if (warning.state === 'closed') return ''
  const settles = mayFor(officer, 'settle-warning', warning.area).ok
  const steers = mayFor(officer, 'steer-warning', warning.area).ok
  const answers = warning.kind === 'cluster' || warning.kind === 'press'
  const named = departmentsFor(web.world, warning)
  const isHolder = ({ id }: { readonly id: string }): boolean => warning.departments.includes(id)
  const box = (one: (typeof named)[number]): Html => departmentBox(one, isHolder(one))
  return html`<section class="card" id="deeds">
    <h2>怎么办</h2>
    ${settles && warning.state === 'raised' ? deedForm(visit, file, { deed: 'acknowledge', button: '签收', fields: html`` }) : ''}
    ${
      steers
        ? deedForm(visit, file, {
            deed: 'hand-over',
            button: '移交',
            fields: html`<fieldset>
                <legend>交给（打勾的会收到通知，没打勾的不再有）</legend>
                ${named.filter((one) => one.named || isHolder(one)).map(box)}
                <details>
                  <summary>这一条没有写的部门</summary>
                  ${named.filter((one) => !one.named && !isHolder(one)).map(box)}
                </details>
              </fieldset>
              ${textBox({ id: 'hand-over-words', name: 'words', label: '交代一句', value: '', max: 2000 })}`,
          })
        : ''
    }
    ${
      settles && answers
        ? deedForm(visit, file, {
            deed: 'answer',
            button: '记下答复',
            fields: html`${textBox({ id: 'answer-words', name: 'words', label: '官方答复的原话', value: '', max: 2000 })}
            ${lineBox({ id: 'answer-where', name: 'where', label: '登在哪里', value: '', max: 500 })}`,
          })
        : ''
    }
    ${
      settles
        ? deedForm(visit, file, {
            deed: 'close',
            button: '了结',
            fields: html`${choiceBox({
              id: 'outcome',
              name: 'outcome',
              label: '结果',
              value: '',
              options: warningOutcomes.map((one) => [one, outcomeNames[one]] as const),
            })}
            ${textBox({ id: 'close-words', name: 'words', label: '一句话：怎么看的，做了什么', value: '', max: 2000 })}`,
          })
        : ''
    }
  </section>`
}

const departmentBox = (
  { id, name, named }: ReturnType<typeof departmentsFor>[number],
  isHolder: boolean,
): Html =>
  html`<label class="check"
    ><input type="checkbox" name="to" value="${id}" ${isHolder ? html`checked` : ''} />
    ${name}${named ? '（这一条写了它）' : ''}</label
  >`

interface DeedForm {
  readonly deed: WarningDeed['type']
  readonly button: string
  readonly fields: Html | Promise<Html>
}

const deedForm = (
  visit: Visit,
  { warning, version }: WarningFile,
  { deed, button, fields }: DeedForm,
): Html =>
  html`<form method="post" action="${path}/${warning.id}/deeds">
    ${csrfField(visit)}
    <input type="hidden" name="version" value="${version}" />
    <input type="hidden" name="deed" value="${deed}" />
    ${fields}
    <p class="row"><button>${button}</button></p>
  </form>`

async function settle(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const deed = deedIn(form)
  if (!deed) return await showWarning(visit, refusalWords({ key: 'deed-unclear' }))
  const at = { id, version: Number(form.text('version')) }
  const done = await settleWarning(web.world, officer, at, deed)
  if (done.ok) return c.redirect(`${path}/${id}`, 303)
  if (done.refusal.key === 'warning-unknown') return await notFound(c)
  return await showWarning(visit, refusalWords(done.refusal))
}

function deedIn(form: Form): WarningDeed | undefined {
  const words = form.text('words')
  switch (form.text('deed')) {
    case 'acknowledge':
      return { type: 'acknowledge', words }
    case 'hand-over':
      return { type: 'hand-over', to: form.all('to'), words }
    case 'answer':
      return { type: 'answer', words, where: form.text('where').slice(0, 500) }
    case 'close': {
      const outcome = form.text('outcome')
      return isOutcome(outcome) ? { type: 'close', outcome, words } : undefined
    }
    default:
      return undefined
  }
}

const isOutcome = (text: string): text is WarningOutcome =>
  warningOutcomes.some((one) => one === text)

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
