import type { Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf, yearOf } from '#core/clock.ts'
import { decideReward } from '#core/decide-reward.ts'
import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import { seesReward } from '#core/reward-access.ts'
import type { RewardContext } from '#core/reward-context.ts'
import { noticeNumber } from '#core/reward-notice.ts'
import type { Way } from '#core/reward-scheme.ts'
import type { RewardCommand, RewardEvent } from '#core/reward.ts'
import { caseById } from '#store/cases.ts'
import { keepNotice, nextNoticeNumber, noticeLetters } from '#store/reward-books.ts'
import { rewardById } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { keepRewardEvent, openReward, type RewardFile } from './reward-file.ts'
import { rewardContext } from './reward-ground.ts'
import { payeeFor } from './reward-payee.ts'
import { schemesIn } from './reward-schemes.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** What an officer does to a reward; numbers and proofs are found here, not given. */
export type RewardDeed =
  | Extract<
      RewardCommand,
      {
        readonly type:
          | 'check'
          | 'send-back'
          | 'approve'
          | 'approve-finance'
          | 'turn-away'
          | 'check-namesake'
          | 'pay'
          | 'waive'
          | 'reopen'
          | 'uphold'
          | 'revoke'
          | 'recover'
      }
    >
  | { readonly type: 'notify' }
  /** `code`: 取奖码, where the claim was made from afar. */
  | { readonly type: 'confirm'; readonly code?: string }
  | { readonly type: 'deliver'; readonly on: Day }
  | CounterClaim

/** Somebody stands at the counter and says that the reward is theirs. Name and secret are compared and forgotten. */
export interface CounterClaim {
  readonly type: 'claim'
  readonly way: Way
  readonly standing: 'named' | 'anonymous'
  readonly proxy: boolean
  readonly secret: string
  readonly name: string
}

/** Which reward, and how many entries the officer had seen of it. */
export interface RewardPoint {
  readonly id: string
  readonly version: number
}

type RewardRefused = { readonly ok: false; readonly refusal: Refusal }

/** A reward as far as this officer may know that there is one. */
export async function visibleReward(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<Result<RewardFile>> {
  const row = await rewardById(tx, id)
  const about = row?.caseId === undefined ? undefined : await caseById(tx, row.caseId)
  if (!row || !about) return refuse('reward-unknown')
  const { area, office } = row
  const { accuses } = about
  if (!seesReward(officer, { area, office, ...(accuses === undefined ? {} : { accuses }) }))
    return refuse('reward-unknown')
  const opened = await openReward(world, tx, row)
  return opened ? ok(opened) : refuse('reward-unknown')
}

/** Does a deed, or says why not. Of two officers at once, the second hears that it has changed. */
export async function actOnReward(
  world: Sealed,
  officer: Officer,
  point: RewardPoint,
  deed: RewardDeed,
): Promise<Result<{ readonly version: number }>> {
  return await world.db.transaction(async (tx) => {
    const found = await visibleReward(world, tx, officer, point.id)
    if (!found.ok) return found
    const { reward } = found.value
    if (reward.version !== point.version) return refuse('reward-changed')
    const decided = await decideDeed(world, tx, officer, { found: found.value, deed })
    if (decided.ok)
      return ok({ version: (await keep(world, tx, found.value, decided.value)).version })
    const { key } = decided.refusal
    const reason = `${deed.type} ${key}`
    await trace(world, tx, officer, { action: 'reward-refused', subject: point.id, reason })
    return decided
  })
}

/** Appends what was decided to a reward there is. */
export const keep = async (
  world: Sealed,
  tx: Tx,
  found: RewardFile,
  event: RewardEvent,
): ReturnType<typeof keepRewardEvent> => {
  const { id, office, offence } = found.row
  return await keepRewardEvent(
    world,
    tx,
    { id, office, offence, file: found.file, before: found },
    event,
  )
}

interface Asked {
  readonly found: RewardFile
  readonly deed: RewardDeed
}

async function decideDeed(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { found, deed }: Asked,
): Promise<Result<RewardEvent> | RewardRefused> {
  const payee = await payeeFor(world, tx, officer, { found, deed })
  if (!payee.ok) return payee
  const context = await contextOf(world, tx, found, { by: officer, payee: payee.value })
  if (deed.type === 'notify') return await numbered(world, tx, found, context)
  return decideReward(found.reward, commandOf(deed), context)
}

/** What a decision on a reward there is needs from outside. */
export async function contextOf(
  world: Sealed,
  tx: Tx,
  { row, reward, file }: RewardFile,
  { by, payee }: Pick<RewardContext, 'by' | 'payee'>,
): Promise<RewardContext> {
  const schemes = await schemesIn(world, tx, row.area)
  const { office, offence, id: own } = row
  return await rewardContext(world, tx, {
    by,
    file,
    office,
    offence,
    own,
    scheme: schemes.find(({ scheme }) => scheme.id === reward.scheme.id)?.scheme,
    decision: reward.facts.decision.number,
    ...(payee ? { payee } : {}),
  })
}

function commandOf(deed: Exclude<RewardDeed, { readonly type: 'notify' }>): RewardCommand {
  if (deed.type !== 'claim') return deed
  const { type, way, standing, proxy } = deed
  return { type, claim: { way, standing, proxy } }
}

/** The number is taken last: what is refused before has none, and so no number is ever left out. */
async function numbered(
  world: Sealed,
  tx: Tx,
  { row, reward }: RewardFile,
  context: RewardContext,
): Promise<Result<RewardEvent>> {
  const { office, area, id } = row
  const prefix = (await noticeLetters(tx, area)).get(office)
  if (prefix === undefined) return refuse('reward-letters-missing')
  const year = yearOf(dayOf(context.at))
  const as = (nth: number) => ({
    type: 'notify' as const,
    number: noticeNumber({ prefix, year, nth }),
  })
  // Whether it may be given at all: a number that nobody has.
  const may = decideReward(reward, as(999_999), context)
  if (!may.ok) return may
  const nth = await nextNoticeNumber(tx, office, year)
  const { type, number } = as(nth)
  await keepNotice(tx, { number, reward: id, office, year, nth, at: context.at })
  return decideReward(reward, { type, number }, context)
}
