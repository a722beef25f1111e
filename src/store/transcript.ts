import { kept } from './kept.ts'
import type { Tx } from './transaction.ts'

/** One line of a conversation, sealed. `heard`: the person wrote it; `said`: we did. */
export interface Line {
  readonly from: 'heard' | 'said'
  /** Digest of the delivery, or id of the message owed. */
  readonly id: string
  readonly seq: number
  readonly at: number
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** A conversation in order, oldest first; `afterSeq`: only what came after that line. */
export const lines = async (tx: Tx, session: string, afterSeq = 0): Promise<readonly Line[]> => {
  const heard = await heardAfter(tx, { session, afterSeq })
  const said = await saidAfter(tx, { session, afterSeq })
  return [
    ...heard.map((row) => ({ ...row, from: 'heard' as const })),
    ...said.map((row) => ({ ...row, from: 'said' as const })),
  ].toSorted((a, b) => a.seq - b.seq)
}

interface After {
  readonly session: string
  readonly afterSeq: number
}

const heardAfter = kept((tx, { session, afterSeq }: After) =>
  tx
    .selectFrom('heard')
    .select(['once as id', 'seq', 'at', 'keyId', 'sealed'])
    .where('session', '=', session)
    .where('seq', '>', afterSeq),
)

const saidAfter = kept((tx, { session, afterSeq }: After) =>
  tx
    .selectFrom('outbox')
    .select(['id', 'seq', 'createdAt as at', 'keyId', 'sealed'])
    .where('session', '=', session)
    .where('seq', '>', afterSeq),
)

/** The place of a line in its conversation, by the id that `lines` gives it. */
export const seqOfLine = async (
  tx: Tx,
  session: string,
  id: string,
): Promise<number | undefined> => {
  const [said] = await saidAs(tx, { session, id })
  return (said ?? (await heardAs(tx, { session, id }))[0])?.seq
}

interface LineId {
  readonly session: string
  readonly id: string
}

const saidAs = kept((tx, { session, id }: LineId) =>
  tx.selectFrom('outbox').select('seq').where('id', '=', id).where('session', '=', session),
)

const heardAs = kept((tx, { session, id }: LineId) =>
  tx.selectFrom('heard').select('seq').where('once', '=', id).where('session', '=', session),
)

/** When the conversation, as far as it is kept, began. */
export const firstLineAt = async (tx: Tx, session: string): Promise<number | undefined> => {
  const { at } = await tx
    .selectFrom('heard')
    .select((each) => each.fn.min('at').as('at'))
    .where('session', '=', session)
    .executeTakeFirstOrThrow()
  return at ?? undefined
}

/** A line that was heard, sealed anew. */
export const moveHeard = async (
  tx: Tx,
  id: string,
  to: { readonly keyId: string; readonly sealed: Uint8Array },
): Promise<void> => {
  await tx.updateTable('heard').set(to).where('once', '=', id).execute()
}
