import { may, type Officer } from '#core/access.ts'
import type { Instant } from '#core/case.ts'
import { ok, type Result } from '#core/result.ts'
import type { ChannelId } from '#conversation/message.ts'
import { canaries, type CanaryRow } from '#store/canaries.ts'
import { channelStates, queues, type Queue } from '#store/channel-states.ts'
import { lostNews, type LostNews } from '#store/hops.ts'
import { visibleCase } from './case-file.ts'
import type { ChannelState } from './channel-states.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** A channel as the desk shows it. */
export interface ChannelAtDesk extends ChannelState, Omit<Queue, 'channel'> {
  /** Its platform can be asked whether our credentials hold. */
  readonly canTest: boolean
  /** What became of the last report that was made up to see whether the road is free. */
  readonly canary?: {
    readonly at?: Instant
    readonly tookMs?: number
    readonly lateSince?: Instant
  }
}

/** A process that runs a channel says so each minute: after so long none does. */
const silent = 5 * 60_000

/** Every channel that runs, here or in another process, or has ever run. */
export async function readChannels(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly ChannelAtDesk[]>> {
  const right = may(officer, 'see-channels')
  if (!right.ok) return right
  const { channelsHere } = world
  const here = channelsHere?.states.all() ?? []
  const kept = await world.db.read(async (tx) => ({
    rows: await channelStates(tx),
    lines: await queues(tx),
    birds: await canaries(tx),
  }))
  const others = kept.rows.flatMap((row) =>
    here.some(({ channel }) => channel === row.channel) ? [] : [asKept(row, world.clock())],
  )
  const withTimes = here.map((one) => {
    const row = kept.rows.find(({ channel }) => channel === one.channel)
    return row ? { ...asKept(row, world.clock()), ...one } : one
  })
  return ok(
    [...withTimes, ...others].map((one) => ({
      owed: 0,
      doubtful: 0,
      givenUp: 0,
      ...kept.lines.find(({ channel }) => channel === one.channel),
      ...one,
      ...canaryOf(kept.birds.find(({ channel }) => channel === one.channel)),
      canTest: channelsHere?.probes.has(one.channel) ?? false,
    })),
  )
}

function canaryOf(row: CanaryRow | undefined): Pick<ChannelAtDesk, 'canary'> {
  if (!row) return {}
  const { arrivedAt: at, tookMs, lateSince } = row
  return {
    canary: {
      ...(at === undefined ? {} : { at }),
      ...(tookMs === undefined ? {} : { tookMs }),
      ...(lateSince === undefined ? {} : { lateSince }),
    },
  }
}

function asKept(row: Awaited<ReturnType<typeof channelStates>>[number], now: number): ChannelState {
  const { channel, why, since, lastIn, lastOut, errorCode, errorAt, seenAt } = row
  const isOff = seenAt < now - silent
  return {
    channel,
    state: isOff ? 'off' : (row.state as ChannelState['state']),
    since: isOff ? seenAt : since,
    ...(why === undefined || isOff ? {} : { why }),
    ...(lastIn === undefined ? {} : { lastIn }),
    ...(lastOut === undefined ? {} : { lastOut }),
    ...(errorCode === undefined || errorAt === undefined
      ? {}
      : { lastError: { code: errorCode, at: errorAt } }),
  }
}

/** Asks a platform whether it takes our credentials; nobody is sent anything. What came of it is on record. */
export async function testChannel(
  world: Sealed,
  officer: Officer,
  channel: ChannelId,
): Promise<Result<'ok' | { readonly code: string }>> {
  const right = may(officer, 'configure')
  if (!right.ok) return right
  const probe = world.channelsHere?.probes.get(channel)
  if (!probe) return ok({ code: 'not-here' })
  const came = await probe().catch(() => ({ code: 'not-reached' }))
  const states = world.channelsHere?.states
  if (came === 'ok') states?.answered(channel)
  else states?.failed(channel, came.code)
  await world.db.transaction(async (tx) => {
    const reason = came === 'ok' ? came : came.code
    await trace(world, tx, officer, { action: 'channel-tested', subject: channel, reason })
  })
  return ok(came)
}

const mostShown = 200

/** Reports of an officer's area whose person could be told nowhere; only those that they may see. */
export async function readUndelivered(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly LostNews[]>> {
  const right = may(officer, 'see-undelivered')
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const shown: LostNews[] = []
    for (let from = 0; shown.length < mostShown; from += mostShown) {
      const some = await lostNews(tx, officer.area, { limit: mostShown, from })
      for (const one of some)
        if ((await visibleCase(world, tx, officer, one.number)).ok) shown.push(one)
      if (some.length < mostShown) break
    }
    return ok(shown.slice(0, mostShown))
  })
}
