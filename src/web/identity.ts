import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import type { Refusal } from '#core/result.ts'
import { endGrant, requestIdentity, seeIdentity, type IdentitySeen } from '#service/identity.ts'
import {
  identityPage,
  isLiveGrant,
  type IdentityPage,
  type ShownRequest,
} from '#service/identity-list.ts'
import { numberOf } from './case-page.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, seatOf, showDesk } from './desk-layout.ts'
import { choiceBox, textBox } from './fields.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { watermark } from './watermark.ts'
import { dayWords, fullDay, timeWords } from './words/dates.ts'
import { purposes, requestStates } from './words/identity.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn } from './words/terms.ts'

/** 举报人身份: asked for with a purpose, seen by one officer for a time, never on any other page. */
export function identityRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number/identity', async (visit) => {
    const done = dones[visit.c.req.query('done') ?? '']
    return await showPage(visit, numberOf(visit), done ? { notice: done } : {})
  })
  deskPost(desk, '/desk/cases/:number/identity', ask)
  deskPost(desk, '/desk/cases/:number/identity/see', see)
  deskPost(desk, '/desk/cases/:number/identity/end', giveBack)
}

const dones: Readonly<Record<string, string>> = {
  asked: '已提交，等督办人员批复。',
  ended: '已交回，不能再看。',
}

/** How long the page with the name stays on the screen by itself. */
const shownFor = 180

interface Shown {
  readonly notice?: string
  readonly typed?: { readonly purpose: string; readonly reason: string }
  readonly status?: 403 | 422
}

async function ask(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const typed = { purpose: form.text('purpose'), reason: form.text('reason') }
  const asked = await requestIdentity(visit.web.world, visit.officer, { number, ...typed })
  if (asked.ok) return visit.c.redirect(`/desk/cases/${number}/identity?done=asked`, 303)
  return await showPage(visit, number, { typed, ...why(asked.refusal) })
}

async function giveBack(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const ended = await endGrant(visit.web.world, visit.officer, form.text('request'))
  if (ended.ok) return visit.c.redirect(`/desk/cases/${number}/identity?done=ended`, 303)
  return await showPage(visit, number, why(ended.refusal))
}

const why = (refusal: Refusal): Shown => ({
  notice: refusalWords(refusal),
  status: refusal.key === 'role-may-not' ? 403 : 422,
})

