import { letGoLines, letGoSession, moveLine, unsentLines, type LetGo } from '#store/let-go.ts'
import { saveSession, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { openOutgoing, sealOutgoing } from './conversation-file.ts'
import { recordErasure, type Cause } from './erasure-record.ts'
import { leave } from './places.ts'
import type { Sealed } from './sealed.ts'

/** Longer than any platform repeats a delivery. */
export const repeatedFor = 48 * 3600 * 1000

/**
 * Everything said in a conversation goes. `whole`: the conversation as well, with the address of its person. Else it
 * goes on under a new key, so that what is still owed to them can be told.
 */
export async function clearConversation(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  { whole, ...cause }: Cause & { readonly whole: boolean },
): Promise<void> {
  const gone = await letGoLines(tx, row.id, world.clock() - repeatedFor)
  if (whole) {
    await leave(world, tx, row.handle)
    await letGoSession(tx, row)
  } else await goOnUnderNewKey(world, tx, row)
  const keys: LetGo['keys'] = [row.keyId, ...gone.keys]
  const erased = { kind: 'conversation', area: row.area ?? '', keys, files: gone.files } as const
  await recordErasure(world, tx, erased, cause)
}

async function goOnUnderNewKey(world: Sealed, tx: Tx, row: SessionRow): Promise<void> {
  const keyId = await world.vault.newKey()
  await world.vault.moveAddress(tx, { handle: row.handle, keyId })
  for (const line of await unsentLines(tx, row.id)) {
    const message = await openOutgoing(world, line)
    await moveLine(tx, line.id, { keyId, sealed: await sealOutgoing(world, keyId, message) })
  }
  const { id, addressHash, handle, area } = row
  await saveSession(tx, {
    id,
    addressHash,
    handle,
    keyId,
    sealed: new Uint8Array(),
    status: 'new',
    ...(area === undefined ? {} : { area }),
  })
}
