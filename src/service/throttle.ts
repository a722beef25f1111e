import type { Instant } from '#core/case.ts'
import { throttle, throttleOf } from '#store/receipts.ts'
import type { Tx } from '#store/transaction.ts'

/** Wrong tries without a wait, for fingers that slip; then half a minute, doubled each time, an hour at most. */
const freeTries = 3
const firstPause = 30_000
const longestPause = 3_600_000

/** Counts a wrong try of one asker and gives until when the next is refused. Nobody else waits. */
export async function countWrongTry(tx: Tx, asker: string, now: Instant): Promise<Instant> {
  const tries = (await throttleOf(tx, asker)).tries + 1
  const pause = Math.min(longestPause, firstPause * 2 ** (tries - freeTries - 1))
  const until = tries > freeTries ? now + pause : 0
  await throttle(tx, { asker, tries, until })
  return until
}
