import { kept } from './kept.ts'
import { onceDigest } from './once.ts'
import { takeSeqs } from './seqs.ts'
import type { Tx } from './transaction.ts'

export interface HeardRow {
  readonly channel: string
  /** The platform's own id of the delivery. */
  readonly once: string
  readonly session: string
  /** Its place in the conversation; the next one if absent. */
  readonly seq?: number
  readonly at: number
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** Has this delivery acted already? */
export const heardBefore = async (tx: Tx, channel: string, once: string): Promise<boolean> => {
  const rows = await heardAs(tx, { once: onceDigest(channel, once) })
  return rows.length > 0
}

const heardAs = kept((tx, { once }: { readonly once: string }) =>
  tx.selectFrom('heard').select('seq').where('once', '=', once),
)

/** Remembers a delivery and keeps what was said in it. The same delivery a second time is refused by the table. */
export const keepHeard = async (tx: Tx, { channel, once, ...row }: HeardRow): Promise<void> => {
  const seq = row.seq ?? (await takeSeqs(tx, row.session, 1))
  await insertHeard(tx, { ...row, seq, once: onceDigest(channel, once) })
}

const insertHeard = kept(
  (tx, { once, session, seq, at, keyId, sealed }: Omit<Required<HeardRow>, 'channel'>) =>
    tx.insertInto('heard').values({ once, session, seq, at, keyId, sealed }),
)

/** Forgets deliveries from before: no platform repeats them any more. */
export const pruneHeard = async (tx: Tx, before: number): Promise<number> => {
  const { numDeletedRows } = await tx
    .deleteFrom('heard')
    .where('at', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
