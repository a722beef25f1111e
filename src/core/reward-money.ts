/** Hundredths of a yuan: money is never anything but a whole number of them. */
export type Fen = number

/** Ten-thousandths: 500 is five per cent. */
export type Rate = number

export const whole: Rate = 10_000

/** A hundred billion yuan (一千亿元) and more is a slip of the keyboard. */
const tooMuch: Fen = 10_000_000_000_000

export const isSum = (fen: Fen): boolean => Number.isSafeInteger(fen) && fen >= 0 && fen < tooMuch

/** How a sum that does not come out even is made whole. */
export interface Rounding {
  readonly to: 'fen' | 'yuan'
  readonly how: 'down' | 'half-up' | 'up'
}

/** A share of a base up to a bound (itself included); the last band has none. */
interface Band {
  readonly upTo?: Fen
}

/**
 * What is paid on a base. `each-band`: every band's part at its own rate (分段累计). `whole`: all of it at the rate of the
 * band it falls into. `fixed`: the sum that stands beside the band.
 */
export type Share =
  | {
      readonly how: 'each-band' | 'whole'
      readonly bands: readonly (Band & { readonly rate: Rate })[]
    }
  | { readonly how: 'fixed'; readonly bands: readonly (Band & { readonly sum: Fen })[] }

/** An amount before it is made whole: in ten-thousandths of a fen. */
export type Exact = bigint

export const exactly = (fen: Fen): Exact => BigInt(fen) * BigInt(whole)

export const times = (fen: Fen, rate: Rate): Exact => BigInt(fen) * BigInt(rate)

/** The share of a base, to the last ten-thousandth. `points` are added to every rate; a fixed sum knows none. */
export function shareOf(base: Fen, share: Share, points: Rate = 0): Exact {
  if (share.how === 'fixed') return exactly(share.bands.find(holds(base))?.sum ?? 0)
  if (share.how === 'whole') return times(base, (share.bands.find(holds(base))?.rate ?? 0) + points)
  let from = 0
  let exact: Exact = 0n
  for (const { upTo = base, rate } of share.bands) {
    const to = Math.min(upTo, base)
    if (to > from) exact += times(to - from, rate + points)
    from = Math.max(from, to)
  }
  return exact
}

const holds =
  (base: Fen) =>
  ({ upTo }: Band): boolean =>
    upTo === undefined || base <= upTo

export function rounded(exact: Exact, { to, how }: Rounding): Fen {
  const fen = to === 'yuan' ? 100n : 1n
  const unit = fen * BigInt(whole)
  const rest = exact % unit
  const goesUp = { down: false, 'half-up': rest * 2n >= unit, up: rest > 0n }[how]
  return Number((exact / unit + (goesUp ? 1n : 0n)) * fen)
}

/**
 * Divides a sum by weights so that the parts add up to it: what is left over goes, a fen each, to the largest
 * remainders, and of equal ones to whoever stands first in the list.
 */
export function apportion(
  sum: Fen,
  weights: ReadonlyMap<string, number>,
): ReadonlyMap<string, Fen> {
  const total = [...weights.values()].reduce((all, weight) => all + BigInt(weight), 0n)
  if (total <= 0n) throw new Error('a sum is divided by weights, of which one at least is not 0')
  const parts = [...weights].map(([key, weight]) => {
    const product = BigInt(sum) * BigInt(weight)
    return { key, fen: Number(product / total), rest: product % total }
  })
  const left = sum - parts.reduce((all, { fen }) => all + fen, 0)
  const lucky = new Set(parts.toSorted(largestFirst).slice(0, left))
  return new Map(parts.map((part) => [part.key, part.fen + (lucky.has(part) ? 1 : 0)]))
}

interface Part {
  readonly rest: bigint
}

function largestFirst(one: Part, other: Part): number {
  if (one.rest === other.rest) return 0
  return one.rest > other.rest ? -1 : 1
}

/** `1,234.50`: as it stands in a notice and in a table. */
export function inFigures(fen: Fen): string {
  const yuan = Math.trunc(fen / 100)
  const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}.${String(fen % 100).padStart(2, '0')}`
}

/** In yuan with all its decimals and no more, so that a rounding can be checked by hand. */
export function exactInFigures(exact: Exact): string {
  const unit = 1_000_000n
  const decimals = String(exact % unit).padStart(6, '0')
  return `${inFigures(Number(exact / unit) * 100).slice(0, -3)}.${decimals.replace(/0{1,4}$/, '')}`
}
