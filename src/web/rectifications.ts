import { randomInt } from 'node:crypto'
import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { cooperationIn } from '#core/cooperation.ts'
import { rectificationMoves, type RectificationState } from '#core/rectification.ts'
import {
  giveRectification,
  judgeRectification,
  listRectifications,
  makeCode,
  type Rectification,
} from '#service/rectifications.ts'
import { backFrom, dayField } from './crime-fields.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { digestOf } from './secrets.ts'
import { planSilent } from './words/crime.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 整改任务 for supervision coordinators of hospitals: given here, answered by them through a link of their own. */
export function rectificationRoutes(desk: Desk): void {
  deskPage(
    desk,
    '/desk/rectifications',
    needs('give-rectification', async (visit) => await showAll(visit, {})),
  )
  deskPost(desk, '/desk/rectifications', postNeeds('give-rectification', give))
  deskPost(desk, '/desk/rectifications/:id', postNeeds('give-rectification', change))
}

/** How far it is. */
export const rectificationStates: Readonly<Record<RectificationState, string>> = {
  given: '等协调员答复',
  answered: '协调员已答复，等验收',
  accepted: '验收通过',
  'sent-back': '退回再改',
  'taken-back': '已收回',
}

interface Shown {
  readonly notice?: Html | string
  readonly form?: Form
  readonly status?: 422
}

async function showAll(visit: Visit, { notice, form, status }: Shown): Promise<Response> {
  const { web, officer } = visit
  const listed = await listRectifications(web.world, officer)
  if (!listed.ok) return await forbidden(visit.c, refusalWords(listed.refusal))
  const plan = cooperationIn(web.world.packs.cooperation, officer.area, 'coordinator')
  const back = backFrom(form)
  const number = form ? back.of('number') : (visit.c.req.query('case') ?? '')
  return await showDesk(visit, {
    title: '医疗机构整改任务',
    content: html`<h1>医疗机构整改任务</h1>
      <p class="small">${plan ? `方案${plan.clause}：${plan.asks}。` : planSilent}</p>
      <form class="card" method="post" action="/desk/rectifications">
        ${csrfField(visit)}
        <h2>发一份整改任务</h2>
        <p class="hint">
          医疗机构的卫生监督协调员看得到这里写的全部内容。不写谁举报、什么时候举报、举报里的原话。
        </p>
        ${lineBox({ id: 'institution', name: 'institution', label: '医疗机构', value: back.of('institution') })}
        ${lineBox({ id: 'coordinator', name: 'coordinator', label: '卫生监督协调员', value: back.of('coordinator') })}
        ${textBox({ id: 'items', name: 'items', label: '要整改什么', value: back.of('items'), max: 5000 })}
        ${dayField(back, { id: 'dueOn', name: 'dueOn', label: '整改期限' })}
        ${lineBox({ id: 'number', name: 'number', label: '由哪一件来的（可以不填）', value: number, hint: '只用来核对有没有抄了举报人的话，不保存，对方看不到。' })}
        <p class="row"><button class="main">发出</button></p>
      </form>
      ${listed.value.map((one) => taskPart(visit, one))}`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

function taskPart(visit: Visit, one: Rectification): Html {
  const today = dayOf(visit.web.world.clock())
  const moves = rectificationMoves[one.state]
  const late = moves.length > 0 && one.dueOn < today ? '，已经过期' : ''
  return html`<section class="card">
    <h2>${said(one.institution)}</h2>
    <p class="small">
      ${rectificationStates[one.state]}，${dayWords(one.dueOn, today)}前${late}。协调员：${said(one.coordinator)}
    </p>
    <p>${said(one.items)}</p>
    ${one.said.map(({ by, text }) => html`<p>${by === 'coordinator' ? '协调员' : '本单位'}：${said(text)}</p>`)}
    ${moves.length > 0 ? deed(visit, one.id, 'code', codePart(one)) : ''}
    ${moves.length > 0 ? deed(visit, one.id, 'judge', judgePart(one)) : ''}
  </section>`
}

const codePart = ({ codeGood }: Rectification): Html =>
  html`<p class="small">
      ${codeGood ? '登录码已经发过，还没有用。' : '协调员现在没有可用的登录码。'}
    </p>
    <p class="row"><button>生成新的登录码</button></p>`

const judgePart = ({ id, state }: Rectification): Html =>
  html`${textBox({ id: `text-${id}`, name: 'text', label: '说明', value: '' })}
    <p class="row">
      ${
        state === 'answered'
          ? html`<button class="main" name="state" value="accepted">验收通过</button>
              <button name="state" value="sent-back">退回再改</button>`
          : ''
      }
      <button name="state" value="taken-back">收回任务</button>
    </p>`

const deed = (visit: Visit, id: string, name: string, fields: Html): Html =>
  html`<form method="post" action="/desk/rectifications/${id}">
    ${csrfField(visit)} <input type="hidden" name="deed" value="${name}" />
    ${fields}
  </form>`

async function give(visit: Visit, form: Form): Promise<Response> {
  const done = await giveRectification(visit.web.world, visit.officer, {
    institution: form.text('institution'),
    coordinator: form.text('coordinator'),
    items: form.text('items'),
    dueOn: form.text('dueOn'),
    number: form.text('number').trim().toUpperCase(),
  })
  if (!done.ok)
    return await showAll(visit, { notice: refusalWords(done.refusal), form, status: 422 })
  return await showCode(visit, done.value)
}

async function change(visit: Visit, form: Form): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  if (form.text('deed') === 'code') return await showCode(visit, id)
  const wanted = form.text('state')
  const state = (['accepted', 'sent-back', 'taken-back'] as const).find((one) => one === wanted)
  if (!state) return await showAll(visit, { notice: '请选怎么办。', status: 422 })
  const asked = { id, state, text: form.text('text') }
  const done = await judgeRectification(visit.web.world, visit.officer, asked)
  if (!done.ok) return await showAll(visit, { notice: refusalWords(done.refusal), status: 422 })
  return visit.c.redirect('/desk/rectifications', 303)
}

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const newCode = (): string =>
  Array.from({ length: 10 }, () => letters[randomInt(letters.length)] ?? '').join('')

/** What is kept of a code; capitals and gaps do not count. */
export const codeHashOf = (id: string, code: string): string =>
  digestOf(`${id} ${code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`)

/** Link and code, once. They go by two roads: the link by message, the code by telephone or on paper. */
async function showCode(visit: Visit, id: string): Promise<Response> {
  const { world } = visit.web
  const code = newCode()
  const made = await makeCode(world, visit.officer, { id, codeHash: codeHashOf(id, code) })
  if (!made.ok) return await showAll(visit, { notice: refusalWords(made.refusal), status: 422 })
  return await showDesk(visit, {
    title: '整改任务的登录码',
    content: html`<p class="back"><a href="/desk/rectifications">医疗机构整改任务</a></p>
      <h1>登录码，只显示这一次</h1>
      <section class="card">
        <p>链接：${world.publicUrl}/put-right/${id}</p>
        <p>登录码：<b>${code}</b></p>
        <p class="small">
          链接和登录码请分两条路给协调员：链接发消息，登录码打电话或者当面给。登录码三天内有效，用一次就作废。协调员只看得到这一份整改任务。
        </p>
      </section>`,
  })
}
