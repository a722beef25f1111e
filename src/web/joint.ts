import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { cooperationIn } from '#core/cooperation.ts'
import {
  answerJoint,
  askJoint,
  listJoint,
  type JointKind,
  type JointRequest,
} from '#service/joint.ts'
import { backFrom, dayField } from './crime-fields.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { planSilent } from './words/crime.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 联合执法和异地交叉执法: asked of another area, answered there, ended with what came of it. */
export function jointRoutes(desk: Desk): void {
  deskPage(
    desk,
    '/desk/joint',
    needs('ask-joint', async (visit) => await showJoint(visit, {})),
  )
  deskPost(desk, '/desk/joint', postNeeds('ask-joint', ask))
  deskPost(desk, '/desk/joint/:id', postNeeds('ask-joint', answer))
}

const kindNames: Readonly<Record<JointKind, string>> = {
  'joint-enforcement': '联合执法',
  'cross-inspection': '异地交叉执法',
}
const kinds = Object.keys(kindNames) as readonly JointKind[]
const stateNames = {
  asked: '等答复',
  accepted: '同意',
  declined: '不同意',
  done: '已办完',
} as const

interface Shown {
  readonly notice?: string
  readonly form?: Form
}

async function showJoint(visit: Visit, { notice, form }: Shown): Promise<Response> {
  const { web, officer } = visit
  const listed = await listJoint(web.world, officer)
  if (!listed.ok) return await forbidden(visit.c, refusalWords(listed.refusal))
  const back = backFrom(form)
  const areas = [...web.world.packs.areas].filter(([code]) => code !== officer.area)
  return await showDesk(visit, {
    title: '联合执法和异地交叉执法',
    content: html`<h1>联合执法和异地交叉执法</h1>
      ${kinds.map((kind) => planPart(visit, kind))}
      <form class="card" method="post" action="/desk/joint">
        ${csrfField(visit)}
        <h2>提出请求</h2>
        ${choiceBox({ id: 'kind', name: 'kind', label: '哪一种', value: back.of('kind'), options: Object.entries(kindNames) })}
        ${choiceBox({ id: 'toArea', name: 'toArea', label: '请哪个辖区', value: back.of('toArea'), options: areas.map(([code, { plan }]) => [code, plan.area.name] as const), hint: '本系统里的辖区直接收到请求。别的地方不选，在下面写机关名称，另行发函。' })}
        ${lineBox({ id: 'organ', name: 'organ', label: '不在本系统里的机关', value: back.of('organ') })}
        ${textBox({ id: 'text', name: 'text', label: '请求什么', value: back.of('text'), hint: '写时间、地方、要几个人、查什么。不写举报内容和编号。' })}
        ${dayField(back, { id: 'dueOn', name: 'dueOn', label: '希望什么时候答复' })}
        <p class="row"><button class="main">提出请求</button></p>
      </form>
      ${listed.value.map((one) => requestPart(visit, one))}`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

function planPart({ web, officer }: Visit, kind: JointKind): Html {
  const of = cooperationIn(web.world.packs.cooperation, officer.area, kind)
  return html`<p class="small">
    ${kindNames[kind]}：${of ? `方案${of.clause}，${of.asks}。` : planSilent}
  </p>`
}

function requestPart(visit: Visit, one: JointRequest): Html {
  const { areas } = visit.web.world.packs
  const today = dayOf(visit.web.world.clock())
  const nameOf = (code: string) => areas.get(code)?.plan.area.name ?? code
  const whom = one.toArea === '' ? `${one.organ}（发函）` : nameOf(one.toArea)
  return html`<section class="card">
    <h2>${kindNames[one.kind]}：${one.mine ? `请${whom}` : `${nameOf(one.area)}请本辖区`}</h2>
    <p class="small">
      ${stateNames[one.state]}，${dayWords(one.dueOn, today)}前答复${one.clause ? `，方案${one.clause}` : ''}
    </p>
    <p>${said(one.text)}</p>
    ${one.answer ? html`<p>答复：${said(one.answer)}</p>` : ''}
    ${one.result ? html`<p>结果：${said(one.result)}</p>` : ''}
    ${one.answerable ? answerForm(visit, one) : ''}
  </section>`
}

const answerForm = (visit: Visit, { id, state, toArea }: JointRequest): Html =>
  html`<form method="post" action="/desk/joint/${id}">
    ${csrfField(visit)}
    ${textBox({ id: `text-${id}`, name: 'text', label: state === 'asked' ? (toArea === '' ? '对方怎么答复' : '答复') : '结果', value: '' })}
    <p class="row">
      ${
        state === 'asked'
          ? html`<button class="main" name="state" value="accepted">同意</button>
              <button name="state" value="declined">不同意</button>`
          : html`<button class="main" name="state" value="done">登记结果</button>`
      }
    </p>
  </form>`

async function ask(visit: Visit, form: Form): Promise<Response> {
  const kind = kinds.find((one) => one === form.text('kind'))
  if (!kind) return await showJoint(visit, { notice: '请选哪一种。', form })
  const asked = { kind, toArea: form.text('toArea'), organ: form.text('organ') }
  const done = await askJoint(visit.web.world, visit.officer, {
    ...asked,
    text: form.text('text'),
    dueOn: form.text('dueOn'),
  })
  if (!done.ok) return await showJoint(visit, { notice: refusalWords(done.refusal), form })
  return visit.c.redirect('/desk/joint', 303)
}

async function answer(visit: Visit, form: Form): Promise<Response> {
  const wanted = form.text('state')
  const state = (['accepted', 'declined', 'done'] as const).find((one) => one === wanted)
  if (!state) return await showJoint(visit, { notice: '请选答复。' })
  const id = visit.c.req.param('id') ?? ''
  const done = await answerJoint(visit.web.world, visit.officer, {
    id,
    state,
    text: form.text('text'),
  })
  if (!done.ok) return await showJoint(visit, { notice: refusalWords(done.refusal) })
  return visit.c.redirect('/desk/joint', 303)
}
