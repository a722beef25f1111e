import type { Address } from '#conversation/message.ts'

import { isSolved, puzzleFor, type Puzzle } from './puzzle.ts'

export interface GateConfig {
  /** New conversations a minute above which each must do a little work first. */
  readonly level: number
  /** The same in every process of the house, known to nobody else. */
  readonly secret: string
  readonly now: () => number
}

/** What stands between a browser and its first message: nothing, unless far more come than ever do. */
export interface Gate {
  /** Counts a browser nobody has heard of, once a minute however often it asks. */
  readonly arrived: (address: Address) => void
  /** Since when new conversations are asked for work; `undefined`: they are not. */
  readonly since: () => number | undefined
  /** What this process saw in the last minute, for the others of the house. */
  readonly here: () => { readonly count: number; readonly since?: number }
  /** What the others saw; it is told again and again while it holds. */
  readonly elsewhere: (others: { readonly count: number; readonly since?: number }) => void
  readonly isAdmitted: (address: Address) => boolean
  readonly admit: (address: Address) => void
  readonly puzzle: (address: Address) => Puzzle
  /** Whether the work was done; then the way is open. */
  readonly solved: (address: Address, answer: string) => Promise<boolean>
  /** Who cannot work, waits: their turn comes by itself. Gives the seconds still to go, 0 when it has come. */
  readonly queue: (address: Address) => number
}

const minute = 60_000
/** What the others saw is believed for so long. */
const fresh = minute / 2
/** The gate opens again after so long without a rush. */
const calmFor = 5 * minute
const mostKnown = 50_000
/** Without scripts one a second is let in, and nobody waits longer than ten minutes. */
const perSecond = 1
const longestWait = 600

export function createGate({ level, secret, now }: GateConfig): Gate {
  /** When each was counted, the first one first. */
  const arrivals = new Map<Address, number>()
  const admitted = createAdmitted()
  const line = createLine(now)
  let began: number | undefined
  let rushed = 0
  let others: { readonly count: number; readonly since?: number } = { count: 0 }
  let toldAt = 0

  const look = (): void => {
    const at = now()
    for (const [address, when] of arrivals) {
      if (when >= at - minute) break
      arrivals.delete(address)
    }
    const told = at - toldAt < fresh ? others : { count: 0 }
    const count = arrivals.size + told.count
    if (count > level) {
      began ??= told.since ?? at
      rushed = at
    } else if (count > level / 2) rushed = Math.max(rushed, began === undefined ? 0 : at)
    if (began !== undefined && at - rushed > calmFor) began = undefined
  }
  return {
    arrived: (address) => {
      look()
      if (arrivals.has(address)) return
      arrivals.set(address, now())
      const [oldest] = arrivals.keys()
      if (arrivals.size > 20 * level && oldest !== undefined) arrivals.delete(oldest)
      look()
    },
    since: () => {
      look()
      return began
    },
    here: () => {
      look()
      return { count: arrivals.size, ...(began === undefined ? {} : { since: began }) }
    },
    elsewhere: (told) => {
      others = told
      toldAt = now()
    },
    isAdmitted: admitted.has,
    admit: admitted.add,
    puzzle: (address) => puzzleFor(secret, address, now()),
    solved: async (address, answer) => {
      const right = await isSolved(secret, { address, now: now() }, answer)
      if (right) admitted.add(address)
      return right
    },
    queue: (address) => {
      const seconds = line(address)
      if (seconds === 0) admitted.add(address)
      return seconds
    },
  }
}

/** Who may speak without more work; whoever was let in first is forgotten first. */
function createAdmitted(): {
  readonly has: (address: Address) => boolean
  readonly add: (address: Address) => void
} {
  const admitted = new Set<Address>()
  return {
    has: (address) => admitted.has(address),
    add: (address) => {
      admitted.delete(address)
      admitted.add(address)
      const [oldest] = admitted
      if (admitted.size > mostKnown && oldest !== undefined) admitted.delete(oldest)
    },
  }
}

/** First come, first served; the longer the line, the faster it moves. Who goes away holds up nobody. */
function createLine(now: () => number): (address: Address) => number {
  const places = new Map<Address, number>()
  let last = 0
  let served = 0
  let at = now()
  return (address) => {
    const rate = Math.max(perSecond, (last - served) / longestWait)
    served = Math.min(last, served + (Math.max(0, now() - at) / 1000) * rate)
    at = now()
    for (const [one, place] of places) {
      if (place > served - longestWait * rate) break
      places.delete(one)
    }
    const place = places.get(address) ?? last + 1
    places.set(address, place)
    last = Math.max(last, place)
    return place <= served ? 0 : Math.ceil((place - served) / rate)
  }
}
