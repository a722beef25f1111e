import type { Bot, Call, Port } from '#conversation/channel.ts'
import type { ChannelId, Heard } from '#conversation/message.ts'
import { isAwaited, noteArrival, noteMissed, takeCanary } from '#store/canaries.ts'
import { rehearse } from './rehearse.ts'
import type { Sealed } from './sealed.ts'

/** The door of one channel. */
export type Door = NonNullable<Bot['canary']>

/** Made-up reports that prove the road from each channel's own door to a queue of their own. */
export interface Canaries {
  /** The port as bots see it: what carries a canary's mark goes to their queue, all else by. */
  readonly port: (port: Port) => Port
  /** Sends what is due and tells what is missed; waits for no door. `landed`: every door has taken what it was given. */
  readonly round: (
    doors: ReadonlyMap<ChannelId, Door>,
    call: Call,
  ) => Promise<{ readonly landed: Promise<unknown> }>
  readonly close: () => Promise<void>
}

const every = 10 * 60_000
const patience = 60_000

/**
 * A canary is known by a mark that only a process with the master key can write; no words of a person can be taken for one.
 * It is heard in a transaction that is taken back (see `rehearse`); what stays is one row for each channel.
 */
export function createCanaries(world: Sealed): Canaries {
  const underWay = new Map<ChannelId, Promise<void>>()
  let key: Promise<string> | undefined
  const ownKey = async (): Promise<string> => {
    const made = (key ??= world.vault.newKey())
    try {
      return await made
    } catch (cause) {
      // Keys that cannot be made now can be at the next one's time.
      if (key === made) key = undefined
      throw cause
    }
  }
  const hear = async (heard: Heard, number: number): Promise<void> => {
    const { channel } = heard
    const awaited = await world.db.read(async (tx) => await isAwaited(tx, channel, number))
    if (!awaited) return
    if (!(await rehearse(world, heard, await ownKey()))) throw new Error('a canary was not filed')
    const came = await world.db.transaction(
      async (tx) => await noteArrival(tx, { channel, number }, world.clock()),
    )
    if (came?.lateSince !== undefined) world.log.info('canaries arrive again', { channel })
  }
  return {
    port: (port) => ({
      ...port,
      hear: async (heard, say) => {
        const number = numberIn(world, heard)
        if (number === undefined) return await port.hear(heard, say)
        await hear(heard, number)
        return undefined
      },
    }),
    round: async (doors, call) => {
      await tellMissed(world)
      for (const [channel, door] of doors) {
        if (underWay.has(channel)) continue
        const number = await take(world, channel)
        if (number === undefined) continue
        const sent = send(world, { channel, number, door, call })
        underWay.set(channel, sent)
        void sent.then(() => underWay.delete(channel))
      }
      return { landed: Promise.all(underWay.values()) }
    },
    close: async () => {
      await Promise.all(underWay.values())
      if (key) await world.vault.dropKey(await key)
      key = undefined
    },
  }
}

async function take(world: Sealed, channel: ChannelId): Promise<number | undefined> {
  const terms = { now: world.clock(), every, patience }
  return await world.db.transaction(async (tx) => await takeCanary(tx, channel, terms))
}

async function tellMissed(world: Sealed): Promise<void> {
  const missed = await world.db.transaction(
    async (tx) => await noteMissed(tx, world.clock(), patience),
  )
  for (const { channel, number } of missed)
    world.log.error('a canary has not arrived: reports by this channel may not either', {
      channel,
      number,
    })
}

interface Sent {
  readonly channel: ChannelId
  readonly number: number
  readonly door: Door
  readonly call: Call
}

/** A door that fails says so in the log; that nothing came through it is seen at the queue. */
async function send(world: Sealed, { channel, number, door, call }: Sent): Promise<void> {
  try {
    await door(markOf(world, channel, number), call)
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : typeof cause
    world.log.warn('a canary did not get through its door', { channel, number, why })
  }
}

const opening = 'yijian-canary'

function markOf({ mac }: Pick<Sealed, 'mac'>, channel: ChannelId, number: number): string {
  const proof = Buffer.from(mac(Buffer.from(`yijian canary ${channel} ${number}`)))
  return `${opening}.${channel}.${number}.${proof.toString('base64url')}`
}

function numberIn(world: Pick<Sealed, 'mac'>, { channel, what }: Heard): number | undefined {
  if (what.type !== 'text' || !what.text.startsWith(opening)) return undefined
  const told = what.text.trim()
  const digits = /^[\w-]+\.[\w-]+\.(\d{1,9})\.[\w-]{20,128}$/.exec(told)?.[1]
  if (digits === undefined) return undefined
  const number = Number(digits)
  const [given, right] = [told, markOf(world, channel, number)].map((mark) =>
    Buffer.from(world.mac(Buffer.from(mark))),
  )
  return given && right && given.equals(right) ? number : undefined
}
