import { addDays, dayOf } from '#core/clock.ts'
import { lastDay } from '#core/decide-reward-claim.ts'
import { decideReward } from '#core/decide-reward.ts'
import { isAskingHour } from '#core/rating.ts'
import type { RewardCommand } from '#core/reward.ts'
import { newsReadAt } from '#store/news.ts'
import { noteReminded, rewardById, rewardsToWatch } from '#store/rewards.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { contextOf, keep } from './reward-act.ts'
import { newsOf, openReward, tellReporter, type RewardFile } from './reward-file.ts'
import { reminderText } from './reward-told.ts'
import type { Sealed } from './sealed.ts'

/** Rewards of one look. */
const batch = 50
const hour = 3_600_000
/** So many days before the last day to claim the reporter is reminded, by day. Custom, not law. */
const remindDays = 7

/** What the clock does about notices: the claim period begins when one was read, is reminded of, and ends. */
export function createRewardClock(world: Sealed): () => Promise<void> {
  let next = 0
  return async () => {
    const now = world.clock()
    if (now < next) return
    next = now + hour
    await watchRewards(world)
  }
}

/** Every notice whose claim is open, each by itself: one that fails stops no other. */
export async function watchRewards(world: Sealed): Promise<void> {
  for (let after = ''; ;) {
    const last: string = after
    const rows = await world.db.read(
      async (tx) => await rewardsToWatch(tx, { after: last, limit: batch }),
    )
    for (const { id } of rows)
      await world.db
        .transaction(async (tx) => await watch(world, tx, id))
        .catch((cause: unknown) => {
          const why = cause instanceof Error ? cause.name : typeof cause
          world.log.error('a reward could not be looked at', { reward: id, why })
        })
    after = rows.at(-1)?.id ?? ''
    if (rows.length < batch) return
  }
}

async function watch(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'reward', id)
  const row = await rewardById(tx, id)
  const found = row?.state === 'notified' ? await openReward(world, tx, row) : undefined
  if (!found) return
  const { due } = found.reward
  if (!due) return await deliver(world, tx, found)
  const until = lastDay(found.reward, world.packs.calendar) ?? due.on
  const today = dayOf(world.clock())
  if (today > until) return await byClock(world, tx, found, { type: 'lapse' })
  const isSoon = addDays(today, remindDays) >= until
  if (isSoon && found.row.remindedAt === undefined && isAskingHour(world.clock()))
    await remind(world, tx, found, until)
}

/** The reporter has opened the notice: the day they did is the day it reached them. */
async function deliver(world: Sealed, tx: Tx, found: RewardFile): Promise<void> {
  const notice = found.events.findLast(({ type }) => type === 'notified')
  const readAt = notice && (await newsReadAt(tx, newsOf(notice.id)))
  if (readAt === undefined) return
  await byClock(world, tx, found, { type: 'deliver', on: dayOf(readAt) })
}

async function byClock(
  world: Sealed,
  tx: Tx,
  found: RewardFile,
  command: RewardCommand,
): Promise<void> {
  const context = await contextOf(world, tx, found, { by: { kind: 'clock' } })
  const event = decideReward(found.reward, command, context)
  if (event.ok) await keep(world, tx, found, event.value)
}

async function remind(world: Sealed, tx: Tx, found: RewardFile, until: string): Promise<void> {
  const { row, reward, file } = found
  const id = `${row.id}/${reward.notices.length}/reminder`
  await tellReporter(world, tx, file, { id, text: reminderText(world, reward, until) })
  await noteReminded(tx, row.id, world.clock())
}
