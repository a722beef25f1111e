import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { kept } from './kept.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A place that is told of what waits for a department. */
export type EndpointRow = Present<Selectable<Schema['noticeEndpoints']>>

/** `state`: `on`, `off` by an administrator, `gone` at its own word, `silent` after the last of many attempts. */
export type EndpointState = 'on' | 'off' | 'gone' | 'silent'

/** Those of an area that want a type. What is owed to a silent one waits until somebody has mended it. */
export const endpointsWanting = async (
  tx: Tx,
  { area, type }: { readonly area: string; readonly type: string },
): Promise<readonly EndpointRow[]> => {
  const rows = await endpointsOwed(tx, { area })
  return rows.filter(({ wants }) => wants.includes(` ${type} `)).map((row) => present(row))
}

const endpointsOwed = kept((tx, { area }: { readonly area: string }) =>
  tx
    .selectFrom('noticeEndpoints')
    .selectAll()
    .where('area', '=', area)
    .where('state', 'in', ['on', 'silent'] satisfies EndpointState[])
    .orderBy('createdAt'),
)

export const endpointsIn = async (tx: Tx, area: string): Promise<readonly EndpointRow[]> => {
  const rows = await tx
    .selectFrom('noticeEndpoints')
    .selectAll()
    .where('area', '=', area)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

export const endpointById = async (tx: Tx, id: string): Promise<EndpointRow | undefined> =>
  presentFirst(await tx.selectFrom('noticeEndpoints').selectAll().where('id', '=', id).execute())

export const addEndpoint = async (
  tx: Tx,
  row: Pick<
    EndpointRow,
    'id' | 'area' | 'office' | 'kind' | 'name' | 'wants' | 'keyId' | 'sealed' | 'createdAt'
  >,
): Promise<void> => {
  await tx
    .insertInto('noticeEndpoints')
    .values({
      ...row,
      office: row.office ?? null,
      state: 'on',
      nextAt: row.createdAt,
      leasedBy: null,
      leaseUntil: null,
      sentAt: null,
      failedAt: null,
      failure: null,
      failures: 0,
    })
    .execute()
}

export const resealEndpoint = async (tx: Tx, id: string, sealed: Uint8Array): Promise<void> => {
  await tx.updateTable('noticeEndpoints').set({ sealed }).where('id', '=', id).execute()
}

export const stopEndpoint = async (
  tx: Tx,
  id: string,
  state: Exclude<EndpointState, 'on'>,
): Promise<void> => {
  await tx.updateTable('noticeEndpoints').set({ state }).where('id', '=', id).execute()
}

/** Tried from now on, what was given up first. */
export const startEndpoint = async (tx: Tx, id: string, now: number): Promise<void> => {
  await tx
    .updateTable('noticeEndpoints')
    .set({ state: 'on', failures: 0, nextAt: now })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('noticesOwed')
    .set({ state: 'owed', attempts: 0, doneAt: null })
    .where('endpoint', '=', id)
    .where('state', '=', 'undeliverable')
    .execute()
}

/** With all it was owed. */
export const removeEndpoint = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('noticesOwed').where('endpoint', '=', id).execute()
  await tx.deleteFrom('noticeEndpoints').where('id', '=', id).execute()
}

/** What an endpoint still has to hear, since when, and what may have come twice. */
export interface EndpointQueue {
  readonly endpoint: string
  readonly waiting: number
  readonly givenUp: number
  readonly doubtful: number
  readonly since?: number
}

export const queuesIn = async (tx: Tx, area: string): Promise<readonly EndpointQueue[]> => {
  const counted = (condition: string) =>
    sql<number>`cast(coalesce(sum(case when ${sql.raw(condition)} then 1 else 0 end), 0) as integer)`
  const rows = await tx
    .selectFrom('noticesOwed as n')
    .innerJoin('noticeEndpoints as e', 'e.id', 'n.endpoint')
    .select([
      'n.endpoint',
      counted(`"n"."state" in ('owed', 'sending')`).as('waiting'),
      counted(`"n"."state" = 'undeliverable'`).as('givenUp'),
      counted(`"n"."doubts" > 0`).as('doubtful'),
      sql<number | null>`min(case when "n"."state" <> 'sent' then "n"."createdAt" end)`.as('since'),
    ])
    .where('e.area', '=', area)
    .groupBy('n.endpoint')
    .execute()
  return rows.map((row) => present(row))
}

/** How many endpoints of each area nobody reaches now. */
export const endpointsInTrouble = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('noticeEndpoints')
    .select(['area', (eb) => eb.fn.countAll<number | string>().as('count')])
    .where('state', '<>', 'off')
    .where((eb) => eb.or([eb('state', '<>', 'on'), eb('failures', '>', 1)]))
    .groupBy('area')
    .execute()
  return new Map(rows.map(({ area, count }) => [area, Number(count)]))
}
