import { html } from 'hono/html'
import { departmentNoticeTypes, type DepartmentNoticeType } from '#core/department-notices.ts'
import { machineTypes, type AskedEndpoint } from '#service/notice-endpoints.ts'
import type { AreaSetting } from '#service/settings.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'

export const kindNames = {
  wecom: '企业微信群机器人',
  dingtalk: '钉钉群机器人',
  feishu: '飞书群机器人',
  mail: '电子邮件',
  webhook: '系统接口（Standard Webhooks）',
} as const

/** In place of an office. */
const wholeArea = 'all'

/** What was typed, the secret apart. */
export type TypedEndpoint = Omit<AskedEndpoint, 'secret'>

const nothing: TypedEndpoint = {
  kind: '',
  name: '',
  address: '',
  office: '-',
  wants: departmentNoticeTypes,
}

export const askedIn = (form: Form): AskedEndpoint => {
  const office = form.text('office')
  return {
    kind: form.text('kind'),
    name: form.text('name'),
    address: form.text('address'),
    secret: form.text('secret'),
    office: office === wholeArea ? '' : office || '-',
    wants: form.all('wants'),
  }
}

const addressHint =
  '机器人填群里给出的网址，邮件填邮箱，系统接口填 https 开头的网址。网址里有口令，保存以后不再显示。'
const secretHint = '钉钉、飞书选了"加签"或者"签名校验"的填在这里。别的空着。'

/** Where to tell whom of what. */
export function endpointForm(
  visit: Visit,
  { code, offices }: AreaSetting,
  typed: TypedEndpoint = nothing,
): Html {
  const machine = machineTypes(visit.web.world, code)
  const office = typed.office === '' ? wholeArea : typed.office
  return html`<form method="post" action="/desk/admin/areas/${code}/notices">
    ${csrfField(visit)}
    ${choiceBox({
      id: 'kind',
      name: 'kind',
      label: '发到哪里',
      value: typed.kind,
      options: Object.entries(kindNames),
    })}
    ${lineBox({
      id: 'label',
      name: 'name',
      label: '叫什么',
      hint: '自己认得出就行，比如"监督科值班群"。',
      value: typed.name,
      max: 40,
    })}
    ${lineBox({ id: 'address', name: 'address', label: '地址', hint: addressHint, value: typed.address, max: 500 })}
    ${lineBox({ id: 'secret', name: 'secret', label: '密钥', hint: secretHint, value: '', max: 200 })}
    ${choiceBox({
      id: 'office',
      name: 'office',
      label: '通知谁的件',
      hint: '选一个单位，就只发这个单位的。检举控告只发给办它的单位，不发到整个辖区。',
      value: office,
      options: [[wholeArea, '整个辖区'], ...offices.map(({ id, name }) => [id, name] as const)],
    })}
    ${wantsPart(typed.wants, machine)}
    <p class="row"><button class="main">添加</button></p>
  </form>`
}

const wantsPart = (wants: readonly string[], machine: readonly string[]): Html =>
  html`<fieldset>
    <legend>哪些事要通知</legend>
    ${[...departmentNoticeTypes, ...machine].map(
      (type) =>
        html`<label class="check"
          ><input
            type="checkbox"
            name="wants"
            value="${type}"
            ${wants.includes(type) ? html`checked` : ''}
          />
          ${nameOf(type)}</label
        >`,
    )}
  </fieldset>`

/** Types of notices as the administrator reads them. */
const wantNames: Readonly<Record<string, string>> = {
  'task.new': '新任务',
  'task.urgent': '急件',
  'task.ruled': '分办决定',
  'task.returned': '退回',
  'task.again': '要求重新核查',
  'answer.arrived': '举报人答复',
  'supplement.arrived': '举报人补充',
  'case.withdrawn': '举报人撤回',
  'case.supervised': '件被督办',
  'task.half': '期限过半',
  'task.soon': '快到期',
  'task.due': '到期',
  'task.overdue': '超期',
  'task.supervised': '超期报督办',
  'meeting.called': '会议通知和议定事项',
  'decision.waiting': '待决定',
  'warning.raised': '风险预警',
  'work-order.status': '工单办理状态（只给整个辖区的系统接口）',
  'exchange.change': '案件变化（对接系统）',
} satisfies Readonly<Record<DepartmentNoticeType | 'work-order.status' | 'exchange.change', string>>

/** Behind a colon stands the source that an endpoint is bound to. */
function nameOf(whole: string): string {
  const [type = '', source] = whole.split(':')
  const name = wantNames[type] ?? type
  return source === undefined ? name : `${source} 的${name}`
}

/** What an endpoint is told of. */
export const wantsWords = (wants: readonly string[]): string =>
  departmentNoticeTypes.every((type) => wants.includes(type))
    ? ['全部案件通知', ...wants.filter((type) => !isOfCases(type)).map(nameOf)].join('、')
    : wants.map(nameOf).join('、')

const isOfCases = (type: string): boolean => departmentNoticeTypes.some((one) => one === type)
