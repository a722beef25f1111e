import { ok, refuse } from './result.ts'
import { isFinance, type RewardContext, type RewardDecision } from './reward-context.ts'
import { isSum } from './reward-money.ts'
import type { Reward, RewardCommandOf } from './reward.ts'
import { isBlank } from './words.ts'

/** The decision it rests on is reviewed: nothing moves until that is over. */
export function reopen({ reason, document }: RewardCommandOf<'reopen'>): RewardDecision {
  if (isBlank(reason)) return refuse('reason-missing')
  if (isBlank(document)) return refuse('document-missing')
  return ok({ type: 'reopened', reason: reason.trim(), document: document.trim() })
}

/** The decision stood; so does the reward. */
export function uphold(
  about: Reward,
  { document }: RewardCommandOf<'uphold'>,
  { report }: RewardContext,
): RewardDecision {
  if (about.within !== report.within) return refuse('reward-ground-changed')
  if (report.underReview) return refuse('reward-decision-under-review')
  return isBlank(document)
    ? refuse('document-missing')
    : ok({ type: 'upheld', document: document.trim() })
}

/** 撤销. What was paid comes back, as far as the paper says; without a word of it, all of it. */
export function revoke(about: Reward, command: RewardCommandOf<'revoke'>): RewardDecision {
  const { reason, document, recover: back = about.paid } = command
  if (isBlank(reason)) return refuse('reason-missing')
  if (isBlank(document)) return refuse('document-missing')
  if (!isSum(back) || back > about.paid) return refuse('reward-recovery-unclear')
  return ok({ type: 'revoked', reason: reason.trim(), document: document.trim(), recover: back })
}

/** 追回. Recorded by finance, never more than is to come back. */
export function recover(
  about: Reward,
  { sum, reference }: RewardCommandOf<'recover'>,
  context: RewardContext,
): RewardDecision {
  if (!isFinance(context)) return refuse('reward-finance-only')
  if (isBlank(reference)) return refuse('reward-reference-missing')
  const owed = about.recover - about.recovered
  if (owed === 0) return refuse('reward-nothing-to-recover')
  if (!isSum(sum) || sum === 0 || sum > owed) return refuse('reward-recovery-unclear')
  return ok({ type: 'recovered', sum, reference: reference.trim() })
}
