import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { settledTerm } from '#core/reward-scheme.ts'
import type { RewardCommandType } from '#core/reward.ts'
import type { RewardPage } from '#service/rewards.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Html } from './layout.ts'
import { wayNames } from './words/reward-words.ts'

/**
 * A form for each step that may be taken now; who may not be the one is said, not hidden. What everything else waits for
 * stands first; what undoes is folded away at the end.
 */
export function rewardForms(visit: Visit, shown: RewardPage): Html {
  const isRare = (deed: RewardCommandType): boolean => rare.has(deed)
  const isFirst = (deed: RewardCommandType): boolean => deed === 'check-namesake'
  const first = shown.deeds.filter(isFirst)
  const usual = shown.deeds.filter((deed) => !isRare(deed) && !isFirst(deed))
  const others = shown.deeds.filter(isRare)
  const isAlone = first.length + usual.length === 0
  return html`${formsOf(visit, shown, [...first, ...usual])}
  ${
    others.length === 0
      ? ''
      : html`<details ${isAlone ? html`open` : ''}>
          <summary>决定被复查或者变了</summary>
          ${formsOf(visit, shown, others)}
        </details>`
  }`
}

const rare: ReadonlySet<RewardCommandType> = new Set(['reopen', 'revoke'])

function formsOf(visit: Visit, shown: RewardPage, deeds: readonly RewardCommandType[]): Html {
  const parts = deeds.flatMap((deed) => {
    const part = forms[deed]
    if (!part) return []
    const why = notYou(visit, shown, deed)
    return [why === undefined ? form(visit, shown, { deed, ...part }) : refused(part.title, why)]
  })
  return html`${parts}`
}

interface Part {
  readonly title: string
  readonly hint?: string
  readonly fields?: (shown: RewardPage, visit: Visit) => Html
  readonly button: string
}

function form(
  visit: Visit,
  shown: RewardPage,
  { deed, title, hint, fields, button }: Part & { readonly deed: string },
): Html {
  return html`<form class="card" method="post" action="/desk/rewards/${shown.id}">
    <h2>${title}</h2>
    ${hint ? html`<p class="small">${hint}</p>` : ''} ${csrfField(visit)}
    <input type="hidden" name="version" value="${shown.reward.version}" />
    ${fields?.(shown, visit) ?? ''}
    <p class="row"><button class="main" name="deed" value="${deed}">${button}</button></p>
  </form>`
}

