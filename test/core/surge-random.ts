/** Draws that come out the same for the same seed. */
export interface Random {
  readonly next: () => number
  readonly normal: () => number
  /** Of that shape and scale 1. */
  readonly gamma: (shape: number) => number
  readonly poisson: (mean: number) => number
  /** Draws an index by weights. */
  readonly picker: (weights: readonly number[]) => () => number
}

export function aRandom(seed: number): Random {
  const next = mulberry(seed)
  const positive = (): number => Math.max(next(), Number.MIN_VALUE)
  const normal = (): number => Math.sqrt(-2 * Math.log(positive())) * Math.cos(2 * Math.PI * next())
  /** Marsaglia and Tsang; for a shape of 1 or more. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(positive()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const poisson = (mean: number): number => {
    const end = Math.exp(-mean)
    let [count, product] = [0, positive()]
    while (product > end) {
      count += 1
      product *= positive()
    }
    return count
  }
  const picker = (weights: readonly number[]) => {
    const sums: number[] = []
    let all = 0
    for (const weight of weights) sums.push((all += weight))
    return (): number => {
      const at = next() * all
      let [low, high] = [0, sums.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] ?? 0) <= at) low = middle + 1
        else high = middle
      }
      return low
    }
  }
  return { next, normal, gamma, poisson, picker }
}

/** Mulberry32: pairs and triples of draws are as good as single ones. */
function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
