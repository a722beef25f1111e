import { isCaseNumber } from '#core/case-number.ts'
import { dayOf } from '#core/clock.ts'
import { freed, isInTime, mayKnow, placeIn } from '#core/exchange.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import {
  changePartner,
  holdPartner,
  keepMessage,
  messageOf,
  messagesOn,
  partnerById,
  settleMessage,
  type MessageRow,
  type PartnerRow,
} from '#store/exchange.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { machineTime } from './clock-watch.ts'
import { departmentsOf, secretsOf } from './exchange-partners.ts'
import type { Sealed } from './sealed.ts'

/** What a partner says of a case. */
export interface PartnerMessage {
  readonly type: string
  readonly number: string
  /** Its place among the partner's messages on the case, from 1 on. */
  readonly serial: number
  /** What is kept, sealed with the case. */
  readonly body: string
}

/** One delivery as it came. */
export interface Delivered {
  readonly partner: string
  /** The partner's id of it: the same again has the same one. */
  readonly theirs: string
  readonly sentAt: number
  /** Digest of the very bytes that came. */
  readonly mark: string
  readonly isSigned: (secret: string) => boolean
  /** What was read of it; a fault: why it could not be. */
  readonly read: () => Result<PartnerMessage> | Promise<Result<PartnerMessage>>
}

/** What the partner is told; the same delivery again is told the same. */
export interface Answered {
  readonly id: string
  readonly status: 200 | 202 | 404 | 409
  readonly reason?: string
  readonly again: boolean
}

export const messageText = (id: string): string => `exchange-message:${id}`

/** Takes what a partner sent, once. It changes no case: an officer reads it and decides. */
export async function takeMessage(world: Sealed, came: Delivered): Promise<Result<Answered>> {
  return await world.db.transaction(async (tx) => {
    const partner = await partnerById(tx, came.partner)
    if (partner?.state !== 'on') return refuse('partner-unknown')
    const secrets = await secretsOf(world, partner)
    if (!secrets.some((secret) => came.isSigned(secret))) return refuse('signature-wrong')
    if (!isInTime(came.sentAt, machineTime(world))) return refuse('clock-skew')
    await holdPartner(tx, partner.id)
    const known = await messageOf(tx, partner.id, came.theirs)
    if (known) return known.mark === came.mark ? ok(answerOf(known, true)) : refuse('id-used')
    const read = await came.read()
    if (!read.ok) return read
    const today = dayOf(world.clock())
    if (partner.heardOn !== today) await changePartner(tx, partner.id, { heardOn: today })
    return ok(answerOf(await keep(world, tx, { partner, came, message: read.value }), false))
  })
}

interface Taking {
  readonly partner: PartnerRow
  readonly came: Delivered
  readonly message: PartnerMessage
}

type Kept = Omit<MessageRow, 'doneAt' | 'doneBy'>

async function keep(world: Sealed, tx: Tx, taking: Taking): Promise<Kept> {
  const { partner, came, message } = taking
  const { type, serial } = message
  const base = { id: world.id(), partner: partner.id, area: partner.area, at: world.clock(), type }
  const row = { ...base, theirs: came.theirs, mark: came.mark }
  const about = await caseFor(world, tx, partner, message.number)
  if (!about.ok) {
    const { key: reason } = about.refusal
    const status = reason === 'number-unknown' ? 404 : 409
    const { keyId } = partner
    const refused = { ...row, state: 'refused', status, reason, keyId, sealed: new Uint8Array() }
    await keepMessage(tx, refused)
    return refused
  }
  const { id: caseId, number, keyId } = about.value
  const place = await placeOf(tx, { partner: partner.id, caseId, serial })
  const found = { ...row, caseId, number, serial, keyId, ...outcomes[place.is] }
  const isKept = found.state !== 'refused'
  const sealed = isKept
    ? await world.vault.seal(keyId, message.body, messageText(row.id))
    : new Uint8Array()
  await keepMessage(tx, { ...found, sealed })
  if (place.is === 'next')
    for (const id of place.free) await settleMessage(tx, id, { from: ['held'], state: 'open' })
  return { ...found, sealed }
}

const outcomes = {
  next: { state: 'open', status: 200 },
  held: { state: 'held', status: 202, reason: 'waits-for-earlier' },
  late: { state: 'refused', status: 409, reason: 'out-of-order' },
  far: { state: 'refused', status: 409, reason: 'too-far-ahead' },
} as const

interface Place {
  readonly is: keyof typeof outcomes
  /** Messages that waited for this one. */
  readonly free: readonly string[]
}

/** Those that were taken or waited before one was taken off the list count as they came. */
async function placeOf(
  tx: Tx,
  {
    partner,
    caseId,
    serial,
  }: { readonly partner: string; readonly caseId: string; readonly serial: number },
): Promise<Place> {
  const before = await messagesOn(tx, partner, caseId)
  const held = before.filter(({ state }) => state === 'held')
  const serials = held.map((one) => one.serial ?? 0)
  const taken = before.filter(({ state }) => state !== 'held').map((one) => one.serial ?? 0)
  const last = lastInRow(taken)
  const is = taken.includes(serial) ? 'late' : placeIn({ last, held: serials }, serial)
  const free = is === 'next' ? freed(serial, serials) : []
  return { is, free: held.filter((one) => free.includes(one.serial ?? 0)).map(({ id }) => id) }
}

/** An officer may have taken one that waited: what was missing before it can still come. */
function lastInRow(serials: readonly number[]): number {
  let last = 0
  while (serials.includes(last + 1)) last += 1
  return last
}

/** The case that is meant, if the partner may know of it and it can still be added to. */
async function caseFor(
  world: Sealed,
  tx: Tx,
  partner: PartnerRow,
  number: string,
): Promise<Result<CaseRow>> {
  const row = isCaseNumber(number) ? await caseByNumber(tx, number) : undefined
  if (!row || row.area !== partner.area || row.erasedAt !== undefined)
    return refuse('number-unknown')
  const { case: about } = await openCase(world, tx, row)
  if (!mayKnow(about, departmentsOf(partner))) return refuse('number-unknown')
  const { state } = about
  if (state === 'closed' || state === 'withdrawn') return refuse('case-closed')
  return state === 'merged' ? refuse('case-merged') : ok(row)
}

const answerOf = ({ id, status, reason }: Kept, again: boolean): Answered => ({
  id,
  status: status as Answered['status'],
  again,
  ...(reason === undefined ? {} : { reason }),
})