const refused = (title: string, why: string): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    <p>${why}</p>
  </section>`

/** Whoever had another part in it may not take this one. */
function notYou(
  { officer }: Visit,
  { reward }: RewardPage,
  deed: RewardCommandType,
): string | undefined {
  const had = (actors: readonly ({ readonly kind: string; readonly id?: string } | undefined)[]) =>
    actors.some((actor) => actor?.kind === 'officer' && actor.id === officer.id)
  const { proposedBy, checkedBy, approvals, confirmedBy, needs, claim } = reward
  if ((deed === 'check' || deed === 'send-back') && had([proposedBy]))
    return '是您提出的，要由另一位复核。'
  if (deed === 'approve' && had([proposedBy])) return '是您提出的，要由另一位批准。'
  if (deed === 'approve' && needs.third && had([checkedBy]))
    return '这个金额要由提出、复核以外的第三个人批准。'
  if (deed === 'approve-finance' && officer.department !== 'finance')
    return '等财政部门的经办人员会签。'
  if (deed === 'confirm' && had(confirmedBy)) return '您已经核对过，要另一位也来核对。'
  if (deed === 'pay' && had([proposedBy, ...approvals])) return '您提出或者批准过，要由另一位发放。'
  if (deed === 'pay' && claim?.way === 'transfer' && officer.department !== 'finance')
    return '转账由财政部门的经办人员办。'
  if (deed === 'check-namesake' && had([proposedBy])) return '是您提出的，要由另一位核对。'
  if (deed === 'recover' && officer.department !== 'finance')
    return '追回由财政部门的经办人员登记。'
  return undefined
}

const reason = (label: string) => (): Html =>
  textBox({ id: 'reason', name: 'reason', label, value: '', max: 500 })
const paper = (id: string, label: string): Html =>
  lineBox({ id, name: 'document', label, value: '', max: 100 })
const voucher = (id: string): Html =>
  lineBox({ id, name: 'reference', label: '支付凭证号', value: '', max: 60 })

const forms: Readonly<Partial<Record<RewardCommandType, Part>>> = {
  check: {
    title: '复核',
    hint: '照下面的步骤自己算一遍，看条款和条件是不是对得上。',
    button: '复核无误',
  },
  'send-back': {
    title: '退回',
    fields: () => textBox({ id: 'back', name: 'reason', label: '哪里不对', value: '', max: 500 }),
    button: '退回提出人',
  },
  approve: { title: '批准', button: '批准' },
  'approve-finance': { title: '财政会签', button: '同意' },
  notify: {
    title: '通知举报人',
    hint: '文号由系统按单位和年份连续编。举报人在原来的渠道只看到“有一条办理进度”，点开才看到金额和期限；不写举报的是什么、是谁。',
    button: '编号并发出',
  },
  deliver: {
    title: '登记送达',
    hint: '举报人在聊天或网页里打开通知，系统自动登记。当面或者邮寄送达的在这里登记。期限从送达那天起算。',
    fields: (_shown, { web }) =>
      html`<label for="on">送达日期</label>
        <input id="on" type="date" name="on" value="${dayOf(web.world.clock())}" />`,
    button: '登记送达',
  },
  claim: {
    title: '当面申领',
    hint: '领奖凭证和姓名只用来核对，不保存，不显示。多次填错要等一会儿再试。',
    fields: claimFields,
    button: '核对并登记申领',
  },
  'check-namesake': {
    title: '同名核对',
    hint: '收款人和一位工作人员同名。看身份证件，或者按规定申请查看身份，弄清是不是同一个人。不写姓名，只写怎么核对的。',
    fields: () =>
      html`${choiceBox({
        id: 'who',
        name: 'who',
        label: '是不是那位工作人员',
        value: '',
        options: [
          ['other', '不是，只是同名'],
          ['officer', '是本人，不能发放'],
        ],
      })}
      ${textBox({ id: 'namesake', name: 'reason', label: '怎么核对的', value: '', max: 500 })}`,
    button: '记入核对结果',
  },
  'turn-away': {
    title: '这次不办',
    fields: reason('为什么'),
    button: '退回申领',
  },
  confirm: {
    title: '核对身份',
    hint: '当面领取要两个人各自核对：实名的看身份证件，匿名的看领奖凭证，代领的看委托书和双方证件。在聊天或网页里申领的，请来人说出取奖码。',
    fields: ({ reward }) =>
      reward.claim?.way === 'counter'
        ? lineBox({
            id: 'counter-code',
            name: 'code',
            label: '取奖码',
            hint: '在聊天或网页里申领的才有，8 位数字。',
            value: '',
            max: 12,
          })
        : html``,
    button: '我核对过了',
  },
  pay: {
    title: '登记发放',
    hint: '按批准的金额一次付清。付款以后再登记。',
    fields: () => voucher('pay-reference'),
    button: '登记已发放',
  },
  waive: {
    title: '登记放弃',
    fields: () => paper('waive-document', '放弃声明的编号或者存放处'),
    button: '登记放弃',
  },
  reopen: {
    title: '因复查停办',
    hint: '奖励所依据的决定被复议、起诉或者复查时用。停办期间不发放。',
    fields: () =>
      html`${textBox({ id: 'reopen-reason', name: 'reason', label: '为什么', value: '', max: 500 })}
      ${paper('reopen-document', '受理复查的文书文号')}`,
    button: '停办',
  },
  uphold: {
    title: '复查后维持',
    fields: () => paper('uphold-document', '复查结论的文书文号'),
    button: '维持',
  },
  revoke: {
    title: '撤销',
    fields: ({ reward }) =>
      html`${textBox({ id: 'revoke-reason', name: 'reason', label: '为什么', value: '', max: 500 })}
      ${paper('revoke-document', '依据的文书文号')}
      ${
        reward.paid > 0
          ? lineBox({
              id: 'revoke-sum',
              name: 'sum',
              label: '追回多少（元）',
              hint: '空着就是全部追回，不追回的写 0。',
              value: '',
              max: 20,
            })
          : ''
      }`,
    button: '撤销',
  },
  recover: {
    title: '登记追回',
    fields: () =>
      html`${lineBox({ id: 'recover-sum', name: 'sum', label: '收回多少（元）', value: '', max: 20 })}
      ${voucher('recover-reference')}`,
    button: '登记追回',
  },
}

function claimFields({ reward: { scheme } }: RewardPage): Html {
  const ways = settledTerm(scheme, 'ways').value
  const anonymous = settledTerm(scheme, 'anonymous').value
  const all = [...new Set([...ways, ...anonymous])]
  return html`${choiceBox({
    id: 'standing',
    name: 'standing',
    label: '怎么领',
    value: '',
    options: [
      ['anonymous', '匿名，凭领奖凭证'],
      ['named', '实名'],
    ],
  })}
  ${choiceBox({
    id: 'way',
    name: 'way',
    label: '发放方式',
    value: '',
    options: all.map((way) => [way, wayNames[way]] as const),
  })}
  ${lineBox({ id: 'secret', name: 'secret', label: '领奖凭证', hint: '举报时给的，字母和数字。', value: '', max: 40 })}
  ${lineBox({ id: 'name', name: 'name', label: '证件上的姓名', hint: '实名的填，和举报时留的核对。', value: '', max: 30 })}
  ${
    settledTerm(scheme, 'proxy').value
      ? html`<label class="check"
          ><input type="checkbox" name="proxy" value="yes" /> <span>代领，有委托书</span></label
        >`
      : ''
  }`
}
