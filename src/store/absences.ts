import type { Tx } from './transaction.ts'

/** Days on which an officer is away, from the first to the last. */
export interface Absence {
  readonly officer: string
  readonly first: string
  readonly last: string
}

/** In place of the one before. */
export const keepAbsence = async (
  tx: Tx,
  { officer, first, last, by, at }: Absence & { readonly by: string; readonly at: number },
): Promise<void> => {
  const kept = { officer, first, last, by, at }
  await tx
    .insertInto('absences')
    .values(kept)
    .onConflict((conflict) => conflict.column('officer').doUpdateSet(kept))
    .execute()
}

export const endAbsence = async (tx: Tx, officer: string): Promise<void> => {
  await tx.deleteFrom('absences').where('officer', '=', officer).execute()
}

/** Of these officers the days that are not over. */
export const absencesOf = async (
  tx: Tx,
  officers: readonly string[],
  today: string,
): Promise<readonly Absence[]> =>
  officers.length === 0
    ? []
    : await tx
        .selectFrom('absences')
        .select(['officer', 'first', 'last'])
        .where('officer', 'in', officers)
        .where('last', '>=', today)
        .execute()
