import { owe, type OutboxRow } from '#store/outbox.ts'
import { sessionOfHandle, takeSeqs } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { wakeWorkers } from '#store/wake.ts'
import { hourOf } from './coarse-time.ts'
import { openSession, sealOutgoing, wordsIn } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'

/** A line that says the same to everybody: `words` is its key. `caseId`: of a report that came from this conversation. */
interface Line {
  readonly id: string
  readonly handle: string
  readonly words: string
  readonly caseId?: string
}

/** Where a line belongs to no report of its conversation, nothing shows of which it speaks, the time included. */
export const isAside = ({ id, caseId }: Pick<OutboxRow, 'id' | 'caseId'>): boolean =>
  caseId === undefined && /^(?:hint|place):/.test(id)

/** Owes a line to a conversation, in its language. `false`: nobody is there any more. */
export async function oweLine(world: Sealed, tx: Tx, line: Line): Promise<boolean> {
  const { id, handle, words, caseId } = line
  const row = await sessionOfHandle(tx, handle)
  if (!row) return false
  const lang = row.sealed.length === 0 ? 'zh-cn' : (await openSession(world, row)).lang
  const text = wordsIn(world, lang)[words] ?? ''
  const now = world.clock()
  await owe(tx, [
    {
      id,
      session: row.id,
      handle: row.handle,
      seq: await takeSeqs(tx, row.id, 1),
      kind: 'notice',
      keyId: row.keyId,
      sealed: await sealOutgoing(world, row.keyId, { id, text }),
      createdAt: isAside(line) ? hourOf(now) : now,
      ...(caseId === undefined ? {} : { caseId }),
    },
  ])
  await wakeWorkers(tx)
  return true
}
