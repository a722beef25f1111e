import type { Tx } from './transaction.ts'

/** One matter of a report as figures know it, with who sent it, by marks that stay in the house. */
export interface ToldRow {
  readonly caseId: string
  readonly day: string
  readonly offence: string
  readonly place: string
  readonly handle: string
  /** Of reports that say nearly the same; empty where the text is too short to say. */
  readonly flock: string
  readonly urgent: number
}

interface Span {
  readonly area: string
  readonly from: string
  readonly to: string
}

/**
 * What came in an area on these days: each matter once, on the day it was first given to somebody. What a blocked sender
 * tells stands aside and counts nowhere.
 */
export const toldBetween = async (
  tx: Tx,
  { area, from, to }: Span,
): Promise<readonly ToldRow[]> => {
  const rows = await tx
    .selectFrom('facts as f')
    .innerJoin('cases as c', 'c.id', 'f.caseId')
    .leftJoin('likenesses as l', 'l.caseId', 'f.caseId')
    .select([
      'f.caseId',
      'f.givenOn as day',
      'f.offence',
      'f.place',
      'c.handle',
      'c.urgent',
      'l.flock',
    ])
    .distinct()
    .where('f.area', '=', area)
    .where('f.givenOn', '>=', from)
    .where('f.givenOn', '<=', to)
    .where('c.accuses', 'is', null)
    .where('c.erasedAt', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('shelved').select('shelved.caseId').whereRef('shelved.caseId', '=', 'c.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('facts as g')
            .select('g.task')
            .whereRef('g.caseId', '=', 'f.caseId')
            .whereRef('g.givenOn', '<', 'f.givenOn'),
        ),
      ),
    )
    .execute()
  return rows.map(({ flock, urgent, ...row }) => ({
    ...row,
    flock: flock ?? '',
    urgent: urgent === null ? 0 : 1,
  }))
}

/** Whom these reports complain of first. */
export const subjectsToldOf = async (
  tx: Tx,
  area: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await tx
    .selectFrom('subjectCases')
    .select(['caseId', 'offence', 'subject'])
    .distinct()
    .where('area', '=', area)
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('nth', '=', 0)
    .execute()
  const found = new Map<string, string[]>()
  for (const { caseId, offence, subject } of rows) {
    const key = `${caseId} ${offence}`
    found.set(key, [...(found.get(key) ?? []), subject])
  }
  return found
}

interface Count {
  readonly kind: string
  readonly key: string
  readonly senders: number
}

/** Writes the counts of a day in place of those before. */
export const keepDay = async (
  tx: Tx,
  { area, day, at }: { readonly area: string; readonly day: string; readonly at: number },
  counts: readonly Count[],
): Promise<void> => {
  await tx.deleteFrom('surgeCounts').where('area', '=', area).where('day', '=', day).execute()
  for (let n = 0; n < counts.length; n += 100)
    await tx
      .insertInto('surgeCounts')
      .values(
        counts
          .slice(n, n + 100)
          .map(({ kind, key, senders }) => ({ area, day, kind, key, senders })),
      )
      .execute()
  await tx
    .insertInto('surgeDays')
    .values({ area, day, countedAt: at })
    .onConflict((conflict) => conflict.columns(['area', 'day']).doUpdateSet({ countedAt: at }))
    .execute()
}

/** When each day of a span was counted. */
export const daysCounted = async (
  tx: Tx,
  { area, from, to }: Span,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('surgeDays')
    .select(['day', 'countedAt'])
    .where('area', '=', area)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  return new Map(rows.map(({ day, countedAt }) => [day, countedAt]))
}

/** Sums of a span by kind and key. */
export const sumsBetween = async (tx: Tx, { area, from, to }: Span): Promise<readonly Count[]> => {
  const rows = await tx
    .selectFrom('surgeCounts')
    .select((eb) => ['kind', 'key', eb.fn.sum<number>('senders').as('senders')])
    .where('area', '=', area)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['kind', 'key'])
    .execute()
  return rows
}

/** One series day by day. */
export const seriesBetween = async (
  tx: Tx,
  { area, from, to }: Span,
  { kind, key }: Pick<Count, 'kind' | 'key'>,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('surgeCounts')
    .select(['day', 'senders'])
    .where('area', '=', area)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  return new Map(rows.map(({ day, senders }) => [day, senders]))
}

/** Up to which day an area was looked at. */
export const watchedUntil = async (tx: Tx, area: string): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('surgeWatch')
    .select('day')
    .where('area', '=', area)
    .executeTakeFirst()
  return row?.day
}

export const noteWatched = async (
  tx: Tx,
  { area, day, at }: { readonly area: string; readonly day: string; readonly at: number },
): Promise<void> => {
  await tx
    .insertInto('surgeWatch')
    .values({ area, day, at })
    .onConflict((conflict) => conflict.column('area').doUpdateSet({ day, at }))
    .execute()
}

/** Groups of reports that say nearly the same, of those that these reports are in: how many since, and of how many addresses. */
export const flocksWith = async (
  tx: Tx,
  caseIds: readonly string[],
  since: number,
): Promise<
  readonly { readonly flock: string; readonly cases: number; readonly senders: number }[]
> => {
  const found = new Map<string, { flock: string; cases: number; senders: number }>()
  for (let n = 0; n < caseIds.length; n += 200) {
    const rows = await tx
      .selectFrom('likenesses as l')
      .innerJoin('cases as c', 'c.id', 'l.caseId')
      .select((eb) => [
        'l.flock',
        eb.fn.count<number>('l.caseId').as('cases'),
        eb.fn.count<number>('l.handle').distinct().as('senders'),
      ])
      .where('l.flock', 'in', (eb) =>
        eb
          .selectFrom('likenesses')
          .select('flock')
          .where('caseId', 'in', caseIds.slice(n, n + 200)),
      )
      .where('l.at', '>=', since)
      .where('c.accuses', 'is', null)
      .where('c.erasedAt', 'is', null)
      .groupBy('l.flock')
      .execute()
    for (const { flock, cases, senders } of rows) found.set(flock, { flock, cases, senders })
  }
  return [...found.values()]
}

/** The reports of a group since a time, with what they are about. */
export const flockMembers = async (tx: Tx, flock: string, since: number) =>
  await tx
    .selectFrom('likenesses as l')
    .innerJoin('cases as c', 'c.id', 'l.caseId')
    .select(['l.caseId', 'l.at', 'c.offence', 'c.urgent'])
    .where('l.flock', '=', flock)
    .where('l.at', '>=', since)
    .where('c.accuses', 'is', null)
    .where('c.erasedAt', 'is', null)
    .orderBy('l.at')
    .limit(500)
    .execute()
