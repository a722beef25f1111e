import { sql, type Selectable } from 'kysely'
import { kept, keptRows, only } from './kept.ts'
import { holdName } from './row-lock.ts'
import type { FactTables } from './fact-tables.ts'
import type { Tx } from './transaction.ts'

export type FactRow = Readonly<Selectable<FactTables['facts']>>

/**
 * Writes the facts of a case in place of those before. A month that was counted and is touched by what changed waits to be
 * counted anew; the running one never was. `isNew`: nothing is known of the case so far.
 */
export const keepFacts = async (
  tx: Tx,
  caseId: string,
  {
    rows,
    month,
    isNew = false,
  }: { readonly rows: readonly FactRow[]; readonly month: string; readonly isNew?: boolean },
): Promise<void> => {
  const before = isNew ? [] : await factsOfCase(tx, caseId)
  const known = new Set(before.map((row) => inOneOrder(row)))
  const next = new Set(rows.map((row) => inOneOrder(row)))
  const gone = before.filter((row) => !next.has(inOneOrder(row)))
  const come = rows.filter((row) => !known.has(inOneOrder(row)))
  if (gone.length + come.length === 0) return
  await reopenMonths(tx, [...gone, ...come], month)
  for (const { task } of gone)
    await tx.deleteFrom('facts').where('caseId', '=', caseId).where('task', '=', task).execute()
  if (come.length > 0) await insertFacts(tx, come)
}

const insertFacts = keptRows((tx, rows: readonly FactRow[]) =>
  tx.insertInto('facts').values(rows.map((row) => only(row, columns))),
)

/** What is left when a case was erased: where it was and how it was told are gone, nobody has it in hand. */
export const forgetFacts = async (tx: Tx, caseId: string): Promise<void> => {
  const rows = await factsOfCase(tx, caseId)
  await reopenMonths(tx, rows, '9999-12')
  await tx.deleteFrom('facts').where('caseId', '=', caseId).where('state', '=', 'open').execute()
  await tx
    .updateTable('facts')
    .set({ place: '', channel: '' })
    .where('caseId', '=', caseId)
    .execute()
  await noteFacts(tx, caseId)
}

export const factsOfCase = async (tx: Tx, caseId: string): Promise<readonly FactRow[]> =>
  await factsIn(tx, { caseId })

interface OfCase {
  readonly caseId: string
}

const factsIn = kept((tx, { caseId }: OfCase) =>
  tx.selectFrom('facts').selectAll().where('caseId', '=', caseId).orderBy('task'),
)

/** The same fields in the same order, however a row was made. */
const columns = [
  'caseId',
  'task',
  'area',
  'office',
  'department',
  'offence',
  'place',
  'channel',
  'state',
  'dueOn',
  'givenOn',
  'acceptedOn',
  'acceptDays',
  'closedOn',
  'closeDays',
  'late',
  'unnumbered',
  'backOn',
  'again',
] as const satisfies readonly (keyof FactRow)[]

const inOneOrder = (row: FactRow): string => JSON.stringify(row, [...columns])

/** Whoever counts a month and whoever changes it wait for each other, always in the same order. */
const reopenMonths = async (tx: Tx, rows: readonly FactRow[], running: string): Promise<void> => {
  const touched = new Set(
    rows.flatMap(({ area, givenOn, acceptedOn, closedOn, backOn }) =>
      [givenOn, acceptedOn, closedOn, backOn].flatMap((day) =>
        day === null ? [] : [`${area} ${day.slice(0, 7)}`],
      ),
    ),
  )
  for (const one of [...touched].toSorted()) {
    const [area = '', month = ''] = one.split(' ')
    if (month >= running) continue
    await holdName(tx, 'figures', one)
    await tx
      .deleteFrom('monthFigures')
      .where('area', '=', area)
      .where('month', '=', month)
      .execute()
  }
}

/** Cases that have no facts yet. */
export const uncountedCases = async (tx: Tx, limit: number): Promise<readonly string[]> => {
  const rows = await tx.selectFrom('uncounted').select('caseId').limit(limit).execute()
  return rows.map(({ caseId }) => caseId)
}

export const noteFacts = async (tx: Tx, caseId: string): Promise<void> => {
  await dropUncounted(tx, { caseId })
}

const dropUncounted = kept((tx, { caseId }: OfCase) =>
  tx.deleteFrom('uncounted').where('caseId', '=', caseId),
)

/** The months of an area that are counted. */
export const countedMonths = async (tx: Tx, area: string): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('monthFigures')
    .select('month')
    .where('area', '=', area)
    .where('office', '=', '')
    .execute()
  return new Set(rows.map(({ month }) => month))
}

/** Figures of counted months, of the whole area or one office. */
export const monthFigures = async (
  tx: Tx,
  { area, office, from, to }: MonthQuestion,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('monthFigures')
    .select(['month', 'figures'])
    .where('area', '=', area)
    .where('office', '=', office)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .execute()
  return new Map(rows.map(({ month, figures }) => [month, figures]))
}

interface MonthQuestion {
  readonly area: string
  readonly office: string
  readonly from: string
  readonly to: string
}

/** Keeps the figures of a month, by office; the empty one is the whole area. */
export const keepMonth = async (
  tx: Tx,
  { area, month }: { readonly area: string; readonly month: string },
  figures: ReadonlyMap<string, string>,
): Promise<void> => {
  await tx.deleteFrom('monthFigures').where('area', '=', area).where('month', '=', month).execute()
  const rows = [...figures].map(([office, text]) => ({ area, month, office, figures: text }))
  for (let n = 0; n < rows.length; n += 100)
    await tx
      .insertInto('monthFigures')
      .values(rows.slice(n, n + 100))
      .execute()
}

/** The first day that anything was given out in an area. */
export const firstDay = async (tx: Tx, area: string): Promise<string | undefined> => {
  const { first } = await tx
    .selectFrom('facts')
    .select((eb) => eb.fn.min('givenOn').as('first'))
    .where('area', '=', area)
    .executeTakeFirstOrThrow()
  return first ?? undefined
}

/** So that nobody counts a month while somebody changes it. */
export const holdMonth = async (tx: Tx, area: string, month: string): Promise<void> =>
  await holdName(tx, 'figures', `${area} ${month}`)

export const isOpenFact = sql<boolean>`"f"."state" = 'open'`
