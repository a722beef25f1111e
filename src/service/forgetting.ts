import { dueForgets, endForget, putOffForget, type Forget } from '#store/forgets.ts'
import { isHeld } from '#store/holds.ts'
import { unsentLines } from '#store/let-go.ts'
import { loadSession, sessionOfHandle, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { clearConversation } from './clear-conversation.ts'
import { forgetCases } from './erasure.ts'
import { casesHere } from './places.ts'
import type { Sealed } from './sealed.ts'

/** Wishes one round takes. */
const batch = 20
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Goes on with those who want to be forgotten, and with conversations whose report was erased. */
export async function forgetDue(world: Sealed): Promise<void> {
  const now = world.clock()
  const due = await world.db.read(async (tx) => await dueForgets(tx, now, batch))
  for (const one of due)
    await world.db
      .transaction(async (tx) => await goOn(world, tx, one))
      .catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.name : typeof cause
        world.log.error('somebody is not forgotten yet', { why })
      })
}

async function goOn(world: Sealed, tx: Tx, forget: Forget): Promise<void> {
  const { handle, at, why } = forget
  const now = world.clock()
  const row = await heldSession(tx, handle)
  const kept = why === 'case' ? [] : (await forgetCases(world, tx, { handle, at })).kept
  const here = await casesHere(world, tx, handle)
  const left = here.filter(({ erasedAt }) => erasedAt === undefined)
  for (const { id } of left)
    if (await isHeld(tx, id)) return await putOffForget(tx, { handle, why }, now + day)
  if (row && !(await isIdle(tx, row, { now, since: why === 'later' ? now : at })))
    return await putOffForget(tx, { handle, why }, now + minute)
  const whole = left.length === 0
  const cause = why === 'case' ? byOrder : byWish
  if (row && (whole || why !== 'later'))
    await clearConversation(world, tx, row, { ...cause, whole })
  if (kept.length === 0) return await endForget(tx, handle)
  return await putOffForget(tx, { handle, why: 'later' }, now + day)
}

const byWish = { why: 'asked', by: 'reporter' } as const
const byOrder = { why: 'order', by: 'clock' } as const

/** Nobody is heard on it until this transaction ends. */
async function heldSession(tx: Tx, handle: string): Promise<SessionRow | undefined> {
  const row = await sessionOfHandle(tx, handle)
  return row && (await loadSession(tx, row.addressHash, true))
}

/** The last answer has arrived and nobody is in the middle of something; after a day it is no longer waited for. */
async function isIdle(
  tx: Tx,
  row: SessionRow,
  { now, since }: { readonly now: number; readonly since: number },
): Promise<boolean> {
  if (since < now - day) return true
  if ((await unsentLines(tx, row.id)).length > 0) return false
  const { sealed, status, at: lastAt = 0 } = row
  return sealed.length === 0 || status === 'ended' || lastAt < now - hour
}
