import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { cooperationIn, type CooperationKind } from '#core/cooperation.ts'
import { bothAgreed, isOver, type Mediation } from '#core/mediation.ts'
import { decides } from '#core/transitions.ts'
import { act, readCase } from '#service/desk.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import { mediationResults, mediationWords } from '#service/elsewhere-words.ts'
import { numberOf } from './case-page.ts'
import { backFrom, dayAndNumber, dayField, scoped, scopeField, type Back } from './crime-fields.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { elsewhereForm, type ElsewhereParts } from './elsewhere-form.ts'
import { notFound } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { otherRoadDeed } from './other-roads-typed.ts'
import { bodyNames, planSilent } from './words/crime.ts'
import { refusalWords } from './words/refusals.ts'

/** 调解、澄清正名、医德考评: where a case can go besides the police. */
export function otherRoadRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number/other-roads', async (visit) => await showRoads(visit, {}))
  deskPost(desk, '/desk/cases/:number/other-roads', takeRoad)
}

interface Shown {
  readonly notice?: string
  readonly form?: Form
  readonly status?: 409 | 422
}

interface At {
  readonly visit: Visit
  readonly shown: DeskCase
  readonly back: Back
}

async function showRoads(visit: Visit, { notice, form, status }: Shown): Promise<Response> {
  const read = await readCase(visit.web.world, visit.officer, numberOf(visit))
  if (!read.ok) return await notFound(visit.c)
  const at = { visit, shown: read.value, back: backFrom(form) }
  const { number } = read.value.file
  const done = visit.c.req.query('done') === 'yes' ? '已登记。' : ''
  return await showDesk(visit, {
    title: `${number} 调解、澄清、考评`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>调解、澄清正名、医德考评</h1>
      ${mediationPart(at)} ${clearingPart(at)} ${ethicsPart(at)}`,
    ...(notice || done ? { notice: notice ?? done } : {}),
    ...(status ? { status } : {}),
  })
}

async function takeRoad(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const deed = otherRoadDeed(form)
  if (!deed.ok)
    return await showRoads(visit, { notice: refusalWords(deed.refusal), form, status: 422 })
  const point = { number, version: Number(form.text('version')) }
  const done = await act(visit.web.world, visit.officer, point, deed.value)
  if (done.ok) return visit.c.redirect(`/desk/cases/${number}/other-roads?done=yes`, 303)
  const status = done.refusal.key === 'case-changed' ? 409 : 422
  return await showRoads(visit, { notice: refusalWords(done.refusal), form, status })
}

function planLine({ visit, shown }: At, kind: CooperationKind): Html {
  const of = cooperationIn(visit.web.world.packs.cooperation, shown.file.area, kind)
  return html`<p class="small">${of ? `方案${of.clause}：${of.asks}。` : planSilent}</p>`
}

const deedForm = ({ visit, shown }: At, parts: ElsewhereParts): Html =>
  elsewhereForm(visit, { page: 'other-roads', shown }, parts)

const ownParts = ({ tasks }: DeskCase): readonly DeskTask[] =>
  tasks.filter(({ mine, role }) => mine && decides(role))

function mediationPart(at: At): Html | string {
  const { visit, shown, back } = at
  const { mediations = [], matters } = shown.file
  const parts = ownParts(shown).filter(
    ({ task, state, matter }) =>
      state === 'accepted' &&
      matters.some(({ id, stream }) => id === matter && stream === 'complaint') &&
      !mediations.some((one) => one.task === task && !isOver(one)),
  )
  const able = may(visit.officer, 'offer-mediation').ok ? parts : []
  if (mediations.length === 0 && able.length === 0) return ''
  return html`<section class="card">
    <h2>调解</h2>
    ${planLine(at, 'mediation')}
    <p>要双方都同意才交出去。举报人在原来的聊天里回答；他的姓名、电话不由这里交给调解组织。</p>
    ${mediations.map((one) => oneMediation(at, one))}
    ${able.map(({ task }) =>
      deedForm(at, {
        deed: 'offer-mediation',
        hidden: { task },
        fields: html`${choiceBox({ id: 'body', name: 'body', label: '哪一类调解组织', value: back.of('body'), options: Object.entries(bodyNames) })}
        ${lineBox({ id: 'organ', name: 'organ', label: '调解组织的名称', value: back.of('organ') })}
        ${textBox({ id: 'text', name: 'text', label: '问举报人的话', value: back.of('text') || askWords })}`,
        button: '问举报人',
      }),
    )}
  </section>`
}

const askWords =
  '您反映的是和医疗机构的纠纷，可以由调解组织调解，不收费，也可以不调解，不影响本单位查处违法行为。您愿意调解吗？愿意的话，请回答“愿意”，并直接联系调解组织。'

function oneMediation(at: At, one: Mediation): Html {
  const { shown, back } = at
  const question = shown.file.questions.find(({ id }) => id === one.question)
  const mine = ownParts(shown).some(({ task }) => task === one.task)
  const handed = one.steps.some(({ kind }) => kind === 'handed')
  const asked = (party: 'reporter' | 'other') =>
    one.steps.some((step) => step.kind === 'consent' && step.party === party)
  const step = (kind: string, fields: (own: Back) => Html, button: string) =>
    deedForm(at, {
      deed: 'follow-mediation',
      hidden: { mediation: one.id, step: kind },
      fields: html`${scopeField(kind)}${fields(scoped(back, kind))}`,
      button,
    })
  return html`<p>
      ${bodyNames[one.body]}：${said(one.organ)}。举报人的回答：${question?.answer ? said(question.answer.text) : '还没有回答'}
    </p>
    ${one.steps.map((each) => html`<p class="small">${said(mediationWords(each))}</p>`)}
    ${
      !mine || isOver(one)
        ? ''
        : html`${!asked('reporter') && question?.answer ? step('reporter', consentFields, '登记举报人的意见') : ''}
          ${!asked('other') ? step('other', consentFields, '登记对方的意见') : ''}
          ${
            bothAgreed(one) && !handed
              ? step(
                  'handed',
                  (own) =>
                    html`${dayAndNumber(own, '交接日期', '文号（可以不填）')}
                    ${textBox({ id: `${own.scope}text`, name: 'text', label: '争议是什么', value: own.of('text'), hint: '给调解组织看的。不写举报人的原话和姓名。' })}`,
                  '交给调解组织',
                )
              : ''
          }
          ${
            handed
              ? step(
                  'ended',
                  (own) =>
                    html`${choiceBox({ id: `${own.scope}result`, name: 'result', label: '结果', value: own.of('result'), options: Object.entries(mediationResults) })}
                    ${dayAndNumber(own, '结束日期', '协议书文号（可以不填）')}`,
                  '登记结果',
                )
              : ''
          }`
    }`
}

const consentFields = (back: Back): Html =>
  html`${choiceBox({
    id: `${back.scope}agreed`,
    name: 'agreed',
    label: '同意调解吗',
    value: back.of('agreed'),
    options: [
      ['yes', '同意'],
      ['no', '不同意'],
    ],
  })}
  ${dayAndNumber(back, '表示意见的日期', '书面材料（对方同意的必须填）')}`

function clearingPart(at: At): Html | string {
  const { visit, shown, back } = at
  const { clearings = [], matters } = shown.file
  const open = matters.filter(
    ({ id, stream, outcome }) =>
      stream === 'accusation' &&
      outcome === 'unfounded' &&
      !clearings.some(({ matter }) => matter === id),
  )
  const spoken = cooperationIn(visit.web.world.packs.cooperation, shown.file.area, 'clearing')
  const able = spoken && may(visit.officer, 'clear-accused').ok ? open : []
  if (!matters.some(({ stream }) => stream === 'accusation')) return ''
  return html`<section class="card">
    <h2>澄清正名</h2>
    ${planLine(at, 'clearing')}
    <p>
      由有权的机关出具，这里只登记文号。不从这里通知任何人。是不是诬告，由有权机关认定，这里不判断；有疑问的，在案件页移送。
    </p>
    ${clearings.map((one) => html`<p>${said(one.organ)}，${said(one.document)}，${one.on}</p>`)}
    ${able.map(({ id }) =>
      deedForm(at, {
        deed: 'clear-accused',
        hidden: { matter: id },
        fields: html`${lineBox({ id: 'organ', name: 'organ', label: '出具机关', value: back.of('organ') })}
        ${dayAndNumber(back, '出具日期', '文号')}
        ${textBox({ id: 'text', name: 'text', label: '说明（可以不填）', value: back.of('text') })}`,
        button: '登记',
      }),
    )}
  </section>`
}

function ethicsPart(at: At): Html | string {
  const { visit, shown, back } = at
  const { ethics = [] } = shown.file
  const able = ownParts(shown).filter(
    (task) =>
      task.state === 'concluded' &&
      (task.outcome === 'substantiated' || task.outcome === 'partly') &&
      !ethics.some((one) => one.task === task.task),
  )
  const parts = may(visit.officer, 'hand-ethics').ok ? able : []
  if (ethics.length === 0 && parts.length === 0) return ''
  return html`<section class="card">
    <h2>医德考评</h2>
    ${planLine(at, 'ethics')}
    ${ethics.map((one) => html`<p>${said(one.unit)}，${one.on}${one.document ? html`，${said(one.document)}` : ''}：${said(one.text)}</p>`)}
    ${parts.map(({ task }) =>
      deedForm(at, {
        deed: 'hand-ethics',
        hidden: { task },
        fields: html`${lineBox({ id: 'unit', name: 'unit', label: '接收的考评单位', value: back.of('unit') })}
        ${dayField(back, { id: 'on', name: 'on', label: '交接日期' })}
        ${lineBox({ id: 'document', name: 'document', label: '文号（可以不填）', value: back.of('document') })}
        ${textBox({ id: 'text', name: 'text', label: '查实了什么', value: back.of('text'), hint: '写人员和查实的事实，不写举报人和举报人的原话。' })}`,
        button: '交医德考评',
      }),
    )}
  </section>`
}
