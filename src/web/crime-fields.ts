import { html } from 'hono/html'
import type { CrimeCriterion } from '#core/crime.ts'
import type { Waiting } from '#core/crime-next.ts'
import { answerNames } from '#service/elsewhere-words.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { elementAnswers } from './words/crime.ts'
import type { Visit } from './desk-door.ts'

/** What an officer had typed, by the name of the field; `scope`: keeps the fields of one form apart from those of another. */
export interface Back {
  readonly of: (name: string) => string
  readonly scope: string
}

export const backFrom = (form: Form | undefined): Back => ({
  of: (name) => form?.text(name) ?? '',
  scope: '',
})

/** For one of several forms of a page: only what was typed into that one comes back. */
export const scoped = (back: Back, scope: string): Back => ({
  of: (name) => (back.of('scope') === scope ? back.of(name) : ''),
  scope: `${scope}-`,
})

/** Says which of several forms it is. */
export const scopeField = (scope: string): Html =>
  html`<input type="hidden" name="scope" value="${scope}" />`

interface Named {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint?: string
}

const line = (back: Back, { id, name, label, hint }: Named): Html =>
  lineBox({
    id: `${back.scope}${id}`,
    name,
    label,
    value: back.of(name),
    ...(hint ? { hint } : {}),
  })

/** A day in the shape browsers give it. */
export const dayField = (back: Back, { id, name, label }: Omit<Named, 'hint'>): Html =>
  html`<label for="${id}">${label}</label>
    <input id="${id}" name="${name}" type="date" value="${back.of(name)}" />`

/** Laws that can be offered: never what is unsure; those of the matter's kind first. */
export function criteriaFor(visit: Visit, offence: string): readonly CrimeCriterion[] {
  const sure = (visit.web.world.packs.crimes?.criteria ?? []).filter(
    ({ confidence }) => confidence !== 'U',
  )
  const fits = (one: CrimeCriterion): boolean => one.offences.includes(offence)
  return [...sure.filter(fits), ...sure.filter((one) => !fits(one))]
}

/** The checklist of one crime, what goes along, who looked into it. */
export function proposalFields(visit: Visit, criterion: CrimeCriterion, back: Back): Html {
  const annexes = (visit.web.world.packs.crimes?.annexes ?? []).filter(
    ({ confidence }) => confidence !== 'U',
  )
  const of = (kind: 'all' | 'any') => criterion.elements.filter((one) => one.kind === kind)
  return html`<input type="hidden" name="criterion" value="${criterion.id}" />
    <p>${criterion.crime}：${criterion.article}</p>
    <p class="small">依据：${criterion.source}</p>
    ${of('all').length > 0 ? html`<p>下面每一条都要有：</p>` : ''}
    ${of('all').map((one) => answerBox(one, back))}
    ${of('any').length > 0 ? html`<p>下面至少要有一条：</p>` : ''}
    ${of('any').map((one) => answerBox(one, back))}
    <h3>随案材料</h3>
    <p class="hint">有的写是什么、几份；没有的写为什么没有。不要附举报信和能认出举报人的材料。</p>
    ${annexes.map(
      ({ id, name }) =>
        html`${line(back, { id: `annex-${id}`, name: `annex-${id}`, label: name })}
        ${line(back, { id: `none-${id}`, name: `none-${id}`, label: `没有${name}的原因` })}`,
    )}
    <h3>报告</h3>
    ${textBox({ id: 'team', name: 'team', label: '专案组', value: back.of('team'), hint: '一行写一名执法人员，至少两名。' })}
    ${line(back, { id: 'organ', name: 'organ', label: '移送给哪个公安机关', hint: '同级公安机关的全称。' })}
    ${textBox({ id: 'text', name: 'text', label: '查明的情况', value: back.of('text'), hint: '写本单位查明的事实和证据。不写举报人的原话。', max: 5000 })}`
}

const answerBox = (
  { id, text }: { readonly id: string; readonly text: string },
  back: Back,
): Html =>
  choiceBox({
    id: `element-${id}`,
    name: `element-${id}`,
    label: text,
    value: back.of(`element-${id}`),
    options: Object.entries(elementAnswers),
  })

