import { readReceipt, type Acknowledgement } from '#core/acknowledgement.ts'
import type { Day } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseByNumber } from '#store/cases.ts'
import { verdictOn } from '#vault/receipt-signing.ts'
import { digestOfFiled } from './acknowledge.ts'
import { openCase } from './case-file.ts'
import type { PublishedKey } from './receipt-keys.ts'
import type { Sealed } from './sealed.ts'

/** Whether a receipt is one that the holder of these keys signed. Needs no database and no network. */
export function verifyReceipt(
  text: string,
  keys: readonly Pick<PublishedKey, 'pem'>[],
): Result<Acknowledgement> {
  const read = readReceipt(text)
  if (!read.ok) return read
  const verdict = verdictOn(
    read.value,
    keys.map(({ pem }) => derOf(pem)),
  )
  if (verdict === 'signed') return ok(read.value.acknowledgement)
  return refuse(verdict === 'forged' ? 'receipt-forged' : 'receipt-key-unknown')
}

/** `redacted`: words were removed by right on that day, so that what is kept cannot be compared any more. */
export type Kept =
  | { readonly as: 'same' | 'changed' | 'gone' }
  | { readonly as: 'redacted'; readonly on: Day }

/**
 * Whether what we have kept is still what the receipt acknowledged: `gone` after erasure and where the report is another
 * house's. The digest of words that were removed is kept nowhere: a telephone could be guessed from it.
 */
export async function compareFiled(
  world: Sealed,
  { number, filed }: Acknowledgement,
): Promise<Kept> {
  return await world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row || !(await world.vault.hasKey(row.keyId))) return { as: 'gone' }
    const file = await openCase(world, tx, row)
    if ((await digestOfFiled(world, tx, file)) === filed) return { as: 'same' }
    const removed = file.events.findLast((event) => event.type === 'redacted' && tookFiled(event))
    return removed ? { as: 'redacted', on: dayOf(removed.at) } : { as: 'changed' }
  })
}

const tookFiled = ({ stretches }: CaseEvent & { readonly type: 'redacted' }): boolean =>
  stretches.some(({ text }) => !/ /.test(text))

const derOf = (pem: string): Uint8Array =>
  Buffer.from(pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, ''), 'base64')
