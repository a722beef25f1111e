import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures, type Fen } from '#core/reward-money.ts'
import type { ParameterId } from '#core/reward-scheme.ts'
import type { Line } from '#core/reward-calculation.ts'
import type { Reason } from '#core/reward-eligibility.ts'
import type { RewardEvent, RewardState } from '#core/reward.ts'
import type { Refusal } from '#core/result.ts'
import type { RewardQueue } from '#service/rewards.ts'
import { refusalWords } from './refusals.ts'

type Names<K extends string> = Readonly<Record<K, string>>

export const rewardStateNames: Names<RewardState> = {
  proposed: '待复核',
  checked: '待批准',
  approved: '待通知',
  notified: '待领取',
  claimed: '已申领，待发放',
  paid: '已发放',
  waived: '已放弃',
  lapsed: '逾期未领',
  revoked: '已撤销',
  reopened: '复查中',
  'sent-back': '已退回',
}

export const rewardQueueNames: Names<RewardQueue> = {
  check: '待复核',
  approve: '待批准',
  notify: '待通知',
  claim: '领取和发放',
  back: '退回和复查',
  done: '已办完',
}

export const rewardStepNames: Names<Line['step']> = {
  base: '计算基数',
  share: '按等级的比例',
  insider: '内部人员',
  least: '最低额',
  most: '上限',
  order: '先后次序',
  joint: '联名分配',
}

export const rewardEventNames: Names<RewardEvent['type']> = {
  proposed: '提出',
  checked: '复核',
  'sent-back': '退回',
  approved: '批准',
  'finance-approved': '财政会签',
  notified: '发出通知',
  delivered: '送达',
  claimed: '申领',
  'turned-away': '领取没有办成',
  confirmed: '核对身份',
  'namesake-checked': '核对同名',
  paid: '发放',
  waived: '放弃',
  lapsed: '逾期视为放弃',
  reopened: '因复查停办',
  upheld: '复查后维持',
  revoked: '撤销',
  recovered: '追回',
}

export const parameterNames: Names<ParameterId> = {
  persons: '谁可以领',
  conditions: '奖励条件',
  exclusions: '不予奖励的情形',
  large: '起奖的数额',
  base: '计算基数',
  levels: '等级和比例',
  least: '最低额',
  most: '每案上限',
  rounding: '取整',
  insider: '内部人员',
  later: '后来的举报人',
  joint: '联名举报',
  claim: '领取期限',
  anonymous: '匿名领取',
  proxy: '代领',
  ways: '发放方式',
  thirdFrom: '第三人批准的金额',
  financeFrom: '财政会签的金额',
  budget: '预算科目',
}

const reasonNames: Names<Reason['key']> = {
  'scheme-complete': '奖励办法还不完整。',
  'scheme-covers': '这一类事项不在办法的范围里。',
  'scheme-in-force': '举报那天办法不在有效期内。',
  'wish-known': '举报人没有说要领奖励。',
  'person-eligible': '办法只奖励个人。',
  'standing-eligible': '办法不给匿名的人发奖励。',
  'outcome-substantiated': '没有查证属实的结论。',
  'decision-known': '没有写决定书文号。',
  'decision-not-under-review': '决定正在复查。',
  'not-suspected': '被标为疑似恶意，还没有结论。',
  'payer-not-accused': '被举报的就是发奖的部门。',
  'large-enough': '没有达到起奖的数额，也不属于情节严重。',
  condition: '',
  exclusion: '',
}

export const wayNames = { transfer: '银行转账', counter: '当面领取' } as const

/** `人民币壹仟元整（1,000.00 元）`. */
export const moneyWords = (fen: Fen): string => `${inFigures(fen)} 元（${inCapitals(fen)}）`

/** Why not, with parameters and reasons by their names. */
export function rewardRefusalWords(refusal: Refusal): string {
  const { key, facts = {} } = refusal
  const named = Object.entries(facts).map(([name, fact]) => {
    const text = String(fact)
    if (name === 'missing') return [name, text.split('、').map(parameterName).join('、')] as const
    if (name === 'parameter') return [name, parameterName(text)] as const
    return [name, fact] as const
  })
  const reason = facts['reason']
  const told =
    key === 'reward-not-eligible' && !facts['text'] ? reasonName(String(reason)) : undefined
  return refusalWords({
    key,
    facts: { ...Object.fromEntries(named), ...(told === undefined ? {} : { text: told }) },
  })
}

const parameterName = (id: string): string =>
  Object.hasOwn(parameterNames, id) ? parameterNames[id as ParameterId] : id

const reasonName = (key: string): string =>
  Object.hasOwn(reasonNames, key) ? reasonNames[key as Reason['key']] : ''
