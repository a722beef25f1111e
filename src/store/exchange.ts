import type { Selectable } from 'kysely'
import { kept } from './kept.ts'
import { holdName } from './row-lock.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { CaseRow } from './cases.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A system that cases are exchanged with. */
export type PartnerRow = Present<Selectable<Schema['exchangePartners']>>

export const addPartner = async (
  tx: Tx,
  row: Omit<PartnerRow, 'pulledOn' | 'heardOn'>,
): Promise<void> => {
  await tx
    .insertInto('exchangePartners')
    .values({ ...row, endpoint: row.endpoint ?? null, pulledOn: null, heardOn: null })
    .execute()
}

export const partnerById = async (tx: Tx, id: string): Promise<PartnerRow | undefined> =>
  presentFirst(await tx.selectFrom('exchangePartners').selectAll().where('id', '=', id).execute())

export const partnersIn = async (tx: Tx, area: string): Promise<readonly PartnerRow[]> => {
  const rows = await partnersOf(tx, { area })
  return rows.map((row) => present(row))
}

const partnersOf = kept((tx, { area }: { readonly area: string }) =>
  tx
    .selectFrom('exchangePartners')
    .selectAll()
    .where('area', '=', area)
    .orderBy('createdAt')
    .orderBy('id'),
)

export const changePartner = async (
  tx: Tx,
  id: string,
  change: Partial<Pick<PartnerRow, 'state' | 'tells' | 'sealed' | 'pulledOn' | 'heardOn'>>,
): Promise<void> => {
  await tx.updateTable('exchangePartners').set(change).where('id', '=', id).execute()
}

/** What it sent stays with the cases it was about. */
export const removePartner = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('exchangePartners').where('id', '=', id).execute()
}

/** What a partner sent, once. */
export type MessageRow = Present<Selectable<Schema['exchangeMessages']>>

/** Nobody else takes a message of this partner until the transaction ends. */
export const holdPartner = async (tx: Tx, id: string): Promise<void> =>
  await holdName(tx, 'exchange', id)

export const messageOf = async (
  tx: Tx,
  partner: string,
  theirs: string,
): Promise<MessageRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('exchangeMessages')
      .selectAll()
      .where('partner', '=', partner)
      .where('theirs', '=', theirs)
      .execute(),
  )

export const messageById = async (tx: Tx, id: string): Promise<MessageRow | undefined> =>
  presentFirst(await tx.selectFrom('exchangeMessages').selectAll().where('id', '=', id).execute())

export const keepMessage = async (
  tx: Tx,
  row: Omit<MessageRow, 'doneAt' | 'doneBy'>,
): Promise<void> => {
  await tx
    .insertInto('exchangeMessages')
    .values({
      ...row,
      caseId: row.caseId ?? null,
      number: row.number ?? null,
      serial: row.serial ?? null,
      reason: row.reason ?? null,
      doneAt: null,
      doneBy: null,
    })
    .execute()
}

/** The messages of a partner on a case that were not refused. */
export const messagesOn = async (
  tx: Tx,
  partner: string,
  caseId: string,
): Promise<readonly MessageRow[]> => {
  const rows = await tx
    .selectFrom('exchangeMessages')
    .selectAll()
    .where('partner', '=', partner)
    .where('caseId', '=', caseId)
    .where('state', '<>', 'refused')
    .orderBy('serial')
    .execute()
  return rows.map((row) => present(row))
}

/** What waits for an officer, the oldest first. */
export const messagesOpen = async (
  tx: Tx,
  area: string,
  limit: number,
): Promise<readonly MessageRow[]> => {
  const rows = await tx
    .selectFrom('exchangeMessages')
    .selectAll()
    .where('area', '=', area)
    .where('state', 'in', ['open', 'held'])
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** What was refused lately, for whoever set the partner up. */
export const messagesRefused = async (
  tx: Tx,
  partner: string,
  limit: number,
): Promise<readonly MessageRow[]> => {
  const rows = await tx
    .selectFrom('exchangeMessages')
    .selectAll()
    .where('partner', '=', partner)
    .where('state', '=', 'refused')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** Gives whether it was in one of these states until now. */
export const settleMessage = async (
  tx: Tx,
  id: string,
  {
    from,
    ...to
  }: {
    readonly from: readonly string[]
    readonly state: string
    readonly doneAt?: number
    readonly doneBy?: string
  },
): Promise<boolean> => {
  const changed = await tx
    .updateTable('exchangeMessages')
    .set(to)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** Of a case that is let go nothing is left of what a partner sent but that it was sent. */
export const emptyMessages = async (tx: Tx, caseId: string): Promise<void> => {
  await tx
    .updateTable('exchangeMessages')
    .set({ caseId: null, number: null, serial: null, sealed: new Uint8Array(), mark: '' })
    .where('caseId', '=', caseId)
    .where('state', 'not in', ['open', 'held'])
    .execute()
  await tx
    .updateTable('exchangeMessages')
    .set({
      caseId: null,
      number: null,
      serial: null,
      sealed: new Uint8Array(),
      mark: '',
      state: 'set-aside',
    })
    .where('caseId', '=', caseId)
    .execute()
  await tx
    .deleteFrom('noticesOwed')
    .where('caseId', '=', caseId)
    .where('type', '=', 'exchange.change')
    .execute()
}

/** Up to where somebody has read. */
export interface ChangePoint {
  readonly at: number
  readonly id: string
}

interface Wanted {
  readonly area: string
  readonly after: ChangePoint
  /** What happened later is not settled yet. */
  readonly until: number
  readonly limit: number
}

/** Cases of an area that changed or were let go after a point, in that order; none that accuses or stands aside. */
export const casesChangedAfter = async (
  tx: Tx,
  { area, after, until, limit }: Wanted,
): Promise<readonly (CaseRow & { readonly point: ChangePoint })[]> => {
  const column = async (name: 'changedAt' | 'erasedAt') => {
    const query = tx
      .selectFrom('cases as c')
      .selectAll('c')
      .where('c.area', '=', area)
      .where('c.accuses', 'is', null)
      .where(`c.${name}`, '>=', after.at)
      .where(`c.${name}`, '<=', until)
      .where((eb) =>
        eb.or([
          eb(`c.${name}`, '>', after.at),
          eb.and([eb(`c.${name}`, '=', after.at), eb('c.id', '>', after.id)]),
        ]),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom('shelved as s').select('s.caseId').whereRef('s.caseId', '=', 'c.id'),
          ),
        ),
      )
      .orderBy(`c.${name}`)
      .orderBy('c.id')
      .limit(limit)
    const own = name === 'changedAt' ? query.where('c.erasedAt', 'is', null) : query
    const rows = await own.execute()
    return rows.map((row) => {
      const known = present(row)
      return { ...known, point: { at: known[name] ?? 0, id: known.id } }
    })
  }
  const both = [...(await column('changedAt')), ...(await column('erasedAt'))]
  return both.toSorted((a, b) => a.point.at - b.point.at || (a.id < b.id ? -1 : 1)).slice(0, limit)
}
