import { isOver } from '#core/retention.ts'
import type { CaseState } from '#core/case.ts'
import type { Tx } from '#store/transaction.ts'
import { casesOfHandle, type CaseRow } from '#store/cases.ts'

/** The reports of a person that are still there, newest first. */
export async function ownCases(tx: Tx, handle: string): Promise<readonly CaseRow[]> {
  const all = await casesOfHandle(tx, handle)
  return all
    .filter(({ erasedAt }) => erasedAt === undefined)
    .toSorted((one, other) => other.receivedAt - one.receivedAt)
}

export const isInHand = ({ state }: CaseRow): boolean => !isOver(state as CaseState)
