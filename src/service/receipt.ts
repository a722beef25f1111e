import type { Instant } from '#core/case.ts'
import type { CaseForReporter } from '#core/disclose-to-reporter.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import { caseById } from '#store/cases.ts'
import { hasLost, markFound } from '#store/hops.ts'
import {
  clearThrottle,
  countWrongTry,
  holdTries,
  receiptByHmac,
  throttleOf,
} from '#store/receipts.ts'
import { openCase } from './case-file.ts'
import { shownToReporter } from './case-merge.ts'
import type { Sealed } from './sealed.ts'
import { leftOf } from './tombstone.ts'

interface Try {
  readonly number: string
  readonly passcode: string
  /** The conversation or browser that asks: only it is slowed by wrong tries. */
  readonly asker: string
  readonly at: Instant
}

const minute = 60_000
/** Of one receipt, from wherever they come, before wrong ones are slowed: whoever owns it may mistype on two devices. */
const freeOfOne = 10

/** Opens a report by number and passcode. Wrong tries slow who asks and whoever guesses at this receipt; the right passcode always opens. */
export async function tryReceipt(world: Sealed, tx: Tx, attempt: Try): Promise<Result<CaseRow>> {
  const row = await rightRow(world, tx, attempt)
  if (!row) return await refuseTry(world, tx, attempt)
  await clearThrottle(tx, attempt.asker)
  return ok(row)
}

/** Of a report that was erased the outcome and the days are left. */
async function shownTo(world: Sealed, tx: Tx, row: CaseRow): Promise<Result<CaseForReporter>> {
  if (row.erasedAt !== undefined) return refuse('case-erased', leftOf(world, row))
  return ok(await shownToReporter(world, tx, await openCase(world, tx, row)))
}

/** What a reporter may see of their report, by number and passcode, from anywhere. Nothing is written but what changes. */
export async function trackReceipt(
  world: Sealed,
  asked: Omit<Try, 'at'>,
): Promise<Result<CaseForReporter>> {
  const attempt = { ...asked, at: world.clock() }
  const seen = await world.db.read(async (tx) => {
    const row = await rightRow(world, tx, attempt)
    const mine = await throttleOf(tx, attempt.asker)
    if (row) {
      const lost = (await hasLost(tx, row.id)) ? row.id : undefined
      return { mine, lost, shown: await shownTo(world, tx, row) }
    }
    return {
      mine,
      until: Math.max(mine.until, (await throttleOf(tx, ofReceipt(world, attempt))).until),
    }
  })
  if (seen.shown) {
    const { lost } = seen
    if (seen.mine.tries > 0 || lost)
      await world.db.transaction(async (tx) => {
        if (lost) await markFound(tx, lost)
        await clearThrottle(tx, attempt.asker)
      })
    return seen.shown
  }
  if (seen.until > attempt.at) return slow(attempt, seen.until)
  return await world.db.transaction(async (tx) => await refuseTry(world, tx, attempt))
}

/** What is looked for is a keyed digest, so that how long it takes tells nothing of how much of a passcode was right. */
async function rightRow(
  world: Sealed,
  tx: Tx,
  { number, passcode }: Try,
): Promise<CaseRow | undefined> {
  const hmac = world.vault.passcodeHmac(passcode)
  const receipt = hmac === undefined ? undefined : await receiptByHmac(tx, hmac)
  if (receipt?.number !== plainNumber(number)) return undefined
  return await caseById(tx, receipt.caseId)
}

/** Counts a wrong try, unless it came in a pause: then it only hears how long the pause is. */
async function refuseTry(world: Sealed, tx: Tx, attempt: Try): Promise<ReturnType<typeof refuse>> {
  const { asker, at } = attempt
  const receipt = ofReceipt(world, attempt)
  await holdTries(tx, asker)
  await holdTries(tx, receipt)
  const until = Math.max((await throttleOf(tx, asker)).until, (await throttleOf(tx, receipt)).until)
  if (until > at) return slow(attempt, until)
  const mine = await countWrongTry(tx, asker, at)
  const its = await countWrongTry(tx, receipt, at, freeOfOne)
  const next = Math.max(mine.until, its.until)
  return next > at ? slow(attempt, next) : refuse('receipt-wrong')
}

const slow = ({ at }: Try, until: Instant): ReturnType<typeof refuse> =>
  refuse('receipt-slow', { minutes: Math.ceil((until - at) / minute) })

const plainNumber = (typed: string): string => typed.trim().toUpperCase()

/** Under what the tries at one receipt are counted, be there such a receipt or not. Of what was typed no word is kept. */
function ofReceipt(world: Sealed, { number }: Try): string {
  const digest = world.mac(Buffer.from(JSON.stringify(['receipt', plainNumber(number)])))
  return `receipt:${Buffer.from(digest).toString('base64url')}`
}
