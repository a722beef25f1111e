import { dayOf } from '#core/clock.ts'
import { lastOf, monthOf, nextMonth } from '#core/period.ts'
import { tallyOf, type Happened, type Tally } from '#core/tally.ts'
import { countedMonths, firstDay, holdMonth, keepMonth, uncountedCases } from '#store/facts.ts'
import { happenedIn } from '#store/figures.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

/** A month is counted once it has been over for so long that nobody writes into it any more. */
const settling = 26 * 3_600_000
const betweenLooks = 600_000

/**
 * Counts the months that are over, one a round, so that whoever looks at a year waits for twelve sums and not for every
 * report. A month that is changed later is counted anew.
 */
export function createMonthCounting(world: World): () => Promise<void> {
  let quietUntil = 0
  return async () => {
    if (world.clock() < quietUntil) return
    const next = await world.db.read(async (tx) => await nextToCount(world, tx))
    if (next) await world.db.transaction(async (tx) => await countMonth(tx, next))
    else quietUntil = world.clock() + betweenLooks
  }
}

interface AreaMonth {
  readonly area: string
  readonly month: string
}

async function nextToCount(world: World, tx: Tx): Promise<AreaMonth | undefined> {
  if ((await uncountedCases(tx, 1)).length > 0) return undefined
  const running = monthOf(dayOf(world.clock() - settling))
  for (const area of world.packs.areas.keys()) {
    const first = await firstDay(tx, area)
    if (first === undefined) continue
    const done = await countedMonths(tx, area)
    for (let month = monthOf(first); month < running; month = nextMonth(month))
      if (!done.has(month)) return { area, month }
  }
  return undefined
}

async function countMonth(tx: Tx, { area, month }: AreaMonth): Promise<void> {
  await holdMonth(tx, area, month)
  const rows = await happenedIn(tx, { area, from: `${month}-01`, to: lastOf(month) })
  const byOffice = Map.groupBy(rows, ({ office }) => office)
  const figures = [...byOffice].map(([office, own]) => [office, written(own)] as const)
  await keepMonth(tx, { area, month }, new Map([['', written(rows)], ...figures]))
}

type Row = Awaited<ReturnType<typeof happenedIn>>[number]

const written = (rows: readonly Row[]): string => JSON.stringify(tallyOf(happened(rows)))

/** What the store found, in the words of the core. */
export function* happened(rows: readonly Row[]): Generator<Happened> {
  for (const row of rows) {
    const { what, department, offence, place, channel, count } = row
    yield {
      what,
      department,
      offence,
      place,
      channel,
      count,
      ...('days' in row ? { days: row.days ?? 0 } : {}),
      ...('late' in row ? { late: row.late === 1, unnumbered: row.unnumbered === 1 } : {}),
      ...('again' in row ? { again: row.again === 1 } : {}),
    }
  }
}

/** What was written of a month. */
export const readMonth = (figures: string): Tally => JSON.parse(figures) as Tally
