import type { Case, Day, Instant } from '#core/case.ts'
import { isOver, whyKept, type KeptBecause } from '#core/retention.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { casesOfHandle, type CaseRow } from '#store/cases.ts'
import { markForget } from '#store/forgets.ts'
import { isHeld } from '#store/holds.ts'
import { hasRewardOnItsWay } from '#store/rewards.ts'
import { leaveTombstone, letGoCase, letGoIdentity } from '#store/let-go.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, type OpenCase } from './case-file.ts'
import { endMergedInto, shownToReporter } from './case-merge.ts'
import { hourOf } from './coarse-time.ts'
import { recordErasure, type Cause } from './erasure-record.ts'
import { hintAgain, hushPlaces } from './hints.ts'
import { answeredHere, leave, leaveAll } from './places.ts'
import { termFor } from './retention-terms.ts'
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
 * The conversation itself goes once its last answer has arrived. Reports that came from elsewhere are left alone: number
 * and passcode open a report, but only who filed it may take it from the place it came from.
 */
export async function forgetMe(
  world: Sealed,
  tx: Tx,
  { handle, at }: { readonly handle: string; readonly at: Instant },
): Promise<Forgotten> {
  await leaveHere(world, tx, handle)
  await forgetPlaces(world, tx, handle)
  await markForget(tx, { handle, at, why: 'asked' })
  return await forgetCases(world, tx, { handle, at })
}

/** Nothing that came from other conversations is told here any more. */
async function leaveHere(world: Sealed, tx: Tx, handle: string): Promise<void> {
  const answered = await answeredHere(world, tx, handle)
  for (const about of answered) await hushPlaces(world, tx, about, [handle])
  await leave(world, tx, handle)
  for (const about of answered) await hintAgain(world, tx, about)
}

/** The wish reaches every place of one's own reports: what was said there goes too, and nothing is told there any more. */
async function forgetPlaces(world: Sealed, tx: Tx, handle: string): Promise<void> {
  const at = hourOf(world.clock())
  for (const about of await casesOfHandle(tx, handle))
    for (const place of await leaveAll(world, tx, about))
      await markForget(tx, { handle: place, at, why: 'case' })
}

/** Erases what nothing keeps of the reports that a person had filed by then. */
export async function forgetCases(
  world: Sealed,
  tx: Tx,
  { handle, at }: { readonly handle: string; readonly at: Instant },
): Promise<Forgotten> {
  const asked = { why: 'asked', by: 'reporter' } as const
  const kept: Kept[] = []
  let done = 0
  for (const row of await casesOfHandle(tx, handle)) {
    if (row.erasedAt !== undefined || row.receivedAt > at) continue
    const opened = await openCase(world, tx, row)
    const about = opened.case
    const stays = await whyItStays(world, tx, { row, opened })
    if (!stays) {
      await eraseOpened(world, tx, { row, about }, asked)
      done += 1
    } else {
      kept.push({ number: row.number, ...stays })
      if (stays.why === 'open' && !about.wantsReward) await eraseIdentity(world, tx, row, asked)
    }
  }
  return { done, kept }
}

/** Where no rule is known. */
const claimTerm = { amount: 6, unit: 'M' } as const

interface Looked {
  readonly row: CaseRow
  readonly about: Case
}

/** A merged report is as far as the case that it is handled in. */
async function whyItStays(
  world: Sealed,
  tx: Tx,
  { row, opened }: Pick<Looked, 'row'> & { readonly opened: OpenCase },
): Promise<Omit<Kept, 'number'> | undefined> {
  if (await hasRewardOnItsWay(tx, row.id)) return { why: 'reward' }
  const { state, changedAt, matters } = await shownToReporter(world, tx, opened)
  const outcomes = matters.map(({ outcome }) => outcome)
  const held = await isHeld(tx, row.id)
  const claim = termFor(world, row.area, 'identity') ?? claimTerm
  const life = { state, changedAt, wantsReward: opened.case.wantsReward, outcomes, held }
  return whyKept(life, { at: world.clock(), claim })
}

/**
 * Lets go every word of a report: number, area, offence, outcome and days are what is left. Its keys are destroyed after
 * the commit, the conversation it came from is cleared as soon as nobody is in it.
 */
export async function eraseCase(
  world: Sealed,
  tx: Tx,
  row: CaseRow,
  cause: Cause,
): Promise<Result<true>> {
  if (row.erasedAt !== undefined) return refuse('case-erased', { number: row.number })
  if (await isHeld(tx, row.id)) return refuse('case-held', { number: row.number })
  if (await hasRewardOnItsWay(tx, row.id)) return refuse('reward-keeps', { number: row.number })
  const { case: about } = await openCase(world, tx, row)
  await eraseOpened(world, tx, { row, about }, cause)
  await markForget(tx, { handle: row.handle, at: world.clock(), why: 'case' })
  return ok(true)
}

async function eraseOpened(
  world: Sealed,
  tx: Tx,
  { row, about }: Looked,
  cause: Cause,
): Promise<void> {
  const { number, area } = row
  const outcome = about.matters.find((matter) => matter.outcome)?.outcome
  const tombstone = {
    state: isOver(about.state) ? about.state : 'closed',
    ...(outcome ? { outcome } : {}),
    erasedAt: world.clock(),
  }
  for (const handle of await leaveAll(world, tx, row))
    await markForget(tx, { handle, at: hourOf(world.clock()), why: 'case' })
  await endMergedInto(world, tx, number)
  const gone = await letGoCase(tx, row.id, number)
  await leaveTombstone(tx, row.id, tombstone)
  const { files } = gone
  const keys = [row.keyId, ...gone.keys]
  await recordErasure(world, tx, { kind: 'case', number, area, keys, files, tombstone }, cause)
}

/** Name and telephone go, the report stays. */
export async function eraseIdentity(
  world: Sealed,
  tx: Tx,
  row: CaseRow,
  cause: Cause,
): Promise<void> {
  const gone = await letGoIdentity(tx, row.id)
  if (gone.keys.length === 0) return
  const { number, area } = row
  await recordErasure(world, tx, { kind: 'identity', number, area, ...gone }, cause)
}
