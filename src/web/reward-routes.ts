import { adminRewardRoutes } from './admin-rewards.ts'
import type { Desk } from './desk-door.ts'
import { rewardBookRoutes } from './reward-book.ts'
import { rewardPayeeRoutes } from './reward-payee.ts'
import { rewardProposalRoutes } from './reward-proposal.ts'
import { rewardRegisterRoutes } from './reward-register.ts'
import { rewardWaitingRoutes } from './reward-waiting.ts'
import { rewardYearRoutes } from './reward-year.ts'
import { rewardRoutes } from './rewards.ts'

/** Everything about rewards: the desk's, the administrator's, and what anybody may read. */
export function allRewardRoutes(desk: Desk): void {
  rewardRegisterRoutes(desk.app, desk.web)
  rewardBookRoutes(desk)
  rewardYearRoutes(desk)
  rewardProposalRoutes(desk)
  rewardPayeeRoutes(desk)
  rewardWaitingRoutes(desk)
  rewardRoutes(desk)
  adminRewardRoutes(desk)
}
