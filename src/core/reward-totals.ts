import type { Fen } from './reward-money.ts'
import type { RewardState } from './reward.ts'

/** Where all money of a list of rewards is. What is granted and what is to come back is paid, waived, lapsed and open together. */
export interface RewardTotals {
  readonly rewards: number
  /** Approved and still in force. */
  readonly granted: Fen
  /** All that ever left the till. */
  readonly paid: Fen
  readonly waived: Fen
  readonly lapsed: Fen
  /** Approved and on its way, or held by a review. */
  readonly open: Fen
  /** To come back, and what has. */
  readonly recover: Fen
  readonly recovered: Fen
}

/** As far as it tells where the money is. */
export interface RewardAmounts {
  readonly state: RewardState
  readonly sum: Fen
  readonly paid: Fen
  readonly recover: Fen
  readonly recovered: Fen
}

const nothing: RewardTotals = {
  rewards: 0,
  granted: 0,
  paid: 0,
  waived: 0,
  lapsed: 0,
  open: 0,
  recover: 0,
  recovered: 0,
}

export function totalsOf(rewards: readonly RewardAmounts[]): RewardTotals {
  return rewards.reduce((all, reward) => {
    const { state, paid, recover, recovered } = reward
    const owed = owedOf(reward)
    return {
      rewards: all.rewards + 1,
      granted: all.granted + grantedOf(reward),
      paid: all.paid + paid,
      waived: all.waived + (state === 'waived' ? owed : 0),
      lapsed: all.lapsed + (state === 'lapsed' ? owed : 0),
      open: all.open + (state === 'waived' || state === 'lapsed' ? 0 : owed),
      recover: all.recover + recover,
      recovered: all.recovered + recovered,
    }
  }, nothing)
}

function grantedOf({ state, sum, paid, recover }: RewardAmounts): Fen {
  switch (state) {
    case 'proposed':
    case 'checked':
    case 'sent-back':
      return paid
    case 'revoked':
      return paid - recover
    case 'approved':
    case 'notified':
    case 'claimed':
    case 'paid':
    case 'waived':
    case 'lapsed':
    case 'reopened':
      return sum
  }
}

/** What of an approved sum has not been paid. */
export function owedOf({ state, sum, paid }: RewardAmounts): Fen {
  const isApproved = !['proposed', 'checked', 'sent-back', 'revoked', 'paid'].includes(state)
  return isApproved ? sum - paid : 0
}
