/** How fast we speak, over all chats together: who speaks like a machine is shut out. */
export interface Pace {
  /** Milliseconds until this message may go, 0: now. Each has its place in the row, also when it is asked for again. */
  readonly take: (id: string) => number
  /** The platform had enough: nothing goes for a while, the longer the more often it happens. */
  readonly rest: () => number
  readonly isFree: () => boolean
  /** A message got through. */
  readonly went: () => void
}

interface Options {
  readonly now: () => number
  readonly gapMs: number
  readonly restMs: number
}

const longestRest = 2 * 60 * 60_000

/** A place in the row that nobody came back for is given up after so long. */
const kept = 10 * 60_000

export function createPace({ now, gapMs, restMs }: Options): Pace {
  const places = new Map<string, number>()
  let free = 0
  let restUntil = 0
  let refusals = 0

  const placeOf = (id: string): number => {
    const had = places.get(id)
    if (had !== undefined) return had
    const at = Math.max(now(), free, restUntil)
    free = at + gapMs
    places.set(id, at)
    return at
  }
  return {
    take: (id) => {
      for (const [one, at] of places) if (at < now() - kept) places.delete(one)
      const left = Math.max(placeOf(id), restUntil) - now()
      if (left <= 0) places.delete(id)
      return Math.max(0, left)
    },
    rest: () => {
      const ms = Math.min(longestRest, restMs * 2 ** refusals)
      refusals += 1
      restUntil = now() + ms
      free = restUntil
      places.clear()
      return ms
    },
    isFree: () => restUntil <= now(),
    went: () => {
      refusals = 0
    },
  }
}