/** What the head of the organ decided. */
export const decisionFields = (back: Back): Html =>
  html`${choiceBox({
    id: 'granted',
    name: 'granted',
    label: '决定',
    value: back.of('granted'),
    options: [
      ['yes', '批准移送'],
      ['no', '不批准移送'],
    ],
  })}
  ${line(back, { id: 'head', name: 'head', label: '作决定的负责人', hint: '姓名和职务。' })}
  ${dayField(back, { id: 'on', name: 'on', label: '决定日期' })}
  ${line(back, { id: 'reason', name: 'reason', label: '不批准的理由', hint: '批准的不用填。理由记录在案。' })}`

/** The letter: what goes along stands in the report already. */
export function letterFields(visit: Visit, back: Back): Html {
  const options = (visit.web.world.packs.transfers ?? [])
    .filter(({ confidence, to }) => confidence !== 'U' && to === 'police')
    .map(({ id, text }) => [id, text] as const)
  return html`${choiceBox({ id: 'basis', name: 'basis', label: '移送依据', value: back.of('basis'), options })}
  ${dayField(back, { id: 'on', name: 'on', label: '移送书日期' })}
  ${line(back, { id: 'document', name: 'document', label: '移送书文号（可以不填）' })}`
}

/** When it was, and its number. */
export const dayAndNumber = (back: Back, day: string, number: string): Html =>
  html`${dayField(back, { id: 'on', name: 'on', label: day })}
  ${line(back, { id: 'document', name: 'document', label: number })}`

/** The form for what comes next at the police. */
export function stepFields(wait: Waiting['wait'], back: Back): Html {
  switch (wait) {
    case 'copy':
      return html`${line(back, { id: 'procuratorate', name: 'procuratorate', label: '抄送哪个检察院' })}
      ${dayAndNumber(back, '抄送日期', '文号（可以不填）')}`
    case 'answer':
    case 'reconsideration':
      return html`${choiceBox({ id: `${back.scope}answer`, name: 'answer', label: '公安机关的答复', value: back.of('answer'), options: Object.entries(answerNames) })}
      ${dayAndNumber(back, '收到通知的日期', '通知书文号')}
      ${textBox({ id: `${back.scope}text`, name: 'text', label: '理由或者说明', value: back.of('text'), hint: '立案的可以不写。' })}`
    case 'items':
      return dayAndNumber(back, '移交日期', '交接文书文号（可以不填）')
    case 'prosecutor':
      return html`${choiceBox({
        id: `${back.scope}result`,
        name: 'result',
        label: '检察院的答复',
        value: back.of('result'),
        options: [
          ['filing-asked', '已要求公安机关立案'],
          ['no-ground', '不立案的理由成立'],
        ],
      })}
      ${dayAndNumber(back, '收到答复的日期', '文号（可以不填）')}`
    case 'send-again':
    case 'objection':
    case 'second-objection':
    case 'go-on':
      return html`${choiceBox({ id: `${back.scope}way`, name: 'way', label: '怎么办', value: back.of('way'), options: waysOf(wait) })}
      ${dayAndNumber(back, '日期', '文号（可以不填）')}
      ${textBox({ id: `${back.scope}text`, name: 'text', label: '理由', value: back.of('text') })}`
    case 'approve':
    case 'letter':
    case 'receipt':
      return html``
  }
}

const waysOf = (
  wait: 'send-again' | 'objection' | 'second-objection' | 'go-on',
): readonly (readonly [string, string])[] => [
  ...(wait === 'send-again' ? ([['sent-again', '补充后再次移送']] as const) : []),
  ...(wait === 'objection' ? ([['reconsideration', '提请公安机关复议']] as const) : []),
  ...(wait === 'objection' || wait === 'second-objection'
    ? ([['prosecutor', '建议人民检察院立案监督']] as const)
    : []),
  ['gone-on', '没有异议，依法继续处理'],
]
