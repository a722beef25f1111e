import type { Heard } from '#conversation/message.ts'
import type { Tx } from '#store/transaction.ts'
import { isHeld } from '#store/holds.ts'
import { forgetNotice } from '#store/notices-told.ts'
import { saveSession, type SessionRow } from '#store/sessions.ts'
import { clearConversation } from './clear-conversation.ts'
import { firstRow } from './conversation-file.ts'
import { ownCases } from './own-cases.ts'
import { leave } from './places.ts'
import type { Sealed } from './sealed.ts'

/**
 * After 忘记我 the chat is a new person's: another handle, another key, and nothing that leads to the one before. What
 * was said goes at once; where somebody holds one of the reports, as soon as they no longer do.
 */
export async function asNewPerson(
  world: Sealed,
  tx: Tx,
  row: SessionRow,
  heard: Heard,
): Promise<SessionRow> {
  const { handle, addressHash, area } = row
  if (await isAnyHeld(tx, handle)) {
    await leave(world, tx, handle)
    await leaveBehind(tx, row)
  } else await clearConversation(world, tx, row, { why: 'asked', by: 'reporter', whole: true })
  await forgetNotice(tx, handle)
  return await firstRow(world, tx, area === undefined ? heard : { ...heard, area }, addressHash)
}

async function isAnyHeld(tx: Tx, handle: string): Promise<boolean> {
  for (const { id } of await ownCases(tx, handle)) if (await isHeld(tx, id)) return true
  return false
}

/** Nobody is heard in it any more, and nothing is told there. */
async function leaveBehind(tx: Tx, { id, keyId, handle, area }: SessionRow): Promise<void> {
  await saveSession(tx, {
    id,
    keyId,
    handle,
    addressHash: `left:${id}`,
    sealed: new Uint8Array(),
    status: 'forgotten',
    ...(area === undefined ? {} : { area }),
  })
}
