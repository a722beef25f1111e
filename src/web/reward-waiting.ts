import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { parameterIds, type ParameterId } from '#core/reward-scheme.ts'
import type { Result } from '#core/result.ts'
import {
  approveParameters,
  rejectParameters,
  waitingParameters,
  type WaitingParameters,
} from '#service/reward-drafts.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { parameterWords } from './reward-parameter-words.ts'
import { fullDay, timeWords } from './words/dates.ts'
import { parameterNames, rewardRefusalWords } from './words/reward-words.ts'

const path = '/desk/reward-parameters'

/** 待批准的奖励参数: a second person reads what was entered beside its source, and approves or sends it back. */
export function rewardWaitingRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('approve-parameters', async (visit) => {
      const done = dones[visit.c.req.query('done') ?? '']
      return await show(visit, done === undefined ? {} : { notice: done })
    }),
  )
  deskPost(desk, path, postNeeds('approve-parameters', take))
}

const dones: Readonly<Record<string, string>> = {
  approved: '已批准并公布。以前提出、还没有批准的奖励要重新计算。',
  rejected: '没有公布。',
}

/** Officers of an area have one; who keeps the whole house says which. */
const areaOf = ({ officer, c }: Visit): string => officer.area || (c.req.query('area') ?? '')

interface Shown {
  readonly notice?: string
  readonly status?: 409 | 422
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const area = areaOf(visit)
  const pack = visit.web.world.packs.areas.get(area)
  const waiting = pack ? await waitingParameters(visit.web.world, visit.officer, area) : undefined
  if (!pack || !waiting?.ok) return await notFound(visit.c)
  const isKeeper = visit.officer.role === 'administrator'
  const back = isKeeper ? `/desk/admin/areas/${area}/rewards` : '/desk/rewards'
  return await showDesk(visit, {
    title: '待批准的奖励参数',
    content: html`<p class="back"><a href="${back}">${isKeeper ? '奖励办法' : '举报奖励'}</a></p>
      <h1>${pack.plan.area.name}待批准的奖励参数</h1>
      <p>一个人填，另一个人对着文件核对以后批准，才算数。两个人的名字都留在这一版里。</p>
      ${
        waiting.value.length === 0
          ? html`<p class="empty">没有等着批准的。</p>`
          : waiting.value.map((one) => waitingPart(visit, area, one))
      }`,
    ...shown,
  })
}

function waitingPart(visit: Visit, area: string, one: WaitingParameters): Html {
  const { document, draft, enteredBy, version } = one
  const today = dayOf(visit.web.world.clock())
  return html`<section class="card">
    <h2>${document.name}</h2>
    <p>
      ${enteredBy}，${timeWords(draft.at, today)}填，批准后是第 ${(version?.number ?? 0) + 1}
      版：${said(draft.reason)}
    </p>
    <ul class="plain-list">
      ${parameterIds.filter((id) => one.given[id] || one.before[id]).map((id) => changeLine(id, one))}
    </ul>
    ${nextPart(visit, area, one)}
  </section>`
}

/** Sent back: whoever entered it mends it on the page where it was entered. */
function nextPart(visit: Visit, area: string, one: WaitingParameters): Html {
  const { sentBack, isMine } = one
  if (sentBack)
    return html`<p>${sentBack.by}退回：${said(sentBack.because)}。改好重新交上来，就换掉这一份。</p>
      ${isMine ? takeBackForm(visit, area, one) : ''}`
  if (!isMine) return html`${approveForm(visit, area, one)} ${rejectForm(visit, area, one)}`
  return html`<p class="small">是您填的，要由另一位批准。您可以撤回。</p>
    ${takeBackForm(visit, area, one)}`
}

function changeLine(id: ParameterId, { given, before }: WaitingParameters): Html {
  const [now, then] = [parameterWords(id, given), parameterWords(id, before)]
  const mark = then === '' ? '新填' : now === '' ? '不再填' : now === then ? '' : '改了'
  const { article = '', source = '', on } = given[id] ?? {}
  return html`<li>
    <strong>${parameterNames[id]}</strong>
    ${mark === '' ? '' : html`<span class="mark">${mark}</span>`} <br /><span class="said"
      >${now}</span
    >
    ${mark === '改了' || mark === '不再填' ? html`<br /><small>原来：${then}</small>` : ''}
    ${now === '' ? '' : html`<br /><small>${article}，${source}${on === undefined ? '' : `，${fullDay(on)}`}</small>`}
  </li>`
}

const hidden = (visit: Visit, area: string, { draft, document }: WaitingParameters): Html =>
  html`${csrfField(visit)}
    <input type="hidden" name="area" value="${area}" />
    <input type="hidden" name="scheme" value="${document.id}" />
    <input type="hidden" name="id" value="${draft.id}" />`

const action = (area: string): string => `${path}?area=${area}`

const approveForm = (visit: Visit, area: string, one: WaitingParameters): Html =>
  html`<form method="post" action="${action(area)}">
    ${hidden(visit, area, one)}
    <p class="row">
      <button class="main" name="deed" value="approve">都和文件一致，批准并公布</button>
    </p>
  </form>`

const rejectForm = (visit: Visit, area: string, one: WaitingParameters): Html =>
  html`<form method="post" action="${action(area)}">
    ${hidden(visit, area, one)}
    ${lineBox({ id: `why-${one.draft.id}`, name: 'reason', label: '哪里不对', value: '', max: 300 })}
    <p class="row"><button name="deed" value="reject">退回</button></p>
  </form>`

const takeBackForm = (visit: Visit, area: string, one: WaitingParameters): Html =>
  html`<form method="post" action="${action(area)}">
    ${hidden(visit, area, one)}
    <p class="row"><button name="deed" value="reject">撤回</button></p>
  </form>`

async function take(visit: Visit, form: Form): Promise<Response> {
  const { web, officer } = visit
  const area = areaOf(visit)
  const point = { area, scheme: form.text('scheme'), id: form.text('id') }
  const isApproved = form.text('deed') === 'approve'
  const done: Result<unknown> = isApproved
    ? await approveParameters(web.world, officer, point)
    : await rejectParameters(web.world, officer, { ...point, reason: form.text('reason') })
  if (done.ok) {
    const told = isApproved ? 'approved' : 'rejected'
    return visit.c.redirect(`${action(area)}&done=${told}`, 303)
  }
  const { key } = done.refusal
  const status =
    key === 'reward-parameters-changed' || key === 'reward-parameters-moved' ? 409 : 422
  return await show(visit, { notice: rewardRefusalWords(done.refusal), status })
}
