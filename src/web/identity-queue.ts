import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { answerRequest } from '#service/identity.ts'
import { identityQueue, type IdentityQueue, type ShownRequest } from '#service/identity-list.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { choiceBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { requestFacts, stateWords } from './identity.ts'
import type { Html } from './layout.ts'
import { hourChoices, links } from './words/identity.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn } from './words/terms.ts'

/** 身份申请: what waits for an answer and what became of the others, for whoever grants and whoever audits. */
export function identityQueueRoutes(desk: Desk): void {
  deskPage(desk, '/desk/identity', async (visit) => {
    const done = dones[visit.c.req.query('done') ?? '']
    return await showQueue(visit, done ? { notice: done } : {})
  })
  deskPost(desk, '/desk/identity', answer)
}

const dones: Readonly<Record<string, string>> = {
  granted: '已同意。申请人在时间内可以查看。',
  refused: '已答复不同意。',
}

interface Shown {
  readonly notice?: string
  readonly typed?: {
    readonly request: string
    readonly hours: string
    readonly reason: string
  }
  readonly status?: 403 | 422
}

async function answer(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const typed = {
    request: form.text('request'),
    hours: form.text('hours'),
    reason: form.text('reason'),
  }
  const grant = form.text('answer') === 'grant'
  const given = { ...typed, grant, hours: Number(typed.hours) }
  const done = await answerRequest(web.world, officer, given)
  if (done.ok) return c.redirect(`/desk/identity?done=${grant ? 'granted' : 'refused'}`, 303)
  const own = done.refusal.key === 'identity-self-grant'
  const notice = refusalWords(done.refusal)
  return await showQueue(visit, { typed, notice, status: own ? 403 : 422 })
}

async function showQueue(visit: Visit, { notice, typed, status }: Shown): Promise<Response> {
  const queue = await identityQueue(visit.web.world, visit.officer)
  if (!queue.ok) return await forbidden(visit.c, notice ?? refusalWords(queue.refusal))
  return await showDesk(visit, {
    title: '身份申请',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>查看举报人身份的申请</h1>
      ${waitingPart(visit, queue.value, typed)} ${answeredPart(visit, queue.value)}`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

function waitingPart(
  visit: Visit,
  { waiting, grants }: IdentityQueue,
  typed: Shown['typed'],
): Html {
  const today = dayOf(visit.web.world.clock())
  if (waiting.length === 0) return html`<p class="empty">现在没有等批复的申请。</p>`
  return html`${waiting.map(
    (one) =>
      html`<section class="card">
        <h2>${numberOf(one, grants)}</h2>
        ${requestFacts(one, today)} ${grants ? answerForm(visit, one, typed) : ''}
      </section>`,
  )}`
}

/** Whoever audits sees the number alone: no case is theirs to open. */
const numberOf = ({ number }: ShownRequest, opens: boolean): Html | string =>
  opens ? html`<a href="/desk/cases/${number}">${number}</a>` : number

function answerForm(visit: Visit, one: ShownRequest, typed: Shown['typed']): Html {
  if (one.asker === visit.officer.id) return html`<p>这是您自己的申请，要由另一位督办人员批。</p>`
  const mine = typed?.request === one.id ? typed : undefined
  return html`<form
    method="post"
    action="/desk/identity"
    data-keep="${visit.officer.id} ${one.id} identity"
  >
    ${csrfField(visit)}
    <input type="hidden" name="request" value="${one.id}" />
    ${choiceBox({
      id: `hours-${one.id}`,
      name: 'hours',
      label: '同意的话，看多久',
      value: mine?.hours ?? '',
      options: hourChoices,
    })}
    ${textBox({
      id: `reason-${one.id}`,
      name: 'reason',
      label: '批复理由',
      hint: '同意或者不同意都要写。先想：不看身份，这件事还能不能办。',
      value: mine?.reason ?? '',
      max: 500,
    })}
    <p class="row">
      <button class="main" name="answer" value="grant">同意</button>
      <button name="answer" value="refuse">不同意</button>
    </p>
  </form>`
}

function answeredPart(visit: Visit, { answered, grants }: IdentityQueue): Html | string {
  if (answered.length === 0) return ''
  const now = visit.web.world.clock()
  const today = dayOf(now)
  return html`<h2>批复过的</h2>
    ${answered.map(
      (one) =>
        html`<details class="card" ${linksOf(one).length > 0 ? html`open` : ''}>
          <summary>
            ${one.number}
            ${one.askerName}：${stateWords(one, now)}${one.looks > 0 ? `，看过 ${one.looks} 次` : ''}
          </summary>
          ${linkNotice(one)} ${requestFacts(one, today)}
          ${grants ? html`<p><a href="/desk/cases/${one.number}/identity">打开这一件的身份申请</a></p>` : ''}
        </details>`,
    )}`
}

const linksOf = (one: ShownRequest) =>
  one.state === 'granted' || one.state === 'ended' ? one.links : []

/** Two accounts that look like one person: whoever comes after must not have to look for it. */
const linkNotice = (one: ShownRequest): Html | string =>
  linksOf(one).length === 0
    ? ''
    : html`<p class="notice">
        请留意：${linksOf(one)
          .map((link) => nameIn(links, link))
          .join('；')}。
      </p>`
