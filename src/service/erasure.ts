import type { Day, Instant } from '#core/case.ts'
import { whyKept, type KeptBecause } from '#core/retention.ts'
import { casesOfHandle, type CaseRow } from '#store/cases.ts'
import { markForget } from '#store/forgets.ts'
import { holdsOf } from '#store/holds.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'

/** What became of a person's wish to be forgotten. */
export interface Forgotten {
  /** Reports that are erased with this transaction. */
  readonly done: number
  /** Reports that stay for now, newest first; they go by themselves once their reason has ended. */
  readonly kept: readonly Kept[]
}

export interface Kept {
  readonly number: string
  readonly why: KeptBecause
  readonly until?: Day
}

/**
 * A reporter wants to be forgotten. What nothing keeps is erased; the rest is marked, and goes the day its reason ends.
 * The conversation itself goes once its last answer has arrived.
 */
export async function forgetMe(
  world: Sealed,
  tx: Tx,
  { handle, at }: { readonly handle: string; readonly at: Instant },
): Promise<Forgotten> {
  await markForget(tx, { handle, at })
  const kept: Kept[] = []
  for (const row of await casesOfHandle(tx, handle)) {
    const stays = await whyItStays(world, tx, row, at)
    if (stays) kept.push({ number: row.number, ...stays })
  }
  return { done: 0, kept }
}

const claimDays = 183

async function whyItStays(
  world: Sealed,
  tx: Tx,
  row: CaseRow,
  at: Instant,
): Promise<Omit<Kept, 'number'> | undefined> {
  const { case: about } = await openCase(world, tx, row)
  const held = (await holdsOf(tx, row.id)).some(({ endedAt }) => endedAt === undefined)
  const outcomes = about.matters.map(({ outcome }) => outcome)
  return whyKept({ ...about, outcomes, held }, { at, claimDays })
}
