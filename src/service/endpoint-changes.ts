import type { Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { oweNotices } from '#store/department-notices.ts'
import {
  endpointById,
  removeEndpoint,
  resealEndpoint,
  startEndpoint,
  stopEndpoint,
  type EndpointRow,
} from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import { testType } from './department-words.ts'
import { newWebhookSecret, openKept, sealTarget } from './endpoint-target.ts'
import { mayHere } from './officers.ts'
import { owedText } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** How long the secret before is good beside the new one. */
const rotationTime = 24 * 3600 * 1000

interface Change {
  readonly area: AreaCode
  readonly id: string
  readonly action: string
}

/** What an administrator does to one of an area's endpoints, with the trace of it. */
async function change<T>(
  world: Sealed,
  by: Officer,
  about: Change,
  work: (tx: Tx, row: EndpointRow) => Promise<Result<T>>,
): Promise<Result<T>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const row = await endpointById(tx, about.id)
    if (row?.area !== about.area) return refuse('endpoint-unknown')
    const done = await work(tx, row)
    const { area, id, action } = about
    if (done.ok) await trace(world, tx, by, { area, action, subject: `endpoint:${id}` })
    return done
  })
}

interface Which {
  readonly area: AreaCode
  readonly id: string
}

/** Nothing more is owed to it; what is owed already waits until it is on again. */
export const switchOff = async (world: Sealed, by: Officer, which: Which): Promise<Result<true>> =>
  await change(world, by, { ...which, action: 'notice-endpoint-off' }, async (tx, { id }) => {
    await stopEndpoint(tx, id, 'off')
    return ok(true)
  })

/** On again, or tried again at once; what had been given up comes first. */
export const switchOn = async (world: Sealed, by: Officer, which: Which): Promise<Result<true>> =>
  await change(world, by, { ...which, action: 'notice-endpoint-on' }, async (tx, { id }) => {
    await startEndpoint(tx, id, world.clock())
    return ok(true)
  })

/** Owes it a notice that tells nothing, behind all that waits there, and tries at once. */
export const sendTest = async (world: Sealed, by: Officer, which: Which): Promise<Result<true>> =>
  await change(world, by, { ...which, action: 'notice-endpoint-tested' }, async (tx, row) => {
    if (row.state === 'off') return refuse('endpoint-off')
    await startEndpoint(tx, row.id, world.clock())
    const id = world.id()
    const createdAt = world.clock()
    const body = JSON.stringify({ data: { link: `${world.publicUrl}/desk` }, at: createdAt })
    const sealed = await world.vault.seal(row.keyId, body, owedText(id))
    const test = { id, about: id, endpoint: row.id, type: testType, keyId: row.keyId }
    await oweNotices(tx, row.area, [{ ...test, sealed, createdAt }])
    return ok(true)
  })

/** A new secret, told here and never again; the one before is good for a day, so that nothing is refused meanwhile. */
export const rotateSecret = async (
  world: Sealed,
  by: Officer,
  which: Which,
): Promise<Result<{ readonly name: string; readonly secret: string }>> =>
  await change(world, by, { ...which, action: 'notice-endpoint-rotated' }, async (tx, row) => {
    const kept = await openKept(world, row)
    if (kept.kind !== 'webhook') return refuse('endpoint-unknown')
    const now = world.clock()
    const [current] = kept.secrets
    const before = current ? [{ ...current, until: now + rotationTime }] : []
    const secret = newWebhookSecret()
    const next = { ...kept, secrets: [{ secret }, ...before] }
    await resealEndpoint(tx, row.id, await sealTarget(world, row, next))
    return ok({ name: row.name, secret })
  })

/** Takes it away with all it was owed; its key is destroyed after the commit. */
export async function dropEndpoint(
  world: Sealed,
  by: Officer,
  which: Which,
): Promise<Result<true>> {
  const about = { ...which, action: 'notice-endpoint-removed' }
  const removed = await change(world, by, about, async (tx, { id, keyId }) => {
    await removeEndpoint(tx, id)
    return ok(keyId)
  })
  if (!removed.ok) return removed
  await world.vault.dropKey(removed.value)
  return ok(true)
}
