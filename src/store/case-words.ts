import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/** Columns whose words lie under the key of a case, with what names their row. */
const columns = {
  event: ['caseEvents', 'sealed', 'id'],
  news: ['news', 'sealed', 'id'],
  place: ['places', 'sealed', 'finder'],
  reward: ['rewardEvents', 'sealed', 'id'],
  precedent: ['precedents', 'sealed', 'offence'],
  'hold-placed': ['holds', 'reason', 'id'],
  'hold-ended': ['holds', 'endReason', 'id'],
  'identity-asked': ['identityRequests', 'asked', 'id'],
  'identity-answered': ['identityRequests', 'answer', 'id'],
  'block-set': ['blocks', 'reason', 'id'],
  'block-lifted': ['blocks', 'liftReason', 'id'],
} as const

export type CasePlace = keyof typeof columns

/** One sealed text of a case and what names its row. */
export interface CaseWords {
  readonly place: CasePlace
  readonly row: string
  readonly sealed: Uint8Array
}

interface Which {
  readonly id: string
  readonly number: string
}

/** Everything that was written in a case and about it, under the key of the case. */
export const wordsOfCase = async (tx: Tx, which: Which): Promise<readonly CaseWords[]> => {
  const found: CaseWords[] = []
  for (const [place, [table, column, name]] of Object.entries(columns)) {
    const { rows } = await sql<{ readonly row: string; readonly sealed: Uint8Array }>`
      select ${sql.ref(name)} as "row", ${sql.ref(column)} as "sealed" from ${sql.table(table)}
      where ${ofCase(table, which)} and length(${sql.ref(column)}) > 0`.execute(tx)
    for (const { row, sealed } of rows) found.push({ place: place as CasePlace, row, sealed })
  }
  return found
}

/** The words of one place, sealed anew. */
export const putWords = async (
  tx: Tx,
  which: Which,
  { place, row, sealed }: CaseWords,
): Promise<void> => {
  const [table, column, name] = columns[place]
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed}
    where ${ofCase(table, which)} and ${sql.ref(name)} = ${row}`.execute(tx)
}

/** The case and all that lies under its key is under another one from now on: see that every word is sealed anew. */
export const moveCase = async (tx: Tx, { id, number }: Which, keyId: string): Promise<void> => {
  await tx.updateTable('cases').set({ keyId }).where('id', '=', id).execute()
  for (const table of ['holds', 'identityRequests', 'blocks', 'precedents'] as const)
    await tx.updateTable(table).set({ keyId }).where('number', '=', number).execute()
}

const byCase: ReadonlySet<string> = new Set(['caseEvents', 'news', 'places', 'rewardEvents'])

const ofCase = (table: string, { id, number }: Which) =>
  byCase.has(table) ? sql`${sql.ref('caseId')} = ${id}` : sql`${sql.ref('number')} = ${number}`
