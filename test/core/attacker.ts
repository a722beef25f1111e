import type { Counted, CoverRule, Listing } from '#core/public-tables.ts'
import { listingOf } from '#core/public-tables.ts'

/** One equation over named unknowns. */
export interface Equation {
  readonly sum: Readonly<Record<string, number>>
  readonly equals: number
}

/** What a publication says of its cells, as equations: `name` tells one table's cells from another's. */
export function equationsOf(name: string, keys: readonly string[], told: Listing): Equation[] {
  const listed = new Set(told.listed.map(({ key }) => key))
  const left = keys.filter((key) => !listed.has(key))
  return [
    ...told.listed.map(({ key, count }) => ({ sum: { [`${name}.${key}`]: 1 }, equals: count })),
    { sum: Object.fromEntries(left.map((key) => [`${name}.${key}`, 1])), equals: told.rest },
  ]
}

/** Every unknown that the equations alone fix, by elimination over the rationals. */
export function solved(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const names = [...new Set(equations.flatMap(({ sum }) => Object.keys(sum)))]
  const rows = equations.map(({ sum, equals }) => [...names.map((one) => sum[one] ?? 0), equals])
  const pivots: number[] = []
  let top = 0
  for (let column = 0; column < names.length; column += 1) {
    const at = rows.findIndex((row, n) => n >= top && Math.abs(row[column] ?? 0) > 1e-9)
    if (at < 0) continue
    const [pivot] = rows.splice(at, 1)
    if (!pivot) continue
    const by = pivot[column] ?? 1
    const scaled = pivot.map((value) => value / by)
    rows.splice(top, 0, scaled)
    for (const [n, row] of rows.entries())
      if (n !== top && Math.abs(row[column] ?? 0) > 1e-9) {
        const times = row[column] ?? 0
        rows[n] = row.map((value, m) => value - times * (scaled[m] ?? 0))
      }
    pivots.push(column)
    top += 1
  }
  const found = new Map<string, number>()
  for (const [n, column] of pivots.entries()) {
    const row = rows[n] ?? []
    const others = row.slice(0, -1).filter((value, m) => m !== column && Math.abs(value) > 1e-9)
    if (others.length === 0) found.set(names[column] ?? '', Math.round(row.at(-1) ?? 0))
  }
  return found
}

/** Also what follows from counts never being negative: of a sum of nothing every part is nothing. */
export function bounded(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const found = new Map(solved(equations))
  for (const { sum, equals } of equations) {
    const open = Object.keys(sum).filter((one) => !found.has(one))
    const known = Object.keys(sum).reduce((all, one) => all + (found.get(one) ?? 0), 0)
    if (equals - known === 0) for (const one of open) found.set(one, 0)
  }
  return found
}

const sameTold = (one: Listing, other: Listing): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * Somebody who knows the rule, its secret order and everything that is told: is there a history in which this cell is
 * `value` and which is told in the very same words?
 */
export function couldBe(
  cells: readonly Counted[],
  rule: CoverRule,
  asked: { readonly key: string; readonly value: number },
): boolean {
  const told = listingOf(cells, rule)
  const listed = new Set(told.listed.map(({ key }) => key))
  const left = cells.filter(({ key }) => !listed.has(key) && key !== asked.key)
  const room = told.rest - asked.value
  for (const shares of histories(left.length, room, rule.fewest)) {
    const others = new Map(left.map(({ key }, n) => [key, shares[n] ?? 0]))
    others.set(asked.key, asked.value)
    const world = cells.map((cell) => ({ ...cell, count: others.get(cell.key) ?? cell.count }))
    if (sameTold(listingOf(world, rule), told)) return true
  }
  return false
}

/** Ways to share a sum: nearly all on one, one or none on another, or small everywhere. */
function* histories(parts: number, sum: number, fewest: number): Generator<readonly number[]> {
  if (sum < 0 || parts === 0) return
  const all = (at: readonly (readonly [number, number])[]): number[] => {
    const shares = Array.from({ length: parts }, () => 0)
    for (const [n, value] of at) shares[n] = (shares[n] ?? 0) + value
    return shares
  }
  for (let big = 0; big < parts; big += 1) {
    yield all([[big, sum]])
    for (let small = 0; small < parts; small += 1)
      if (small !== big && sum >= 1)
        yield all([
          [big, sum - 1],
          [small, 1],
        ])
  }
  const spread: number[] = []
  let leftOver = sum
  for (let n = 0; n < parts; n += 1) {
    const share = Math.min(fewest - 1, leftOver)
    spread.push(share)
    leftOver -= share
  }
  if (leftOver === 0) yield spread
}
