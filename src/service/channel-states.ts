import type { Instant } from '#core/case.ts'
import type { ChannelReport } from '#conversation/channel.ts'
import type { ChannelId } from '#conversation/message.ts'
import { saveChannelState, type ChannelStateRow } from '#store/channel-states.ts'
import type { World } from './world.ts'

/** How a channel stands in this process. `off`: it does not run here. */
export interface ChannelState {
  readonly channel: ChannelId
  readonly state: 'off' | ChannelReport['state']
  readonly why?: string
  /** The text of a QR code to scan; never written down. */
  readonly picture?: string
  readonly since: Instant
  readonly lastIn?: Instant
  readonly lastOut?: Instant
  readonly lastError?: { readonly code: string; readonly at: Instant }
}

/** What this process knows of its channels. Nothing in it waits or throws. */
export interface ChannelStates {
  /** The channel runs here. */
  readonly begin: (channel: ChannelId) => void
  /** What the bot itself says of its platform. */
  readonly report: (channel: ChannelId, report: ChannelReport) => void
  readonly cameIn: (channel: ChannelId) => void
  readonly wentOut: (channel: ChannelId) => void
  /** Something failed at the platform; `code` is short and names nobody. */
  readonly failed: (channel: ChannelId, code: string) => void
  /** The platform answers and takes our credentials. */
  readonly answered: (channel: ChannelId) => void
  readonly all: () => readonly ChannelState[]
}

/** So long after an error without any success a channel is called failing: a bot that is down tries again each minute. */
const fresh = 5 * 60_000
/** One message that a platform refuses says nothing of the channel. */
const suspicious = 2

interface Known {
  told: ChannelReport
  toldAt: Instant
  /** The first error since it was last well, and how many there were. */
  badSince: Instant
  errors: number
  lastIn?: Instant
  lastOut?: Instant
  lastError?: { readonly code: string; readonly at: Instant }
}

export function createChannelStates(clock: () => Instant): ChannelStates {
  const known = new Map<ChannelId, Known>()
  const of = (channel: ChannelId): Known => {
    const found = known.get(channel)
    if (found) return found
    const at = clock()
    const made: Known = { told: { state: 'on' }, toldAt: at, badSince: 0, errors: 0 }
    known.set(channel, made)
    return made
  }
  const good = (channel: ChannelId): Known => {
    const one = of(channel)
    one.badSince = 0
    one.errors = 0
    return one
  }
  return {
    begin: (channel) => void of(channel),
    report: (channel, told) => {
      const one = of(channel)
      if (one.told.state !== told.state) one.toldAt = clock()
      one.told = told
      if (told.state === 'on') good(channel)
      else if (told.why && told.state !== 'logged-out')
        one.lastError = { code: told.why, at: clock() }
    },
    cameIn: (channel) => {
      good(channel).lastIn = clock()
    },
    wentOut: (channel) => {
      good(channel).lastOut = clock()
    },
    answered: (channel) => void good(channel),
    failed: (channel, code) => {
      const one = of(channel)
      const at = clock()
      one.badSince ||= at
      one.errors += 1
      one.lastError = { code, at }
    },
    all: () => [...known].map(([channel, one]) => standing(channel, one, clock())),
  }
}

/** What the bot says counts; where it says all is well, errors without any success after them count more. */
function standing(channel: ChannelId, one: Known, now: Instant): ChannelState {
  const { told, toldAt, badSince, errors, lastIn, lastOut, lastError } = one
  const isFailing = errors >= suspicious && now - (lastError?.at ?? 0) < fresh
  const state = told.state === 'on' && isFailing ? 'failing' : told.state
  return {
    channel,
    state,
    since: state === told.state ? toldAt : badSince,
    ...(told.why === undefined ? {} : { why: told.why }),
    ...(told.picture === undefined ? {} : { picture: told.picture }),
    ...(lastIn === undefined ? {} : { lastIn }),
    ...(lastOut === undefined ? {} : { lastOut }),
    ...(lastError === undefined ? {} : { lastError }),
  }
}

/** How often what this process knows is written down, for the others and for after a restart. */
const often = 60_000

/** Writes the states down once a minute, and at once where one changed. */
export function createStateKeeping(
  world: Pick<World, 'db' | 'clock' | 'channelsHere'>,
): () => Promise<void> {
  const kept = new Map<ChannelId, { readonly state: string; readonly at: Instant }>()
  return async () => {
    const now = world.clock()
    const due = (world.channelsHere?.states.all() ?? []).filter(({ channel, state }) => {
      const last = kept.get(channel)
      return !last || last.state !== state || now - last.at >= often
    })
    if (due.length === 0) return
    await world.db.transaction(async (tx) => {
      for (const one of due) await saveChannelState(tx, rowOf(one, now))
    })
    for (const { channel, state } of due) kept.set(channel, { state, at: now })
  }
}

const rowOf = (one: ChannelState, now: Instant): ChannelStateRow => {
  const { channel, state, why, since, lastIn, lastOut, lastError } = one
  return {
    channel,
    state,
    since,
    seenAt: now,
    ...(why === undefined ? {} : { why }),
    ...(lastIn === undefined ? {} : { lastIn }),
    ...(lastOut === undefined ? {} : { lastOut }),
    ...(lastError ? { errorCode: lastError.code, errorAt: lastError.at } : {}),
  }
}
