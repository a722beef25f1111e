/** A clock that moves only when it is told to, and the pauses that hang on it. */
export interface Time {
  readonly now: () => number
  /** Moves on; what paused till then goes on. */
  readonly pass: (ms: number) => void
  readonly pause: (ms: number, over: AbortSignal) => Promise<void>
}

export function createTime(begin: number): Time {
  let now = begin
  const pauses = new Set<{ readonly until: number; readonly done: () => void }>()
  return {
    now: () => now,
    pass: (ms) => {
      now += ms
      for (const one of pauses) {
        if (one.until > now) continue
        pauses.delete(one)
        one.done()
      }
    },
    pause: async (ms, over) => {
      if (over.aborted || ms <= 0) return
      const { promise, resolve } = Promise.withResolvers<void>()
      pauses.add({ until: now + ms, done: resolve })
      over.addEventListener('abort', () => resolve(), { once: true })
      await promise
    },
  }
}
