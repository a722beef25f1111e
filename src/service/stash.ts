import type { Sealed } from './sealed.ts'

/** How long somebody may be away to sign in elsewhere. */
const patience = 30 * 60_000

/** Keeps a text, sealed, for whoever comes back with the same mark. */
export async function stash(world: Sealed, id: string, text: string): Promise<void> {
  const keyId = await world.vault.newKey()
  const sealed = await world.vault.seal(keyId, text, about(id))
  const now = world.clock()
  await world.db.transaction(async (tx) => {
    await tx
      .insertInto('stashes')
      .values({ id, keyId, sealed, until: now + patience })
      .execute()
  })
}

/** What nobody came back for may be words of a case: it is let go. */
export async function dropOldStashes(world: Sealed): Promise<void> {
  const now = world.clock()
  const over = await world.db.transaction(
    async (tx) =>
      await tx.deleteFrom('stashes').where('until', '<', now).returning('keyId').execute(),
  )
  for (const { keyId } of over) await world.vault.dropKey(keyId)
}

/** Gives it back, once. */
export async function unstash(world: Sealed, id: string): Promise<string | undefined> {
  const [row] = await world.db.transaction(
    async (tx) => await tx.deleteFrom('stashes').where('id', '=', id).returningAll().execute(),
  )
  if (!row) return undefined
  const text = await world.vault.open(row.keyId, row.sealed, about(id))
  await world.vault.dropKey(row.keyId)
  return row.until > world.clock() ? text : undefined
}

const about = (id: string): string => `stash:${id}`
