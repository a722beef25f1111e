import { dayOf } from '#core/clock.ts'
import { triedCanaries, type CanaryRow } from '#store/canaries.ts'
import { condition, type Condition } from '#store/condition.ts'
import type { World } from './world.ts'

/** What keeps the office from its work. */
export interface Trouble {
  readonly what:
    | 'outbox-stuck'
    | 'canary-missed'
    | 'channel-down'
    | 'clockwork-stopped'
    | 'clock-doubted'
  /** A channel, or how many seconds. */
  readonly of: string
  readonly cure: string
}

/** How the office stands now. */
export interface Standing {
  readonly counts: Condition
  readonly troubles: readonly Trouble[]
}

/** So long a message may be due before something is wrong with sending. */
const patience = 10 * 60_000
/** So long a round may take, or be away, before the clockwork counts as stopped. */
const roundPatience = 5 * 60_000

/** A channel that no process has tried for so long does not run any more. */
const triedLately = 30 * 60_000

const canaryMissed = {
  what: 'canary-missed',
  cure: 'a report that we made up did not get from this channel to its queue within a minute: see the log',
} as const

const isDown = new Set(['failing', 'logged-out', 'banned'])

/** Counts of now, and what is wrong. Throws where the store does not answer. */
export async function conditionOf(
  world: Pick<World, 'db' | 'clock' | 'channelsHere' | 'watch' | 'pulse'>,
): Promise<Standing> {
  const now = world.clock()
  const { counts, tried } = await world.db.read(async (tx) => ({
    counts: await condition(tx, dayOf(now)),
    tried: await triedCanaries(tx, now - triedLately),
  }))
  const missed = tried.filter(({ lateSince }) => lateSince !== undefined)
  const unheard = missed.map(({ channel }) => ({ ...canaryMissed, of: channel }))
  return {
    counts,
    troubles: [...sendingTroubles(counts, now), ...unheard, ...houseTroubles(world, now)],
  }
}

/** How the canaries stand of the channels that are on in any process. */
export const canariesNow = async (
  world: Pick<World, 'db' | 'clock'>,
): Promise<readonly CanaryRow[]> =>
  await world.db.read(async (tx) => await triedCanaries(tx, world.clock() - triedLately))

function sendingTroubles({ oldestDueAt }: Condition, now: number): readonly Trouble[] {
  const late = oldestDueAt === undefined ? 0 : now - oldestDueAt
  if (late <= patience) return []
  const cure = 'messages to people do not go out: see the log and the page of channels'
  return [{ what: 'outbox-stuck', of: String(Math.round(late / 1000)), cure }]
}

function houseTroubles(
  { channelsHere, pulse, watch }: Pick<World, 'channelsHere' | 'pulse' | 'watch'>,
  now: number,
): readonly Trouble[] {
  const down = (channelsHere?.states.all() ?? []).filter(({ state }) => isDown.has(state))
  const troubles: Trouble[] = down.map(({ channel, state, why }) => ({
    what: 'channel-down',
    of: channel,
    cure: `${state}${why ? ` (${why})` : ''}: see the page of channels`,
  }))
  const last = pulse?.last()
  if (last !== undefined && now - last > roundPatience)
    troubles.push({
      what: 'clockwork-stopped',
      of: String(Math.round((now - last) / 1000)),
      cure: 'nothing that is due is done: see the log, then start the service again',
    })
  const jump = watch?.jump() ?? 0
  if (jump !== 0)
    troubles.push({
      what: 'clock-doubted',
      of: String(Math.round(jump / 1000)),
      cure: 'the clock of the machine was set: look at it, then run yijian doctor --clock-ok',
    })
  return troubles
}
