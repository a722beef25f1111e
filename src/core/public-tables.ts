/** One key of a dimension with what was counted under it, and what it is made of. */
export interface Counted {
  readonly key: string
  readonly count: number
  readonly within?: readonly Counted[]
}

/** A number that is told, with what it is made of where that may be told too. */
export interface Listed {
  readonly key: string
  readonly count: number
  readonly within?: Listing
}

/** What is told of a dimension. Every key that is not listed is in `rest`, and nobody is told how. */
export interface Listing {
  readonly listed: readonly Listed[]
  readonly rest: number
}

export interface CoverRule {
  /** A number smaller than this is never told, alone or as what is left over. */
  readonly fewest: number
  /**
   * Which of the larger numbers covers the small ones: a secret order that knows nothing of the numbers, so that which one
   * was covered tells nothing of them.
   */
  readonly order: (key: string) => string
}

/** What is left over must be so much, that any of the small numbers in it can be anything below `fewest`. */
export const coverOf = ({ fewest }: Pick<CoverRule, 'fewest'>): number => 2 * fewest - 1

/** So many keys at least are left over together. */
const company = 3

/**
 * What of a dimension may be told. A count below `fewest` is not listed, nor is a zero told from it. Where what is left over
 * would say too much, larger counts are left out with it. Whoever knows this rule, its order and every number that is
 * listed still finds for each small count a history with any value below `fewest` that is told in the same words: that is
 * what `test/core/public-tables.test.ts` shows by making that history.
 */
export function listingOf(cells: readonly Counted[], rule: CoverRule): Listing {
  const covered = coveredOf(cells, rule)
  const listed = cells.filter(({ key, count }) => count > 0 && !covered.has(key))
  const rest = cells.reduce((sum, one) => (covered.has(one.key) ? sum + one.count : sum), 0)
  return { listed: listed.map((cell) => listedOf(cell, rule)), rest }
}

function listedOf({ key, count, within = [] }: Counted, rule: CoverRule): Listed {
  const isDeep = within.length > 0 && count >= coverOf(rule)
  return { key, count, ...(isDeep ? { within: listingOf(within, rule) } : {}) }
}

function coveredOf(cells: readonly Counted[], rule: CoverRule): ReadonlySet<string> {
  const { fewest, order } = rule
  const covered = new Map(
    cells.filter(({ count }) => count < fewest).map(({ key, count }) => [key, count]),
  )
  const large = cells
    .filter(({ key }) => !covered.has(key))
    .map((cell) => ({ ...cell, rank: order(cell.key) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
  const isPair = cells.length < company
  for (const { key, count } of large) {
    if (!isPair && isEnough([...covered.values()], rule)) break
    if (isPair && covered.size === 0) break
    covered.set(key, count)
  }
  return new Set(covered.keys())
}

/** Nothing is left over; or enough of enough keys, and the small ones among them could have been fewer or more. */
function isEnough(rest: readonly number[], { fewest }: CoverRule): boolean {
  const sum = rest.reduce((all, count) => all + count, 0)
  if (sum === 0) return true
  const isFull = rest.every((count) => count < fewest) && sum > (rest.length - 1) * (fewest - 1)
  return sum >= coverOf({ fewest }) && rest.length >= company && !isFull
}

/**
 * The same table counted anew, or `undefined` where the two beside each other would say too much: a number that was listed
 * moved by a few, a number fell below what may be told, what is left over did either. Then the old table stands.
 */
export function recounted(
  before: Listing,
  cells: readonly Counted[],
  rule: Pick<CoverRule, 'fewest'>,
): Listing | undefined {
  const counts = new Map(cells.map((cell) => [cell.key, cell]))
  const listed = before.listed.map((old) => relisted(old, counts.get(old.key), rule))
  if (listed.some((one) => one === undefined)) return undefined
  const told = new Set(before.listed.map(({ key }) => key))
  const rest = cells.reduce((sum, { key, count }) => (told.has(key) ? sum : sum + count), 0)
  if (!mayMove(before.rest, rest, rule)) return undefined
  const isAlone = cells.length - told.size < company && told.size > 0
  if (rest !== before.rest && (isAlone || rest < coverOf(rule))) return undefined
  return { listed: listed.filter((one) => one !== undefined), rest }
}

function relisted(
  old: Listed,
  cell: Counted | undefined,
  rule: Pick<CoverRule, 'fewest'>,
): Listed | undefined {
  const count = cell?.count ?? 0
  if (count < rule.fewest || !mayMove(old.count, count, rule)) return undefined
  if (!old.within) return { key: old.key, count }
  if (count < coverOf(rule)) return undefined
  const within = recounted(old.within, cell?.within ?? [], rule)
  return within && { key: old.key, count, within }
}

/** Not at all, or by so many that nobody can tell who they were. */
export const mayMove = (
  before: number,
  now: number,
  { fewest }: Pick<CoverRule, 'fewest'>,
): boolean => before === now || Math.abs(before - now) >= fewest
