import type { CaseRow } from './cases.ts'
import { kept } from './kept.ts'
import { present } from './row.ts'
import type { Tx } from './transaction.ts'

/**
 * A place beside the one a report came from where its person wants to be answered. Whose place it is lies sealed under
 * the key of the case; `finder` is a keyed digest that nobody without the vault's key can lead to a conversation.
 */
export interface PlaceRow {
  readonly caseId: string
  readonly finder: string
  readonly sealed: Uint8Array
  /** The last one used has the highest. */
  readonly turn: number
}

/** Writes a place as the one used last. */
export const keepPlace = async (tx: Tx, place: Omit<PlaceRow, 'turn'>): Promise<void> => {
  const turn = ((await placesOfCase(tx, place.caseId))[0]?.turn ?? 0) + 1
  await tx
    .insertInto('places')
    .values({ ...place, turn })
    .onConflict((conflict) => conflict.columns(['caseId', 'finder']).doUpdateSet({ turn }))
    .execute()
}

/** The last one used first. */
export const placesOfCase = async (tx: Tx, caseId: string): Promise<readonly PlaceRow[]> =>
  await placesIn(tx, { caseId })

const placesIn = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx.selectFrom('places').selectAll().where('caseId', '=', caseId).orderBy('turn', 'desc'),
)

/** Reports that are answered at a place, newest first. */
export const casesAtPlace = async (tx: Tx, finder: string): Promise<readonly CaseRow[]> => {
  const rows = await foundAt(tx, { finder })
  return rows.map((row) => present(row))
}

const foundAt = kept((tx, { finder }: { readonly finder: string }) =>
  tx
    .selectFrom('cases as c')
    .innerJoin('places as p', 'p.caseId', 'c.id')
    .selectAll('c')
    .where('p.finder', '=', finder)
    .orderBy('c.receivedAt', 'desc')
    .orderBy('c.id'),
)

/** A report is answered only where it came from. */
export const dropPlaces = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.deleteFrom('places').where('caseId', '=', caseId).execute()
}

/** Nothing is answered at a place any more. */
export const leavePlace = async (tx: Tx, finder: string): Promise<void> => {
  await tx.deleteFrom('places').where('finder', '=', finder).execute()
}

/** On which channel a person is; `undefined`: nobody is there any more. */
export const channelOfHandle = async (tx: Tx, handle: string): Promise<string | undefined> =>
  (
    await tx
      .selectFrom('addresses')
      .select('channel')
      .where('handle', '=', handle)
      .executeTakeFirst()
  )?.channel
