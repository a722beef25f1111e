import type { Instant } from '#core/case.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById, type CaseRow } from '#store/cases.ts'
import {
  clearThrottle,
  countWrongTry,
  holdTries,
  receiptByHmac,
  throttleOf,
} from '#store/receipts.ts'
import { caseOfSecret } from '#store/reward-books.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'

/**
 * By what somebody showed that a reward is theirs: the claim secret, the passcode of the report, or that they write from
 * the chat it came from. Only the first claims without a name.
 */
export type ClaimProof = 'secret' | 'passcode' | 'chat'

export interface Proven {
  readonly about: CaseRow
  readonly proof: ClaimProof
}

interface Try {
  readonly number: string
  /** Claim secret or passcode, as it was typed. */
  readonly code: string
  /** The conversation or browser that asks: only it is slowed by wrong tries. */
  readonly asker: string
  readonly at: Instant
}

/** Whoever knows number and secret, or number and passcode. The right one is never locked out. */
export async function proveClaim(world: Sealed, tx: Tx, attempt: Try): Promise<Result<Proven>> {
  const found = await foundBy(world, tx, attempt)
  const asker = `claim:${attempt.asker}`
  if (found) {
    await clearThrottle(tx, asker)
    return ok(found)
  }
  await holdTries(tx, asker)
  const before = await throttleOf(tx, asker)
  const now = before.until > attempt.at ? before : await countWrongTry(tx, asker, attempt.at)
  if (now.until <= attempt.at) return refuse('claim-wrong')
  return refuse('receipt-slow', { minutes: Math.ceil((now.until - attempt.at) / 60_000) })
}

/** What is looked for is a keyed digest, so that how long it takes tells nothing of how much of it was right. */
async function foundBy(world: Sealed, tx: Tx, { number, code }: Try): Promise<Proven | undefined> {
  const hmac = world.vault.passcodeHmac(code)
  if (hmac === undefined) return undefined
  const bySecret = await caseOfSecret(tx, hmac)
  const caseId = bySecret ?? (await receiptByHmac(tx, hmac))?.caseId
  const about = caseId === undefined ? undefined : await caseById(tx, caseId)
  if (!about || about.erasedAt !== undefined) return undefined
  if (about.number !== number.trim().toUpperCase()) return undefined
  return { about, proof: bySecret === undefined ? 'passcode' : 'secret' }
}
