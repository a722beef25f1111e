import { spend, type Allowance, type Pace } from '#core/pace.ts'
import type { Heard } from '#conversation/message.ts'
import type { World } from './world.ts'

/** Faster than anybody types, photos one by one included. */
const words: Pace = { burst: 40, every: 2000 }
/** A platform says the same delivery again until it is sure. */
const repeats: Pace = { burst: 200, every: 1000 }
/** Danger to life is heard from a sender who is slowed as well, though not a thousand times. */
const dangers: Pace = { burst: 6, every: 10_000 }
/** No sender has more than these waiting, however slow the house is. */
const longestQueue = 60
/** Deliveries of one sender that are known again. */
const remembered = 128
/** The longest quiet are forgotten first: they have all of their allowance again. */
const mostSenders = 50_000

/** `heard`: go on, and call `done` after it. `told`: say once that it was too much. `quiet`: say nothing more. */
export type Verdict = 'heard' | 'told' | 'quiet'

export interface Pacing {
  /** Of one sender alone: nobody else is slowed, and no address of a network is known here. */
  readonly weigh: (sender: string, heard: Heard) => Verdict
  readonly done: (sender: string) => void
}

interface Sender {
  readonly words?: Allowance
  readonly repeats?: Allowance
  readonly dangers?: Allowance
  /** Heard that it was too much, and has not rested since. */
  readonly told: boolean
  readonly waiting: number
  readonly recent: readonly string[]
}

/** Slows each sender by what they themselves send to this process. What is not let in leaves no trace and costs no disk. */
export function createPacing(world: World): Pacing {
  const senders = new Map<string, Sender>()
  const keep = (name: string, sender: Sender): void => {
    senders.delete(name)
    senders.set(name, sender)
    const [oldest] = senders.keys()
    if (senders.size > mostSenders && oldest !== undefined) senders.delete(oldest)
  }
  return {
    weigh: (name, heard) => {
      const before = senders.get(name) ?? { told: false, waiting: 0, recent: [] }
      const { sender, allowed } = weighed(world, before, heard)
      keep(name, allowed ? { ...sender, waiting: sender.waiting + 1 } : { ...sender, told: true })
      if (allowed) return 'heard'
      if (!before.told) world.log.warn('a sender is slowed', { channel: heard.channel })
      return before.told ? 'quiet' : 'told'
    },
    done: (name) => {
      const sender = senders.get(name)
      if (sender) senders.set(name, { ...sender, waiting: Math.max(0, sender.waiting - 1) })
    },
  }
}

interface Weighed {
  readonly sender: Sender
  readonly allowed: boolean
}

function weighed(world: World, before: Sender, heard: Heard): Weighed {
  const at = world.clock()
  if (before.recent.includes(heard.once)) {
    const { allowed, after } = spend(repeats, before.repeats, at)
    return { sender: { ...before, repeats: after }, allowed }
  }
  const spent = spend(words, before.words, at)
  const rested = spent.after.left >= words.burst / 2
  const sender = { ...before, words: spent.after, told: before.told && !rested }
  if (spent.allowed && before.waiting < longestQueue)
    return { sender: remembering(sender, heard), allowed: true }
  return urgently(world, sender, heard)
}

/** Somebody in danger may have been impatient before. */
function urgently(world: World, sender: Sender, heard: Heard): Weighed {
  const { what } = heard
  if (what.type !== 'text' || world.understanding.danger(what.text) !== 'life')
    return { sender, allowed: false }
  const { allowed, after } = spend(dangers, sender.dangers, world.clock())
  return { sender: remembering({ ...sender, dangers: after }, heard), allowed }
}

const remembering = (sender: Sender, { once }: Heard): Sender => ({
  ...sender,
  recent: [...sender.recent, once].slice(-remembered),
})
