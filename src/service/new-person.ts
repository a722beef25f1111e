import type { Heard } from '#conversation/message.ts'
import type { Tx } from '#store/transaction.ts'
import { forgetNotice } from '#store/notices-told.ts'
import { saveSession, type SessionRow } from '#store/sessions.ts'
import { firstRow } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'

/**
 * After 忘记我 the chat is a new person's: another handle, another key, and nothing that leads to the one before. The old
 * conversation no longer has the address; it is erased as soon as what was still owed in it has gone out.
 */
export async function asNewPerson(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  heard: Heard,
): Promise<SessionRow> {
  const { id, keyId, handle, addressHash, area } = row
  const nobody = `left:${id}`
  await saveSession(tx, {
    id,
    keyId,
    handle,
    addressHash: nobody,
    sealed: new Uint8Array(),
    status: 'forgotten',
    ...(area === undefined ? {} : { area }),
  })
  await forgetNotice(tx, handle)
  return await firstRow(world, tx, area === undefined ? heard : { ...heard, area }, addressHash)
}
