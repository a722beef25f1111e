import type { Selectable } from 'kysely'
import { kept } from './kept.ts'
import { present, presentFirst, type Present } from './row.ts'
import { holdName, locksRows } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A conversation as it is kept: its state is sealed under `keyId`, `handle` stands for the person. */
export type SessionRow = Present<Selectable<Schema['sessions']>>

/**
 * The conversation of one address. With `forUpdate` no other process hears the same address until this
 * transaction ends, not even where there is no conversation yet.
 */
export const loadSession = async (
  tx: Tx,
  addressHash: string,
  forUpdate = false,
): Promise<SessionRow | undefined> => {
  if (forUpdate) await holdName(tx, 'address', addressHash)
  const rows = await (forUpdate ? addressToChange : addressToRead)(tx, { addressHash })
  return presentFirst(rows)
}

interface AtAddress {
  readonly addressHash: string
}

const atAddress = (tx: Tx, { addressHash }: AtAddress) =>
  tx.selectFrom('sessions').selectAll().where('addressHash', '=', addressHash)

const addressToRead = kept(atAddress)

const addressToChange = kept((tx, values: AtAddress) =>
  locksRows(tx) ? atAddress(tx, values).forUpdate() : atAddress(tx, values),
)

/** Writes a new conversation, or all of its new state. */
export const saveSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  const { area = null, wait = null, at = null } = row
  await writeSession(tx, { ...row, area, wait, at })
}

const writeSession = kept((tx, row: Selectable<Schema['sessions']>) => {
  const { id, addressHash, keyId, handle, sealed, area, wait, status, at } = row
  const written = { addressHash, keyId, handle, sealed, area, wait, status, at }
  return tx
    .insertInto('sessions')
    .values({ id, ...written })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(written))
})

/** As `loadSession`, by the conversation's own id. */
export const sessionById = async (
  tx: Tx,
  id: string,
  forUpdate = false,
): Promise<SessionRow | undefined> => {
  const query = tx.selectFrom('sessions').selectAll().where('id', '=', id)
  const locked = forUpdate && locksRows(tx) ? query.forUpdate() : query
  return presentFirst(await locked.execute())
}

/** The conversation through which the person behind a case can be told something. */
export const sessionOfHandle = async (tx: Tx, handle: string): Promise<SessionRow | undefined> =>
  presentFirst(
    await tx.selectFrom('sessions').selectAll().where('handle', '=', handle).limit(1).execute(),
  )

/** The conversation that lies under one of these keys. */
export const sessionUnder = async (
  tx: Tx,
  keys: readonly string[],
): Promise<SessionRow | undefined> =>
  keys.length === 0
    ? undefined
    : presentFirst(
        await tx.selectFrom('sessions').selectAll().where('keyId', 'in', keys).limit(1).execute(),
      )

/** Conversations nothing happened in since `before`, oldest first: their words are due for erasure. */
export const quietSessions = async (
  tx: Tx,
  before: number,
  limit: number,
): Promise<readonly SessionRow[]> => {
  const rows = await tx
    .selectFrom('sessions')
    .selectAll()
    .where('at', '<', before)
    .orderBy('at')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

export { takeSeqs } from './seqs.ts'
