/** Chance that a failing run can have again. */
export interface Chance {
  /** From 0 to below 1. */
  readonly next: () => number
  /** A whole number below this one. */
  readonly below: (n: number) => number
  readonly happens: (probability: number) => boolean
}

export function seeded(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (n) => Math.floor(next() * n),
    happens: (probability) => next() < probability,
  }
}

/** Not to be used where a run is to be the same again. */
export const pause = async (ms: number): Promise<void> =>
  await new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
