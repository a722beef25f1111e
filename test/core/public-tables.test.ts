import { describe, expect, it } from 'vitest'
import {
  coverOf,
  listingOf,
  recounted,
  type Counted,
  type CoverRule,
  type Listing,
} from '#core/public-tables.ts'
import { bounded, couldBe, equationsOf, solved } from './attacker.ts'

/** The same numbers every time. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

/** Mostly few, now and then many: as it is in a county. */
const many = (roll: (below: number) => number): number =>
  [0, 0, roll(3), roll(6), roll(12), roll(60)][roll(6)] ?? 0

const ruleOf = (seed: number, fewest: number): CoverRule => ({
  fewest,
  order: (key) =>
    String(dice(seed * 7919 + (key.codePointAt(0) ?? 0) * 31)(1_000_000)).padStart(7, '0'),
})

const keysOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(97 + n))

const cellsOf = (roll: (below: number) => number, keys: readonly string[]): Counted[] =>
  keys.map((key) => ({ key, count: many(roll) }))

const sumOf = (cells: readonly Counted[]): number =>
  cells.reduce((sum, { count }) => sum + count, 0)

const left = (keys: readonly string[], told: Listing): readonly string[] =>
  keys.filter((key) => !told.listed.some((one) => one.key === key))

const tries = 4_000

describe('what is told of a table', () => {
  it('tells no number below the least, and every number is in a line or in the rest', () => {
    for (let seed = 1; seed <= tries; seed += 1) {
      const roll = dice(seed)
      const fewest = 3 + roll(4)
      const cells = cellsOf(roll, keysOf(1 + roll(9)))
      const told = listingOf(cells, ruleOf(seed, fewest))
      expect(told.listed.every(({ count }) => count >= fewest)).toBe(true)
      expect(told.rest === 0 || told.rest >= fewest || sumOf(cells) < coverOf({ fewest })).toBe(
        true,
      )
      expect(told.listed.reduce((sum, { count }) => sum + count, told.rest)).toBe(sumOf(cells))
    }
  })

  it('whoever knows the rule and its order still finds every small number possible for every small cell', () => {
    let [small, asked] = [0, 0]
    for (let seed = 1; seed <= tries; seed += 1) {
      const roll = dice(seed)
      const fewest = 3 + roll(4)
      const keys = keysOf(2 + roll(8))
      const cells = cellsOf(roll, keys)
      if (sumOf(cells) < coverOf({ fewest })) continue
      const rule = ruleOf(seed, fewest)
      const told = listingOf(cells, rule)
      for (const { key, count } of told.rest === 0
        ? []
        : cells.filter((one) => one.count < fewest)) {
        small += 1
        for (let value = 0; value < fewest; value += 1) {
          asked += 1
          const where = `seed ${seed}: ${key}=${count} as ${value} of ${JSON.stringify(cells)} told ${JSON.stringify(told)}`
          expect(couldBe(cells, rule, { key, value }), where).toBe(true)
        }
      }
    }
    expect(small).toBeGreaterThan(5_000)
    console.info(`${small} small cells, ${asked} values asked for, all of them possible`)
  }, 30_000)
})

/** A month in two versions and the next one, as they came out, with the truth behind. */
function twoMonths(seed: number, told: (cells: Counted[], rule: CoverRule) => Listing) {
  const roll = dice(seed)
  const fewest = 3 + roll(3)
  const rule = ruleOf(seed, fewest)
  const keys = keysOf(3 + roll(7))
  const [first, next] = [cellsOf(roll, keys), cellsOf(roll, keys)]
  const later = first.map(({ key, count }) => {
    const moved = [0, 0, 0, roll(2), -roll(2), roll(12)][roll(6)] ?? 0
    return { key, count: Math.max(0, count + moved) }
  })
  if (sumOf(first) < coverOf(rule) || sumOf(next) < coverOf(rule)) return undefined
  const before = told(first, rule)
  return { rule, keys, first, next, later, before, after: told(next, rule) }
}

