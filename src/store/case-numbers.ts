import type { Db, Tx } from './transaction.ts'

/** How far the numbers of an area and year have come, and how many of them a case has. */
export interface NumbersGiven {
  readonly area: string
  readonly year: number
  readonly last: number
  readonly cases: number
}

/** Of every area and year that has given one, the newest year first. */
export const numbersGiven = async (tx: Tx): Promise<readonly NumbersGiven[]> => {
  const counters = await tx
    .selectFrom('counters')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('area')
    .execute()
  const given: NumbersGiven[] = []
  for (const { area, year, last } of counters) {
    const { cases } = await tx
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<number | string>().as('cases'))
      .where('area', '=', area)
      .where('number', 'like', `%-${year}-%`)
      .executeTakeFirstOrThrow()
    given.push({ area, year, last, cases: Number(cases) })
  }
  return given
}

interface OfYear {
  readonly area: string
  readonly year: number
}

/** The last number that was given, 0 before the first. Others of the area wait from here to the commit. */
export const holdNumbers = async (tx: Tx, { area, year }: OfYear): Promise<number> => {
  const { last } = await tx
    .insertInto('counters')
    .values({ area, year, last: 0 })
    .onConflict((conflict) =>
      conflict.columns(['area', 'year']).doUpdateSet((eb) => ({ last: eb.ref('counters.last') })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

/** The next number comes after `last`; never before one that was given. */
export const raiseNumbers = async (
  tx: Tx,
  { area, year, last }: OfYear & { readonly last: number },
): Promise<void> => {
  await tx
    .updateTable('counters')
    .set({ last })
    .where('area', '=', area)
    .where('year', '=', year)
    .where('last', '<', last)
    .execute()
}

/** Numbers that a transaction has given, until it is known whether it stays. */
const underWay = new WeakMap<Tx, string[]>()

export const noteNumber = (tx: Tx, number: string): void => void underWay.get(tx)?.push(number)

interface Told {
  readonly info: (message: string, facts: { readonly number: string }) => void
}

/**
 * The same store, which tells the log each number that was given once it is on disk, and none of what was undone: after
 * a restore it is known there how far the numbers had come.
 */
export const tellingNumbers = (db: Db, log: Told): Db => ({
  ...db,
  transaction: async (work) => {
    let given: string[] = []
    const done = await db.transaction(async (tx) => {
      // Transactions that share a commit come one after the other, and one that is in another's way comes again.
      given = []
      underWay.set(tx, given)
      return await work(tx)
    })
    for (const number of given) log.info('a report is registered', { number })
    return done
  },
})
