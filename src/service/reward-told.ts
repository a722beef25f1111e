import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures } from '#core/reward-money.ts'
import { settledTerm, type Parameters } from '#core/reward-scheme.ts'
import type { Reward, RewardEvent } from '#core/reward.ts'
import type { World } from './world.ts'

interface Happened {
  readonly reward: Reward
  readonly event: RewardEvent
  readonly before: Reward | undefined
}

const units = { WD: '个工作日', ND: '天', M: '个月' } as const

export const termWords = ({ amount, unit }: Parameters['claim']): string =>
  `${amount}${units[unit]}`

/** Who is asked about it: the telephone of the area, as far as there is one. */
const phoneOf = (world: World, { area }: Reward): string => {
  const { telephone } = world.operator.read(area)
  return telephone ? `有疑问请打 ${telephone}。` : ''
}

/** What the reporter reads of an entry, if anything. Never what or whom it was about, nor who decided. */
export function toldOf(world: World, { reward, event, before }: Happened): string | undefined {
  const isKnown = (before?.notices.length ?? 0) > 0
  switch (event.type) {
    case 'notified':
      return noticeText(world, reward)
    case 'paid':
      return `奖励 ${sumWords(event.sum)} 已经发放。`
    case 'lapsed':
      return `领取奖励的期限已过，按《${reward.scheme.document.title}》视为放弃。${phoneOf(world, reward)}`
    case 'turned-away':
      return `这次领取没有办成：${event.reason} 期限内可以再来领。`
    case 'reopened':
      return isKnown ? `奖励所依据的决定正在复查，奖励先停着，有结果再告诉您。` : undefined
    case 'revoked':
      return isKnown ? revokedText(world, reward) : undefined
    case 'proposed':
    case 'checked':
    case 'sent-back':
    case 'approved':
    case 'finance-approved':
    case 'delivered':
    case 'claimed':
    case 'confirmed':
    case 'waived':
    case 'upheld':
    case 'recovered':
    case 'namesake-checked':
      return undefined
  }
}

const sumWords = (fen: number): string => `${inFigures(fen)} 元（${inCapitals(fen)}）`

/** 领取通知, as far as a message may say it. */
function noticeText(world: World, reward: Reward): string {
  const { scheme, sum, notices } = reward
  const term = termWords(settledTerm(scheme, 'claim').value)
  const number = notices.at(-1)?.number ?? ''
  return `您的举报查证属实，按《${scheme.document.title}》给予奖励 ${sumWords(sum)}。通知书文号：${number}。请自看到这条消息起${term}内领取，逾期视为放弃。回“领奖”就能领，凭举报编号和领奖凭证；不要也在那里说。别处领：${world.publicUrl}/claim 。${phoneOf(world, reward)}`
}

const revokedText = (world: World, reward: Reward): string =>
  `奖励所依据的决定变了，奖励已经撤销。${reward.recover > 0 ? `已发的 ${sumWords(reward.recover)} 会联系您退回。` : ''}${phoneOf(world, reward)}`

/** Before the last day to claim. */
export const reminderText = (world: World, reward: Reward, on: string): string =>
  `提醒：奖励 ${sumWords(reward.sum)} 的领取期限到 ${on} 为止，逾期视为放弃。回“领奖”就能领。${phoneOf(world, reward)}`
