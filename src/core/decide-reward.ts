import { may } from './access.ts'
import { proposeReward } from './decide-reward-proposal.ts'
import {
  checkNamesake,
  claim,
  confirm,
  deliver,
  lapse,
  notify,
  pay,
  turnAway,
  waive,
} from './decide-reward-claim.ts'
import { recover, reopen, revoke, uphold } from './decide-reward-review.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Reward, RewardCommand, RewardCommandType, RewardEvent } from './reward.ts'
import {
  actorIn,
  isFinance,
  isOneOf,
  stillHolds,
  type RewardContext,
  type RewardDecision,
} from './reward-context.ts'
import { rewardActors, rewardRights, rewardTable } from './reward-transitions.ts'
import { isBlank } from './words.ts'

/** What a command makes of a reward, or why it may not: every change of a reward goes through here. */
export function decideReward(
  about: Reward | undefined,
  command: RewardCommand,
  context: RewardContext,
): Result<RewardEvent> {
  const allowed = mayCommand(about, command.type, context)
  if (!allowed.ok) return allowed
  const body = bodyOf(about, command, context)
  if (!body.ok) return body
  return ok({ ...body.value, id: context.id(0), at: context.at, by: actorIn(context) })
}

function mayCommand(
  about: Reward | undefined,
  type: RewardCommandType,
  { by }: RewardContext,
): Result<true> {
  const kind = 'kind' in by ? by.kind : 'officer'
  if (!rewardActors[type].includes(kind))
    return refuse('wrong-actor', { actor: kind, command: type })
  if (!('kind' in by) && type !== 'lapse') {
    const right = may(by, rewardRights[type])
    if (!right.ok) return right
    if (about && by.area !== about.area) return refuse('area-not-yours')
  }
  if (!about) return type === 'propose' ? ok(true) : refuse('reward-unknown')
  const answer = rewardTable[about.state][type]
  return answer === 'yes' ? ok(true) : refuse(answer)
}

function bodyOf(
  about: Reward | undefined,
  command: RewardCommand,
  context: RewardContext,
): RewardDecision {
  if (command.type === 'propose') return proposeReward(about, command, context)
  if (!about) return refuse('reward-unknown')
  switch (command.type) {
    case 'check':
      return check(about, context)
    case 'send-back':
      return sendBack(about, command.reason, context)
    case 'approve':
      return approve(about, context)
    case 'approve-finance':
      return approveFinance(about, context)
    case 'notify':
      return notify(about, command, context)
    case 'deliver':
      return deliver(about, command, context)
    case 'claim':
      return claim(about, command, context)
    case 'turn-away':
      return turnAway(command)
    case 'confirm':
      return confirm(about, context)
    case 'check-namesake':
      return checkNamesake(about, command, context)
    case 'pay':
      return pay(about, command, context)
    case 'waive':
      return waive(command, context)
    case 'lapse':
      return lapse(about, context)
    case 'reopen':
      return reopen(command)
    case 'uphold':
      return uphold(about, command, context)
    case 'revoke':
      return revoke(about, command)
    case 'recover':
      return recover(about, command, context)
  }
}

/** 复核. Another than who proposed, by the scheme that was proposed by. */
function check(about: Reward, context: RewardContext): RewardDecision {
  if (isOneOf(context, [about.proposedBy])) return refuse('reward-same-officer')
  return stillHolds(about, context) ?? ok({ type: 'checked' })
}

function sendBack(about: Reward, reason: string, context: RewardContext): RewardDecision {
  if (isBlank(reason)) return refuse('reason-missing')
  if (isOneOf(context, [about.proposedBy])) return refuse('reward-same-officer')
  return ok({ type: 'sent-back', reason: reason.trim() })
}

/** 批准. A second person; above the scheme's threshold a third, who has had no part in it. */
function approve(about: Reward, context: RewardContext): RewardDecision {
  if (about.approvals.length > 0) return refuse('reward-already-approved')
  if (isOneOf(context, [about.proposedBy, about.financeBy])) return refuse('reward-same-officer')
  if (about.needs.third && isOneOf(context, [about.checkedBy])) return refuse('reward-third-needed')
  return stillHolds(about, context) ?? ok({ type: 'approved' })
}

/** 财政会签, where the scheme asks for it: by finance, and by nobody who had another part. */
function approveFinance(about: Reward, context: RewardContext): RewardDecision {
  if (!about.needs.finance) return refuse('reward-finance-not-needed')
  if (about.financeBy) return refuse('reward-already-approved')
  if (!isFinance(context)) return refuse('reward-finance-only')
  if (isOneOf(context, [about.proposedBy, about.checkedBy, ...about.approvals]))
    return refuse('reward-same-officer')
  return stillHolds(about, context) ?? ok({ type: 'finance-approved' })
}
