import type { Calendar } from './calendar.ts'
import type { Day } from './case.ts'
import { dayOf } from './clock.ts'
import { ok, refuse } from './result.ts'
import {
  halts,
  isFinance,
  isOneOf,
  type RewardContext,
  type RewardDecision,
} from './reward-context.ts'
import type { Reward, RewardCommandOf } from './reward.ts'
import { noticeNumberIn } from './reward-notice.ts'
import { claimUntil, settledTerm } from './reward-scheme.ts'
import { isBlank } from './words.ts'

/** 发出通知书. Its number is used once. */
export function notify(
  about: Reward,
  { number }: RewardCommandOf<'notify'>,
  context: RewardContext,
): RewardDecision {
  const halted = halts(about, context)
  if (halted) return halted
  const read = noticeNumberIn(number)
  if (!read.ok) return read
  if (about.notices.some((notice) => notice.number === number))
    return refuse('reward-notice-number')
  return ok({ type: 'notified', number })
}

/** 送达. The claim period begins, once. */
export function deliver(
  about: Reward,
  { on }: RewardCommandOf<'deliver'>,
  { today, calendar }: RewardContext,
): RewardDecision {
  if (about.due) return refuse('reward-already-delivered')
  const sentOn = dayOf(about.notices.at(-1)?.at ?? about.changedAt)
  if (on < sentOn || on > today) return refuse('reward-delivery-day')
  const term = settledTerm(about.scheme, 'claim').value
  return ok({ type: 'delivered', due: { from: on, term, ...claimUntil(on, term, calendar) } })
}

/** The last day to claim, by the days off that are known now; never earlier than was told. */
export function lastDay({ due }: Reward, calendar: Calendar): Day | undefined {
  if (!due) return undefined
  const { on } = claimUntil(due.from, due.term, calendar)
  return on > due.on ? on : due.on
}

/** 领取. With the code and the secret, in time, and in a way that the scheme knows. */
export function claim(
  about: Reward,
  { claim: claimed }: RewardCommandOf<'claim'>,
  context: RewardContext,
): RewardDecision {
  const until = lastDay(about, context.calendar)
  if (until !== undefined && context.today > until) return refuse('reward-claim-over')
  if (!context.payee?.isProven) return refuse('reward-claim-unproven')
  if (context.payee.isOfficer) return refuse('reward-payee-officer')
  const { scheme } = about
  const isNamed = claimed.standing === 'named'
  const open = settledTerm(scheme, isNamed ? 'ways' : 'anonymous').value
  if (open.length === 0) return refuse('reward-anonymous-not-paid')
  if (!open.includes(claimed.way)) return refuse('reward-way-not-provided')
  if (claimed.proxy && !settledTerm(scheme, 'proxy').value)
    return refuse('reward-proxy-not-provided')
  const { namesakes = [] } = context.payee
  return ok({
    type: 'claimed',
    claim: { ...claimed, ...(namesakes.length > 0 ? { namesakes } : {}) },
  })
}

/** The claim is not theirs, or the papers are not right: it can be made again while the period runs. */
export function turnAway({ reason }: RewardCommandOf<'turn-away'>): RewardDecision {
  return isBlank(reason)
    ? refuse('reason-missing')
    : ok({ type: 'turned-away', reason: reason.trim() })
}

const hasNamesake = ({ claim: claimed }: Reward, { payee }: RewardContext): boolean =>
  (claimed?.namesakes ?? []).length > 0 || (payee?.namesakes ?? []).length > 0

/** Whoever bears an officer's name is paid when somebody else has found that it is not that officer. */
function payeeFault(about: Reward, context: RewardContext) {
  if (!context.payee?.isProven) return refuse('reward-claim-unproven')
  if (context.payee.isOfficer || about.namesake?.isOfficer) return refuse('reward-payee-officer')
  if (hasNamesake(about, context) && !about.namesake) return refuse('reward-namesake-open')
  return undefined
}

/** 同名核对. By an officer who has had no part in the proposal, is not meant, and is no colleague of whoever is. */
export function checkNamesake(
  about: Reward,
  { isOfficer, reason }: RewardCommandOf<'check-namesake'>,
  context: RewardContext,
): RewardDecision {
  if (!hasNamesake(about, context)) return refuse('reward-namesake-none')
  if (about.namesake) return refuse('reward-namesake-checked')
  if (isBlank(reason)) return refuse('reason-missing')
  if (context.payee?.mayNotCheck || isOneOf(context, [about.proposedBy]))
    return refuse('reward-namesake-other')
  return ok({ type: 'namesake-checked', isOfficer, reason: reason.trim() })
}

/** How many officers look at whoever comes to the counter. */
const eyes = 2

export function confirm(about: Reward, context: RewardContext): RewardDecision {
  const fault = payeeFault(about, context)
  if (fault) return fault
  if (isOneOf(context, about.confirmedBy)) return refuse('reward-same-officer')
  if (about.confirmedBy.length >= eyes) return refuse('reward-already-confirmed')
  return ok({ type: 'confirmed' })
}

/** 发放. What is owed and not a fen more, by nobody who proposed or approved it. */
export function pay(
  about: Reward,
  { reference }: RewardCommandOf<'pay'>,
  context: RewardContext,
): RewardDecision {
  const halted = halts(about, context)
  if (halted) return halted
  if (isBlank(reference)) return refuse('reward-reference-missing')
  const fault = payeeFault(about, context)
  if (fault) return fault
  if (isOneOf(context, [about.proposedBy, ...about.approvals, about.namesake?.by]))
    return refuse('reward-same-officer')
  const isAtCounter = about.claim?.way === 'counter'
  if (isAtCounter && about.confirmedBy.length < eyes) return refuse('reward-confirmation-missing')
  if (!isAtCounter && !isFinance(context)) return refuse('reward-finance-only')
  return ok({ type: 'paid', sum: about.sum - about.paid, reference: reference.trim() })
}

/** 放弃. */
export function waive(
  { document = '' }: RewardCommandOf<'waive'>,
  { by }: RewardContext,
): RewardDecision {
  if ('kind' in by) return ok({ type: 'waived' })
  return isBlank(document)
    ? refuse('document-missing')
    : ok({ type: 'waived', document: document.trim() })
}

/** 逾期未领取. By the clock, when the last day is over. */
export function lapse(about: Reward, { today, calendar }: RewardContext): RewardDecision {
  const until = lastDay(about, calendar)
  return until !== undefined && today > until ? ok({ type: 'lapsed' }) : refuse('reward-claim-open')
}
