import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

type Payment = Readonly<Selectable<Schema['rewardPayments']>>

/**
 * The next number of an office's notices in a year, from 1 and without gaps: a transaction that fails gives its number
 * back. Others of the office wait from here to the commit, so take it as late as you can.
 */
export const nextNoticeNumber = async (tx: Tx, office: string, year: number): Promise<number> => {
  const { last } = await tx
    .insertInto('rewardCounters')
    .values({ office, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['office', 'year'])
        .doUpdateSet((eb) => ({ last: eb('rewardCounters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

/** A number that was given before is refused by the database. */
export const keepNotice = async (
  tx: Tx,
  notice: Readonly<Selectable<Schema['rewardNotices']>>,
): Promise<void> => {
  await tx.insertInto('rewardNotices').values(notice).execute()
}

export const noticeLetters = async (tx: Tx, area: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.selectFrom('rewardLetters').selectAll().where('area', '=', area).execute()
  return new Map(rows.map(({ office, letters }) => [office, letters]))
}

export const saveNoticeLetters = async (
  tx: Tx,
  row: Readonly<Selectable<Schema['rewardLetters']>>,
): Promise<void> => {
  await tx
    .insertInto('rewardLetters')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['area', 'office']).doUpdateSet({ letters: row.letters }),
    )
    .execute()
}

/** Once for one entry of a reward's history. */
export const keepPayment = async (tx: Tx, payment: Payment): Promise<void> => {
  await tx.insertInto('rewardPayments').values(payment).execute()
}

export const paymentsBetween = async (
  tx: Tx,
  { area, office }: { readonly area: string; readonly office?: string },
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Payment[]> => {
  let query = tx
    .selectFrom('rewardPayments')
    .selectAll()
    .where('area', '=', area)
    .where('at', '>=', from)
    .where('at', '<', to)
  if (office !== undefined) query = query.where('office', '=', office)
  return await query.orderBy('at').orderBy('reward').orderBy('seq').execute()
}

/** The reporter wished for a reward; of the secret only its keyed digest comes here. */
export const keepWish = async (
  tx: Tx,
  { caseId, area }: { readonly caseId: string; readonly area: string },
): Promise<void> => {
  await tx
    .insertInto('rewardWishes')
    .values({ caseId, area, secret: null })
    .onConflict((conflict) => conflict.column('caseId').doNothing())
    .execute()
}

export const keepClaimSecret = async (tx: Tx, caseId: string, secret: string): Promise<void> => {
  await tx.updateTable('rewardWishes').set({ secret }).where('caseId', '=', caseId).execute()
}

/** The case whose claim secret this is. */
export const caseOfSecret = async (tx: Tx, secret: string): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('rewardWishes')
    .select('caseId')
    .where('secret', '=', secret)
    .executeTakeFirst()
  return row?.caseId
}

interface Candidates {
  readonly area: string
  readonly office: string
  readonly outcomes: readonly string[]
  readonly limit: number
}

/** Cases of an office that ended well, whose reporter wishes for a reward and has none under way; the longest waiting first. */
export const casesToReward = async (
  tx: Tx,
  { area, office, outcomes, limit }: Candidates,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('rewardWishes as w')
    .innerJoin('cases as c', 'c.id', 'w.caseId')
    .select('c.number')
    .where('w.area', '=', area)
    .where('c.erasedAt', 'is', null)
    .where('c.state', 'in', ['concluded', 'closed'])
    .where('c.outcome', 'in', [...outcomes])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('tasks as t')
          .select('t.task')
          .whereRef('t.caseId', '=', 'c.id')
          .where('t.office', '=', office)
          .where('t.state', '=', 'concluded')
          .where('t.role', '<>', 'cooperate'),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('rewards as r').select('r.id').whereRef('r.caseId', '=', 'c.id')),
      ),
    )
    .orderBy('c.changedAt')
    .orderBy('c.number')
    .limit(limit)
    .execute()
  return rows.map(({ number }) => number)
}

/** Reports that were merged into another, whose reporter wishes for a reward and has none under way. */
export const mergedToReward = async (
  tx: Tx,
  { area, limit }: Pick<Candidates, 'area' | 'limit'>,
): Promise<readonly { readonly number: string; readonly into: string }[]> => {
  const rows = await tx
    .selectFrom('rewardWishes as w')
    .innerJoin('cases as c', 'c.id', 'w.caseId')
    .select(['c.number', 'c.mergedInto as into'])
    .where('w.area', '=', area)
    .where('c.erasedAt', 'is', null)
    .where('c.state', 'in', ['merged', 'closed'])
    .where('c.mergedInto', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('rewards as r').select('r.id').whereRef('r.caseId', '=', 'c.id')),
      ),
    )
    .orderBy('c.number')
    .limit(limit)
    .execute()
  return rows.flatMap(({ number, into }) => (into === null ? [] : [{ number, into }]))
}

interface Near {
  readonly area: string
  readonly office: string
  readonly offences: readonly string[]
  readonly from: number
  readonly to: number
  readonly near: number
}

/** Numbers of reports of the same offences at an office, the nearest in time first. */
export const casesNear = async (
  tx: Tx,
  { area, office, offences, from, to, near }: Near,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('cases as c')
    .select('c.number')
    .where('c.area', '=', area)
    .where('c.erasedAt', 'is', null)
    .where('c.receivedAt', '>=', from)
    .where('c.receivedAt', '<=', to)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('tasks as t')
          .select('t.task')
          .whereRef('t.caseId', '=', 'c.id')
          .where('t.office', '=', office)
          .where('t.offence', 'in', [...offences]),
      ),
    )
    .orderBy(sql`abs("c"."receivedAt" - ${near})`)
    .orderBy('c.number')
    .limit(limit)
    .execute()
  return rows.map(({ number }) => number)
}

/** Somebody who works here, by what a payee may have in common with them. */
export interface NamedOfficer {
  readonly name: string
  readonly office: string
}

/** Everybody who works here, whatever their area. */
export const officersByName = async (tx: Tx): Promise<readonly NamedOfficer[]> =>
  await tx
    .selectFrom('officers')
    .select(['name', 'office'])
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()
