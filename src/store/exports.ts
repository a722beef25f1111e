import type { Selectable } from 'kysely'
import type { ExportTables } from './export-tables.ts'
import { locksRows } from './row-lock.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { Tx } from './transaction.ts'

export type ExportRow = Present<Selectable<ExportTables['exports']>>
export type ExportFile = Selectable<ExportTables['exportFiles']>

const LEASE = 60_000

type Wanted = Pick<ExportRow, 'id' | 'area' | 'kind' | 'about' | 'createdAt' | 'officer'>

/** Asks for a file. Of one that comes by the calendar there is one: a second wish for it changes nothing. */
export const wantExport = async (tx: Tx, { officer, ...wanted }: Wanted): Promise<void> => {
  await tx
    .insertInto('exports')
    .values({
      ...wanted,
      officer: officer ?? null,
      state: 'waiting',
      done: 0,
      total: 1,
      leasedBy: null,
      leaseUntil: null,
      attempts: 0,
      madeAt: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const hasExport = async (
  tx: Tx,
  { area, kind, about }: Pick<ExportRow, 'area' | 'kind' | 'about'>,
): Promise<boolean> =>
  (await tx
    .selectFrom('exports')
    .select('id')
    .where('area', '=', area)
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('officer', 'is', null)
    .executeTakeFirst()) !== undefined

/** The next one to be made, for one worker alone; one whose worker died comes again when its lease is over. */
export const leaseExport = async (
  tx: Tx,
  worker: string,
  now: number,
): Promise<ExportRow | undefined> => {
  const query = tx
    .selectFrom('exports')
    .selectAll()
    .where('state', 'in', ['waiting', 'working'])
    .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', now)]))
    .orderBy('createdAt')
    .limit(1)
  const row = presentFirst(await (locksRows(tx) ? query.forUpdate().skipLocked() : query).execute())
  if (!row) return undefined
  const taken = { leasedBy: worker, leaseUntil: now + LEASE, attempts: row.attempts + 1 }
  await tx
    .updateTable('exports')
    .set({ ...taken, state: 'working' })
    .where('id', '=', row.id)
    .execute()
  return { ...row, ...taken, state: 'working' }
}

/** How far it has come; keeps the lease. Nothing where another has taken it over. */
export const noteExport = async (
  tx: Tx,
  id: string,
  at: {
    readonly worker: string
    readonly now: number
    readonly done: number
    readonly total: number
  },
): Promise<void> => {
  const { worker, now, done, total } = at
  await tx
    .updateTable('exports')
    .set({ done, total, leaseUntil: now + LEASE })
    .where('id', '=', id)
    .where('leasedBy', '=', worker)
    .execute()
}

export const endExport = async (
  tx: Tx,
  id: string,
  ended: { readonly state: 'ready' | 'failed' | 'waiting'; readonly at: number },
): Promise<void> => {
  const { state, at } = ended
  await tx
    .updateTable('exports')
    .set({
      state,
      leasedBy: null,
      leaseUntil: state === 'waiting' ? at : null,
      madeAt: state === 'waiting' ? null : at,
    })
    .where('id', '=', id)
    .execute()
}

export const keepExportFile = async (tx: Tx, file: ExportFile): Promise<void> => {
  const kept = { type: file.type, keyId: file.keyId, bytes: file.bytes }
  await tx
    .insertInto('exportFiles')
    .values(file)
    .onConflict((conflict) => conflict.columns(['export', 'name']).doUpdateSet(kept))
    .execute()
}

/** Of an area by the calendar, and this officer's own; the newest first. */
export const exportsFor = async (
  tx: Tx,
  asked: {
    readonly area: string
    readonly officer: string
    readonly calendar: boolean
    readonly limit: number
  },
): Promise<readonly ExportRow[]> => {
  const rows = await tx
    .selectFrom('exports')
    .selectAll()
    .where('area', '=', asked.area)
    .where((eb) =>
      eb.or([
        eb('officer', '=', asked.officer),
        ...(asked.calendar ? [eb('officer', 'is', null)] : []),
      ]),
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(asked.limit)
    .execute()
  return rows.map((row) => present(row))
}

export const exportById = async (tx: Tx, id: string): Promise<ExportRow | undefined> =>
  presentFirst(await tx.selectFrom('exports').selectAll().where('id', '=', id).execute())

export const exportFileNames = async (tx: Tx, id: string): Promise<readonly string[]> =>
  (
    await tx
      .selectFrom('exportFiles')
      .select('name')
      .where('export', '=', id)
      .orderBy('name')
      .execute()
  ).map(({ name }) => name)

export const exportFile = async (
  tx: Tx,
  id: string,
  name: string,
): Promise<ExportFile | undefined> =>
  await tx
    .selectFrom('exportFiles')
    .selectAll()
    .where('export', '=', id)
    .where('name', '=', name)
    .executeTakeFirst()

/** Files that somebody asked for are not kept for long. */
export const dropExports = async (tx: Tx, before: number): Promise<void> => {
  const old = tx
    .selectFrom('exports')
    .select('id')
    .where('officer', 'is not', null)
    .where('createdAt', '<', before)
  await tx.deleteFrom('exportFiles').where('export', 'in', old).execute()
  await tx
    .deleteFrom('exports')
    .where('officer', 'is not', null)
    .where('createdAt', '<', before)
    .execute()
}
