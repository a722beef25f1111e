import { isOpenFact } from './facts.ts'
import { kept } from './kept.ts'
import type { Tx } from './transaction.ts'

interface Span {
  readonly area: string
  readonly from: string
  readonly to: string
}

/** What is in hand and overdue, by office; `owed`: whose last day lay within or before the span. */
export const overdueByOffice = async (
  tx: Tx,
  { area, to, today }: Span & { readonly today: string },
) =>
  await tx
    .selectFrom('facts as f')
    .where('f.area', '=', area)
    .where(isOpenFact)
    .where('f.dueOn', '<', today)
    .select('f.office')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('overdue'),
      eb.fn.countAll<number | string>().filterWhere('f.dueOn', '<=', to).as('owed'),
    ])
    .groupBy('f.office')
    .execute()

/** Of whole months that were counted, what each office did. */
export const officeMonths = async (
  tx: Tx,
  { area, from, to }: Span,
): Promise<
  readonly { readonly month: string; readonly office: string; readonly figures: string }[]
> =>
  await tx
    .selectFrom('monthFigures')
    .select(['month', 'office', 'figures'])
    .where('area', '=', area)
    .where('office', '<>', '')
    .where('month', '>=', from)
    .where('month', '<=', to)
    .execute()

/** Writes whose conclusions of a case did not stand, in place of those before. */
export const keepReopened = async (
  tx: Tx,
  { caseId, area }: { readonly caseId: string; readonly area: string },
  rows: readonly { readonly task: string; readonly office: string; readonly day: string }[],
): Promise<void> => {
  await dropReopened(tx, { caseId })
  if (rows.length > 0)
    await tx
      .insertInto('reopened')
      .values(rows.map((row) => ({ ...row, caseId, area })))
      .execute()
}

const dropReopened = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx.deleteFrom('reopened').where('caseId', '=', caseId),
)

/** How many conclusions of each office did not stand, by the day they were looked at again. */
export const reopenedByOffice = async (tx: Tx, { area, from, to }: Span) =>
  await tx
    .selectFrom('reopened')
    .select('office')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('area', '=', area)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('office')
    .execute()

/** What reporters who were asked in a span of time answered, by the office that had concluded. Accusations are not counted. */
export const answersByOffice = async (
  tx: Tx,
  { area, from, to }: { readonly area: string; readonly from: number; readonly to: number },
) =>
  await tx
    .selectFrom('ratings')
    .select('office')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('answered'),
      eb.fn
        .countAll<number | string>()
        .filterWhere('satisfaction', '=', 'dissatisfied')
        .as('dissatisfied'),
    ])
    .where('area', '=', area)
    .where('accuses', '=', 0)
    .where('satisfaction', 'is not', null)
    .where('askedAt', '>=', from)
    .where('askedAt', '<', to)
    .groupBy('office')
    .execute()
