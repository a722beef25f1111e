import { isAway } from '#store/away.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

/** One report among several: one that does not open is named in the log, and the others go on. */
export async function openIfWhole<T>(
  world: Pick<World, 'log'>,
  { id }: { readonly id: string },
  open: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await open()
  } catch (cause) {
    if (isAway(cause)) throw cause
    const why = cause instanceof Error ? cause.name : typeof cause
    world.log.error('a merged report does not open', { case: id, why })
    return undefined
  }
}

/** A report that does not open is none; while the store is away, nobody knows. */
export function unlessAway(cause: unknown): undefined {
  if (isAway(cause)) throw cause
  return undefined
}

interface Steps {
  readonly work: (tx: Tx) => Promise<void>
  /** Instead of the work, so that the next round does not meet the same case again at once. */
  readonly skip: (tx: Tx) => Promise<void>
  /** For the log: what cannot be done. */
  readonly cannot: string
}

/**
 * Work of a round for one case, in a transaction of its own. One report that does not open, as after a damage, must not keep
 * all that is due from being done: it is named in the log and skipped. Where the store itself is away nothing is skipped,
 * and the round begins anew later.
 */
export async function orSkip(
  world: Pick<World, 'db' | 'log'>,
  id: string,
  { work, skip, cannot }: Steps,
) {
  try {
    await world.db.transaction(work)
  } catch (cause) {
    if (isAway(cause)) throw cause
    const why = cause instanceof Error ? cause.name : typeof cause
    world.log.error(cannot, { case: id, why })
    await world.db.transaction(skip)
  }
}
