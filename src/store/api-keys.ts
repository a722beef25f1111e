import type { Selectable } from 'kysely'
import { presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** What was asked to be done once, and what came of it. */
export type ApiKeyRow = Present<Selectable<Schema['apiKeys']>>

type Asked = Pick<ApiKeyRow, 'token' | 'key' | 'request' | 'at'>

/** Takes a key for whoever asks first; the others get the row that is there. */
export const takeApiKey = async (tx: Tx, asked: Asked): Promise<ApiKeyRow | undefined> => {
  const taken = await tx
    .insertInto('apiKeys')
    .values({ ...asked, status: null, answer: null })
    .onConflict((conflict) => conflict.columns(['token', 'key']).doNothing())
    .executeTakeFirst()
  if ((taken.numInsertedOrUpdatedRows ?? 0n) > 0n) return undefined
  return presentFirst(await ofKey(tx, asked).selectAll().execute())
}

/** Whoever held it is gone: the next one does it. */
export const retakeApiKey = async (tx: Tx, asked: Asked): Promise<void> => {
  await dropApiKey(tx, asked)
  await takeApiKey(tx, asked)
}

export const answerApiKey = async (
  tx: Tx,
  { token, key }: Pick<Asked, 'token' | 'key'>,
  { status, answer }: { readonly status: number; readonly answer: string },
): Promise<void> => {
  await tx
    .updateTable('apiKeys')
    .set({ status, answer })
    .where('token', '=', token)
    .where('key', '=', key)
    .execute()
}

/** Nothing was done: the key is free again. */
export const dropApiKey = async (
  tx: Tx,
  { token, key }: Pick<Asked, 'token' | 'key'>,
): Promise<void> => {
  await tx.deleteFrom('apiKeys').where('token', '=', token).where('key', '=', key).execute()
}

export const pruneApiKeys = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('apiKeys').where('at', '<', before).execute()
}

const ofKey = (tx: Tx, { token, key }: Pick<Asked, 'token' | 'key'>) =>
  tx.selectFrom('apiKeys').where('token', '=', token).where('key', '=', key)
