import type { Instant } from '#core/case.ts'
import type { AreaCode } from '#core/plan.ts'
import { oweNotices } from '#store/department-notices.ts'
import { endpointsWanting, type EndpointRow } from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'

type Plain = string | number | boolean | null | readonly Plain[] | PlainObject
interface PlainObject {
  readonly [name: string]: Plain
}

/** What happened, for a machine: ids, numbers, dates and keys; never a reporter or what they wrote. */
export interface OutgoingEvent {
  /** Such as `work-order.status`. */
  readonly type: string
  readonly area: AreaCode
  readonly data: PlainObject
  readonly at: Instant
  /** What the event is about: while that stands aside nothing is told of it. */
  readonly caseId?: string
  /** Whose business it is: told to those bound to it; to all others only if `alone`. */
  readonly source?: { readonly id: string; readonly alone: boolean }
}

/** What an endpoint wants that is bound to a source. */
export const ofSource = (type: string, source: string): string => `${type}:${source}`

/** Receivers need not take more, and ours never has as much. */
const largest = 20_000

/** Binds a notice's words to its row. */
export const owedText = (id: string): string => `department-notice:${id}`

/**
 * Owes an event to every webhook of the whole area that wants its type, in the caller's transaction; it goes out after the
 * commit, in order, until the receiver takes it. Come late in the transaction: others of the area wait from here on.
 */
export async function oweWebhook(world: Sealed, tx: Tx, event: OutgoingEvent): Promise<void> {
  const { type, area, data, at, caseId } = event
  if (!/^[a-z]+([.-][a-z]+)*$/.test(type))
    throw new Error('the type of an event is words with dots')
  const wanting = await webhooksFor(tx, event)
  if (wanting.length === 0) return
  const body = JSON.stringify({ data, at })
  if (Buffer.byteLength(body) > largest) throw new Error('an event for a webhook is too long')
  const about = world.id()
  const owed = []
  for (const { id: endpoint, keyId } of wanting) {
    const id = world.id()
    const sealed = await world.vault.seal(keyId, body, owedText(id))
    const one = { id, endpoint, about, type, keyId, sealed, createdAt: at }
    owed.push({ ...one, ...(caseId === undefined ? {} : { caseId }) })
  }
  await oweNotices(tx, area, owed)
}

/** An office's own machine hears of its tasks; the rest of the area is none of its business. */
async function webhooksFor(
  tx: Tx,
  { type, area, source }: OutgoingEvent,
): Promise<readonly EndpointRow[]> {
  const bound = source ? await endpointsWanting(tx, { area, type: ofSource(type, source.id) }) : []
  const open = source?.alone === false ? [] : await endpointsWanting(tx, { area, type })
  const known = new Set(bound.map(({ id }) => id))
  return [...bound, ...open.filter(({ id }) => !known.has(id))].filter(
    ({ kind, office }) => kind === 'webhook' && office === undefined,
  )
}
