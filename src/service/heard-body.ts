import type { Heard } from '#conversation/message.ts'
import { keepHeard } from '#store/heard.ts'
import type { SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { heardText } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'

/** What the reporter sent, for their own transcript. */
export async function keepBody(
  world: Sealed,
  tx: Tx,
  heard: Heard,
  row: SessionRow & { readonly seq?: number },
): Promise<void> {
  const body = JSON.stringify(heard.what)
  await keepHeard(tx, {
    channel: heard.channel,
    once: heard.once,
    session: row.id,
    ...(row.seq === undefined ? {} : { seq: row.seq }),
    at: heard.at,
    keyId: row.keyId,
    sealed: await world.vault.seal(row.keyId, body, heardText),
  })
}
