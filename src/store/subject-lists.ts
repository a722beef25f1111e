import { sql } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import type { Tx } from './transaction.ts'

/** One case of a subject in plain facts: no word of it, nobody's name. */
export interface SubjectCaseLine {
  readonly subject: string
  readonly caseId: string
  readonly number: string
  readonly state: string
  readonly offence: string
  readonly outcome: string | null
  readonly at: number
  readonly how: string
  readonly mergedInto: string | null
  /** Whose it is, only to tell reports of one sender from those of several. */
  readonly handle: string
  readonly flock: string | null
}

interface Asked {
  readonly area: string
  readonly subjects?: readonly string[]
  readonly from?: number
  readonly to?: number
  readonly hidden: Hidden
}

const lineColumns = [
  's.subject',
  's.caseId',
  'c.number',
  'c.state',
  'c.offence',
  'c.outcome',
  's.at',
  'c.mergedInto',
  'c.handle',
  'l.flock',
] as const

/** Cases of the subjects of an area, each once for each subject, oldest first. */
export const subjectCaseLines = async (
  tx: Tx,
  { area, subjects, from, to, hidden }: Asked,
): Promise<readonly SubjectCaseLine[]> => {
  if (subjects?.length === 0) return []
  let query = tx
    .selectFrom('subjectCases as s')
    .innerJoin('cases as c', 'c.id', 's.caseId')
    .leftJoin('likenesses as l', 'l.caseId', 's.caseId')
    .select((eb) => [...lineColumns, eb.fn.min('s.how').as('how')])
    .where('s.area', '=', area)
    .where('s.how', '<>', 'refused')
    .where('c.erasedAt', 'is', null)
    .where(isFound(hidden))
    .groupBy(lineColumns)
  if (subjects) query = query.where('s.subject', 'in', [...subjects])
  if (from !== undefined) query = query.where('s.at', '>=', from)
  if (to !== undefined) query = query.where('s.at', '<', to)
  return await query.orderBy('s.subject').orderBy('s.at').orderBy('c.number').execute()
}

/** Subjects of an area by how many cases complain of them since a day, most first. */
export const mostComplained = async (
  tx: Tx,
  { area, since, limit }: { readonly area: string; readonly since: number; readonly limit: number },
): Promise<readonly { readonly subject: string; readonly cases: number }[]> =>
  await tx
    .selectFrom('subjectCases as s')
    .select(['s.subject', sql<number>`count(distinct "s"."caseId")`.as('cases')])
    .where('s.area', '=', area)
    .where('s.at', '>=', since)
    .where('s.how', '<>', 'refused')
    .groupBy('s.subject')
    .orderBy('cases', 'desc')
    .orderBy('s.subject')
    .limit(limit)
    .execute()