async function showPage(visit: Visit, number: string, shown: Shown): Promise<Response> {
  const page = await identityPage(visit.web.world, visit.officer, number)
  if (!page.ok) return await notFound(visit.c)
  const { notice, status, typed } = shown
  return await showDesk(visit, {
    title: `${number} 举报人身份`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>举报人身份</h1>
      ${rules} ${askPart(visit, page.value, typed)}
      ${page.value.requests.map((one) => requestPart(visit, one))}`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

const rules = html`<p class="small">
  平时谁也看不到举报人的姓名电话。确有必要的，写明用途和理由申请，由另一位督办人员批准，在批准的时间内由申请人本人查看。申请、批复、每一次查看都留痕。能在聊天里问清楚的，请先问。
</p>`

function askPart(visit: Visit, page: IdentityPage, typed: Shown['typed']): Html | string {
  if (!may(visit.officer, 'ask-identity').ok) return ''
  if (!page.hasIdentity) return html`<p class="card">举报人没有留姓名电话，没有可以申请查看的。</p>`
  if (!page.asks && !typed) return ''
  const { number } = page
  return html`<form
    class="card"
    method="post"
    action="/desk/cases/${number}/identity"
    data-keep="${visit.officer.id} ${number} identity"
  >
    <h2>申请查看</h2>
    ${csrfField(visit)}
    ${choiceBox({
      id: 'purpose',
      name: 'purpose',
      label: '用途',
      hint: '一次申请一个用途，不能挪作别用。',
      value: typed?.purpose ?? '',
      options: Object.entries(purposes),
    })}
    ${textBox({
      id: 'reason',
      name: 'reason',
      label: '理由',
      hint: '为什么非看不可，别的办法为什么不行。批复的人和审计会看。',
      value: typed?.reason ?? '',
      max: 500,
    })}
    <p class="row"><button class="main">提交申请</button></p>
  </form>`
}

function requestPart(visit: Visit, one: ShownRequest): Html {
  const now = visit.web.world.clock()
  const today = dayOf(now)
  const mine = one.asker === visit.officer.id
  const live = isLiveGrant(one, now)
  return html`<section class="card">
    <h2>${mine ? '我的申请' : `${one.askerName}的申请`}：${stateWords(one, now)}</h2>
    ${requestFacts(one, today)}
    ${
      mine && live
        ? html`<form method="post" action="/desk/cases/${one.number}/identity/see">
            ${csrfField(visit)}
            <input type="hidden" name="request" value="${one.id}" />
            <p class="row"><button class="main">查看（记录在案）</button></p>
            <p class="small">
              页面上会盖满您的姓名、单位和时间，三分钟后自动收起。只看，不拍照、不抄进工作记录、不转告。
            </p>
          </form>`
        : ''
    }
    ${
      live
        ? html`<form method="post" action="/desk/cases/${one.number}/identity/end">
            ${csrfField(visit)}
            <input type="hidden" name="request" value="${one.id}" />
            <p class="row"><button>${mine ? '用完了，交回' : '收回'}</button></p>
          </form>`
        : ''
    }
  </section>`
}

/** 同意, or that its time is over. */
export function stateWords(one: ShownRequest, now: number): string {
  return one.state === 'granted' && !isLiveGrant(one, now) ? '时间已过' : requestStates[one.state]
}

/** A request in rows: who, what for, why, who answered, until when, how often it was looked at. */
export function requestFacts(one: ShownRequest, today: string): Html {
  const rows: readonly (readonly [string, Html | string])[] = [
    ['申请人', [one.askerName, one.askerOffice].filter(Boolean).join('，')],
    ['用途', nameIn(purposes, one.purpose)],
    ['理由', one.reason ? said(one.reason) : ''],
    ['申请时间', timeWords(one.askedAt, today)],
    ...answerRows(one, today),
  ]
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== '')
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`
}

function answerRows(one: ShownRequest, today: string): (readonly [string, Html | string])[] {
  if (one.state === 'asked') return []
  const answered = `${one.answererName}，${timeWords(one.answeredAt, today)}`
  const words: readonly [string, Html | string] = ['批复理由', one.answer ? said(one.answer) : '']
  if (one.state === 'refused') return [['批复人', answered], words]
  const until = one.state === 'ended' ? one.endedAt : one.until
  const looks = one.looks === 0 ? '还没有' : `${one.looks} 次`
  return [
    ['批复人', answered],
    words,
    [one.state === 'ended' ? '收回时间' : '查看截止', timeWords(until, today)],
    ['已查看', looks],
  ]
}

/** The one page with the name on it. It comes only of a button, is kept nowhere and leaves the screen by itself. */
async function see(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const asked = { number, request: form.text('request') }
  const seen = await seeIdentity(visit.web.world, visit.officer, asked)
  if (!seen.ok) return await showPage(visit, number, { ...why(seen.refusal), status: 403 })
  const left = Math.ceil((seen.value.until - seen.value.at) / 1000)
  const { c } = visit
  c.header('Refresh', `${Math.min(shownFor, left)}; url=/desk/cases/${number}/identity`)
  c.header('X-Robots-Tag', 'noindex, noarchive')
  return await showDesk(visit, {
    title: `${number} 举报人身份`,
    content: await identityShown(visit, seen.value),
  })
}

/** With its year: a photo of the screen may come up years later. */
const wholeTime = (at: number): string =>
  timeWords(at).replace(dayWords(dayOf(at)), fullDay(dayOf(at)))

async function identityShown(visit: Visit, seen: IdentitySeen): Promise<Html> {
  const { number, name, phone, purpose, at, until } = seen
  const today = dayOf(at)
  const who = [visit.officer.name, await seatOf(visit), wholeTime(at)].filter(Boolean).join(' ')
  return await html`${watermark(`${who} ${number}`)}
    <p class="back"><a href="/desk/cases/${number}/identity">收起</a></p>
    <h1>举报人身份</h1>
    <section class="card identity">
      <dl class="facts">
        <dt>姓名</dt>
        <dd class="big">${name ? said(name) : '没有留'}</dd>
        <dt>电话</dt>
        <dd class="big">${phone ? said(phone) : '没有留'}</dd>
        <dt>用途</dt>
        <dd>${nameIn(purposes, purpose)}</dd>
        <dt>查看人</dt>
        <dd>${who}</dd>
        <dt>查看截止</dt>
        <dd>${timeWords(until, today)}</dd>
      </dl>
    </section>
    <p class="notice">
      这次查看已经记录。只能用在上面写的用途，泄露举报人信息要负法律责任。这一页三分钟后自动收起。
    </p>
    <p class="row">
      <a class="button main" href="/desk/cases/${number}/identity">看完了，收起</a>
    </p>`
}
