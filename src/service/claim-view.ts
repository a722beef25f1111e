import type { Day, Outcome, Standing } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { lastDay } from '#core/decide-reward-claim.ts'
import { decideReward } from '#core/decide-reward.ts'
import { settledTerm, type RewardScheme } from '#core/reward-scheme.ts'
import type { Reward } from '#core/reward.ts'
import { newsReadAt } from '#store/news.ts'
import { holdName } from '#store/row-lock.ts'
import { rewardById, rewardsOfCase, type RewardRow } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import type { ClaimProof, Proven } from './claim-proof.ts'
import { counterCode } from './counter-code.ts'
import { contextOf, keep } from './reward-act.ts'
import { mattersOf } from './reward-ground.ts'
import { newsOf, openReward, type RewardFile } from './reward-file.ts'
import type { Sealed } from './sealed.ts'

/** How a reward may be had: at a counter, by transfer, by somebody else at a counter. */
export const claimWays = ['counter', 'transfer', 'proxy'] as const
export type ClaimWay = (typeof claimWays)[number]

/** What whoever has the number and the secret may know of the reward: nothing of the report itself. */
export interface ClaimView {
  readonly id: string
  readonly number: string
  readonly reward: Reward
  readonly standing: Standing
  readonly proof: ClaimProof
  readonly officeId: string
  readonly receivedOn: Day
  /** What became of it, in one word. */
  readonly outcome: Outcome | undefined
  readonly until?: Day
  /** As the scheme allows for this standing; none where it pays nobody without a name. */
  readonly ways: readonly ClaimWay[]
  /** Without the claim secret an anonymous reward is not given out. */
  readonly needsSecret: boolean
  /** 取奖码: of a claim at a counter that was made from afar. */
  readonly counterCode?: string
}

/** The reward of a report that its reporter was told of; the one that is still to be claimed before the others. */
export async function rewardToClaim(tx: Tx, caseId: string): Promise<RewardRow | undefined> {
  const told = (await rewardsOfCase(tx, caseId)).filter(({ notice }) => notice !== undefined)
  return told.findLast(({ state }) => state === 'notified') ?? told.at(-1)
}

/** The reward as its claimant sees it. That they see it is the day the notice reached them. */
export async function claimView(
  world: Sealed,
  tx: Tx,
  { about, proof }: Proven,
): Promise<ClaimView | undefined> {
  const row = await rewardToClaim(tx, about.id)
  const found = row && (await delivered(world, tx, row.id))
  return found && viewOf(world, found, proof)
}

export function viewOf(world: Sealed, found: RewardFile, proof: ClaimProof): ClaimView {
  const { row, reward, file } = found
  const { standing, number } = file.case
  const until = lastDay(reward, world.packs.calendar)
  const code = counterCode(world, found)
  return {
    id: row.id,
    number,
    reward,
    standing,
    proof,
    officeId: row.office,
    receivedOn: dayOf(file.case.receivedAt),
    outcome: outcomeOf(found),
    ways: waysFor(reward.scheme, standing),
    needsSecret: proof !== 'secret' && standing === 'anonymous',
    ...(until ? { until } : {}),
    ...(code && isProvenBy(proof, standing) ? { counterCode: code } : {}),
  }
}

const outcomeOf = ({ row, base }: RewardFile): Outcome | undefined =>
  mattersOf(base.about, row.office).find(({ matter }) => matter.offence === row.offence)?.task
    .outcome

/** Whether this proof is enough to act on the reward of somebody of this standing. */
export const isProvenBy = (proof: ClaimProof, standing: Standing): boolean =>
  proof === 'secret' || standing === 'named'

function waysFor(scheme: RewardScheme, standing: Standing): readonly ClaimWay[] {
  const open = settledTerm(scheme, standing === 'named' ? 'ways' : 'anonymous').value
  const proxy = settledTerm(scheme, 'proxy').value && open.includes('counter')
  return claimWays.filter((way) => (way === 'proxy' ? proxy : open.includes(way)))
}

/** The notice has been seen: the claim period runs from then. */
async function delivered(world: Sealed, tx: Tx, id: string): Promise<RewardFile | undefined> {
  await holdName(tx, 'reward', id)
  const row = await rewardById(tx, id)
  const found = row && (await openReward(world, tx, row))
  if (!found || found.reward.state !== 'notified' || found.reward.due) return found
  const notice = found.events.findLast(({ type }) => type === 'notified')
  const readAt = notice && (await newsReadAt(tx, newsOf(notice.id)))
  const on = dayOf(readAt ?? world.clock())
  const context = await contextOf(world, tx, found, { by: { kind: 'reporter' } })
  const event = decideReward(found.reward, { type: 'deliver', on }, context)
  if (!event.ok) return found
  await keep(world, tx, found, event.value)
  const fresh = await rewardById(tx, id)
  return fresh && (await openReward(world, tx, fresh))
}