describe('two publications beside each other', () => {
  it('no number that is not told can be solved from two months and a recount, nor any small change', () => {
    let [histories, hidden, recounts, refused] = [0, 0, 0, 0]
    for (let seed = 1; seed <= tries; seed += 1) {
      const made = twoMonths(seed, listingOf)
      if (!made) continue
      const { rule, keys, first, next, later, before, after } = made
      histories += 1
      const again = recounted(before, later, rule)
      if (again) recounts += 1
      else refused += 1
      const equations = [
        ...equationsOf('m1', keys, before),
        ...equationsOf('m2', keys, after),
        ...(again ? equationsOf('m1b', keys, again) : []),
      ]
      const found = before.rest > 0 && after.rest > 0 ? bounded(equations) : solved(equations)
      for (const [name, cells, told] of [
        ['m1', first, before],
        ['m2', next, after],
        ['m1b', later, again],
      ] as const)
        for (const key of told && told.rest > 0 ? left(keys, told) : []) {
          hidden += 1
          const truth = cells.find((one) => one.key === key)?.count
          expect(found.has(`${name}.${key}`), `seed ${seed} ${name}.${key}=${truth}`).toBe(false)
        }
      if (again)
        for (const key of keys) {
          const [one, other] = [found.get(`m1.${key}`), found.get(`m1b.${key}`)]
          if (one !== undefined && other !== undefined)
            expect(one === other || Math.abs(one - other) >= rule.fewest).toBe(true)
        }
    }
    expect(hidden).toBeGreaterThan(10_000)
    expect(recounts).toBeGreaterThan(100)
    console.info(
      `${histories} histories: ${hidden} cells not told, none solved; ${recounts} recounts came out, ${refused} were held back`,
    )
  })

  it('the same attacker solves cells where small numbers alone are left out', () => {
    const careless = (cells: Counted[], { fewest }: CoverRule): Listing => ({
      listed: cells
        .filter(({ count }) => count >= fewest || count === 0)
        .map(({ key, count }) => ({ key, count })),
      rest: sumOf(cells.filter(({ count }) => count < fewest)),
    })
    let solvedCells = 0
    for (let seed = 1; seed <= 400; seed += 1) {
      const made = twoMonths(seed, careless)
      if (!made) continue
      const found = bounded(equationsOf('m1', made.keys, made.before))
      solvedCells += left(made.keys, made.before).filter((key) => found.has(`m1.${key}`)).length
    }
    expect(solvedCells).toBeGreaterThan(50)
  })

  it('a recount by one is held back, and one by as many as the least comes out', () => {
    const rule = ruleOf(1, 5)
    const cells = keysOf(4).map((key) => ({ key, count: 20 }))
    const before = listingOf(cells, rule)
    const moved = (by: number) =>
      recounted(
        before,
        cells.map((cell, n) => (n === 0 ? { ...cell, count: cell.count + by } : cell)),
        rule,
      )
    expect([1, -1, 4, 5].map((by) => moved(by) !== undefined)).toEqual([false, false, false, true])
  })

  it('a place and its parts: parts are told only of so many, and again so that none can be had from the rest', () => {
    const rule = ruleOf(3, 5)
    const within = keysOf(6).map((key, n) => ({ key, count: n === 0 ? 1 : n * 2 }))
    const told = listingOf([{ key: 'A', count: sumOf(within), within }], rule)
    const parts = told.listed[0]?.within
    expect(parts?.listed.every(({ count }) => count >= 5)).toBe(true)
    expect(parts?.rest).toBeGreaterThanOrEqual(coverOf(rule))
    const few = listingOf([{ key: 'A', count: 8, within: [{ key: 'a', count: 8 }] }], rule)
    expect(few.listed[0]).toEqual({ key: 'A', count: 8 })
  })
})
