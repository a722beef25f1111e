import type { Delivery, Port } from '#conversation/channel.ts'
import type { Heard, Outgoing } from '#conversation/message.ts'
import { isAway } from '#store/away.ts'
import { onceDigest } from '#store/once.ts'
import type { OutboxRow } from '#store/outbox.ts'
import { dropTimer, type Timer } from '#store/timers.ts'
import { openOutgoing, wordsIn } from './conversation-file.ts'
import { letGo } from './evidence.ts'
import { noteDeliveries, type Noted } from './notify.ts'
import { oneByOne } from './one-by-one.ts'
import { createPacing } from './pace.ts'
import type { Sealed } from './sealed.ts'
import { opinionOn } from './second-opinion.ts'
import { turnOfDelivery, turnOfTimer } from './turn.ts'

type Say = (message: Outgoing, rest: readonly Outgoing[]) => Promise<Delivery>

/** A message that failed so often while the next one gets through is the fault itself. */
const suspicious = 4

export interface Hearing {
  readonly hear: Port['hear']
  /** A reminder or an expiry: the calendar speaks, nobody waits for the answer. */
  readonly timer: (timer: Timer) => Promise<void>
}

/**
 * One message, one transaction: messages of one address one after the other, nothing said before the commit. A delivery's
 * id counts for its own address alone: nobody hears another's answers by naming their delivery.
 */
export function createHear(world: Sealed): Hearing {
  const queue = oneByOne()
  const pacing = createPacing(world)
  return {
    hear: async (delivery, say) => {
      const address = world.vault.addressHash(delivery.channel, delivery.address)
      const heard = { ...delivery, once: `${address}:${delivery.once}` }
      const verdict = pacing.weigh(address, heard)
      if (verdict === 'told') await say(tooFast(world, heard), []).catch(() => 'uncertain' as const)
      if (verdict !== 'heard') return 'too-fast'
      try {
        await queue(address, async () => {
          const opinion = await opinionOn(world, heard)
          const owed = await world.db.transaction(async (tx) => {
            return await turnOfDelivery(world, tx, { heard, ...(opinion ? { opinion } : {}) })
          })
          letGo(world, heard.what)
          await answer(world, heard, owed, say)
        })
      } finally {
        pacing.done(address)
      }
      return undefined
    },
    timer: async (timer) => {
      await world.db.transaction(async (tx) => {
        await turnOfTimer(world, tx, timer)
        await dropTimer(tx, timer)
      })
    },
  }
}

/** Said once and kept nowhere, like what it answers. */
const tooFast = (world: Sealed, { channel, once, lang }: Heard): Outgoing => ({
  id: `slow:${onceDigest(channel, once).slice(0, 22)}`,
  text: wordsIn(world, lang === 'en' ? 'en' : 'zh-cn')['pace.slow'] ?? '',
})

/**
 * Says the answers the way the message came, in order. A peer that knows ids hears them again on a repeated delivery;
 * elsewhere what was said is not said again. What does not get out here goes by notify.
 */
async function answer(
  world: Sealed,
  { channel }: Heard,
  owed: readonly OutboxRow[],
  say: Say,
): Promise<void> {
  const knowsIds = world.channels.get(channel)?.knowsIds ?? false
  const isMine = ({ state, leasedBy }: OutboxRow): boolean =>
    state === 'sending' && leasedBy === world.worker
  await sayAnswers(world, knowsIds ? owed : owed.filter(isMine), say)
}

/**
 * Says messages the way the last one came, in order, after the commit, and writes down what became of them. The first
 * that fails keeps the later ones back for notify, unless it has failed too often: then the next one is tried, and if
 * that gets through, the fault is in the message and it is given up.
 */
async function sayAnswers(world: Sealed, rows: readonly OutboxRow[], say: Say): Promise<void> {
  const noted: Noted[] = []
  const messages = await Promise.all(rows.map(async (row) => await openedOrNone(world, row)))
  for (const [n, row] of rows.entries()) {
    const last = noted.at(-1)
    const [message, ...rest] = messages.slice(n)
    const outcome = last && holdsBack(last) ? 'held' : await attempt(say, message, rest)
    if (outcome === 'sent')
      for (const [before, one] of noted.entries())
        if (isSuspicious(one)) noted[before] = { ...one, outcome: 'given-up' }
    noted.push({ row, outcome })
  }
  await noteDeliveries(world, noted)
}

const holdsBack = (before: Noted): boolean =>
  before.outcome !== 'sent' && before.outcome !== 'given-up' && !isSuspicious(before)

const isSuspicious = ({ row, outcome }: Noted): boolean =>
  outcome === 'uncertain' && row.attempts >= suspicious

type Opened = Outgoing | 'broken' | 'later'

/** `later`: its key cannot be read just now, which says nothing of the message. */
const openedOrNone = async (world: Sealed, row: OutboxRow): Promise<Opened> =>
  await openOutgoing(world, row).catch((cause: unknown) => (isAway(cause) ? 'later' : 'broken'))

async function attempt(
  say: Say,
  message: Opened | undefined,
  rest: readonly Opened[],
): Promise<Noted['outcome']> {
  if (message === 'later') return 'held'
  if (message === undefined || message === 'broken') return 'given-up'
  const after = rest.filter((one) => typeof one !== 'string')
  return await say(message, after).catch(() => 'uncertain' as const)
}
