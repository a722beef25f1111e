import type { Instant } from '#core/case.ts'
import { discloseToReporter, type CaseForReporter } from '#core/disclosure.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import { caseById } from '#store/cases.ts'
import {
  clearThrottle,
  countWrongTry,
  holdTries,
  receiptByHmac,
  throttleOf,
} from '#store/receipts.ts'
import { openCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'

interface Try {
  readonly number: string
  readonly passcode: string
  /** The conversation or browser that asks: only it is slowed by wrong tries. */
  readonly asker: string
  readonly at: Instant
}

const minute = 60_000

/** Opens a report by number and passcode. Wrong tries slow the asker alone; the right passcode always opens. */
export async function tryReceipt(
  world: Sealed,
  tx: Tx,
  { number, passcode, asker, at }: Try,
): Promise<Result<CaseRow>> {
  const hmac = world.vault.passcodeHmac(passcode)
  const receipt = hmac === undefined ? undefined : await receiptByHmac(tx, hmac)
  if (receipt && receipt.number === number.trim().toUpperCase()) {
    const row = await caseById(tx, receipt.caseId)
    if (row) {
      await clearThrottle(tx, asker)
      return ok(row)
    }
  }
  await holdTries(tx, asker)
  const before = await throttleOf(tx, asker)
  const until = before.until > at ? before.until : (await countWrongTry(tx, asker, at)).until
  if (until > at) return refuse('receipt-slow', { minutes: Math.ceil((until - at) / minute) })
  return refuse('receipt-wrong')
}

/** What a reporter may see of their report, by number and passcode, from anywhere. */
export async function trackReceipt(
  world: Sealed,
  attempt: Omit<Try, 'at'>,
): Promise<Result<CaseForReporter>> {
  return await world.db.transaction(async (tx) => {
    const row = await tryReceipt(world, tx, { ...attempt, at: world.clock() })
    if (!row.ok) return row
    return ok(discloseToReporter((await openCase(world, tx, row.value)).case))
  })
}
