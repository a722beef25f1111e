import { ok, refuse, type Result } from '#core/result.ts'
import { appendAudit } from '#store/audit.ts'
import {
  changeRectification,
  rectificationById,
  type RectificationRow,
} from '#store/rectifications.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { say, shown, type Rectification } from './rectifications.ts'
import type { Sealed } from './sealed.ts'

/** So often may a code be typed wrong. */
const mostTries = 5
/** So long does a coordinator stay signed in. */
const sessionLife = 30 * 60_000

/** A coordinator with the code: good once. Too many wrong ones make it worthless. */
export async function signInToRectification(
  world: Sealed,
  {
    id,
    codeHash,
    sessionHash,
  }: { readonly id: string; readonly codeHash: string; readonly sessionHash: string },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'rectification', id)
    const row = await rectificationById(tx, id)
    if (!row) return refuse('rectification-code-wrong')
    if (row.tries >= mostTries) return refuse('rectification-code-used-up')
    const now = world.clock()
    if (row.codeHash === '' || row.codeUntil <= now || row.codeHash !== codeHash) {
      await changeRectification(tx, id, { tries: row.tries + 1 })
      return refuse('rectification-code-wrong')
    }
    const sessionUntil = now + sessionLife
    await changeRectification(tx, id, { codeHash: '', tries: 0, sessionHash, sessionUntil })
    await noteCoordinator(world, tx, row, 'rectification-signed-in')
    return ok(true)
  })
}

const noteCoordinator = async (
  world: Sealed,
  tx: Tx,
  { id, area }: RectificationRow,
  action: string,
): Promise<void> =>
  await appendAudit(
    tx,
    { area, at: world.clock(), actor: 'coordinator', action, subject: `rectification:${id}` },
    world.mac,
  )

interface Session {
  readonly id: string
  readonly sessionHash: string
}

const isSignedIn = (
  world: Sealed,
  row: RectificationRow | undefined,
  sessionHash: string,
): row is RectificationRow =>
  row !== undefined &&
  row.sessionHash !== '' &&
  row.sessionHash === sessionHash &&
  row.sessionUntil > world.clock()

/** What the coordinator who is signed in sees: the institution, what is to be done, what was said. */
export async function rectificationFor(
  world: Sealed,
  { id, sessionHash }: Session,
): Promise<Rectification | undefined> {
  return await world.db.read(async (tx) => {
    const row = await rectificationById(tx, id)
    return isSignedIn(world, row, sessionHash) ? await shown(world, row) : undefined
  })
}

/** The coordinator says what was done. */
export async function answerRectification(
  world: Sealed,
  { id, sessionHash, text }: Session & { readonly text: string },
): Promise<Result<true>> {
  if (text.trim() === '') return refuse('text-missing')
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'rectification', id)
    const row = await rectificationById(tx, id)
    if (!isSignedIn(world, row, sessionHash)) return refuse('rectification-code-wrong')
    const moved = await say(world, tx, row, { state: 'answered', by: 'coordinator', text })
    if (!moved.ok) return moved
    await noteCoordinator(world, tx, row, 'rectification-answered')
    return ok(true)
  })
}
