import type { Case, Instant } from '#core/case.ts'
import { sharedMatters } from '#core/merge.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { handledCase } from './case-merge.ts'
import type { Sealed } from './sealed.ts'

/** What a reward rests on: the report itself, or what was found in the case that it is handled in. */
export interface RewardBase {
  /** With the matters alone that the report has a part in. */
  readonly about: Case
  /** Number of the case it was merged into. */
  readonly within?: string
  /** When the acceptance of the report was registered: the order among several goes by that. */
  readonly acceptedAt: Instant
}

export async function rewardBase(world: Sealed, tx: Tx, file: OpenCase): Promise<RewardBase> {
  const main = await handledCase(world, tx, file)
  if (main === file) return { about: file.case, acceptedAt: acceptedAt(file) }
  const shared = sharedMatters(main.case, file.case)
  const about = { ...main.case, matters: main.case.matters.filter(({ id }) => shared.has(id)) }
  return { about, within: main.case.number, acceptedAt: acceptedWithin(file, main) }
}

const accepted = ({ events }: Pick<OpenCase, 'events'>): Instant | undefined =>
  events.find(({ type }) => type === 'accepted')?.at

const acceptedAt = (file: OpenCase): Instant => accepted(file) ?? file.case.receivedAt

/**
 * A report that was merged before it was accepted itself is accepted with its main case, and not before it was merged;
 * of reports of one instant the number decides.
 */
const acceptedWithin = (file: OpenCase, main: OpenCase): Instant =>
  accepted(file) ?? Math.max(acceptedAt(main), file.case.merge?.at ?? 0)
