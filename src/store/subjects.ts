import type { Selectable } from 'kysely'
import { unlinkCredit } from './credit.ts'
import { takeFollowUp } from './follow-ups.ts'
import { kept, keptRows, only } from './kept.ts'
import { locksRows } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type SubjectRow = Readonly<Selectable<Schema['subjects']>>
export type SubjectDeedRow = Readonly<Selectable<Schema['subjectDeeds']>>
export type SubjectCaseRow = Readonly<Selectable<Schema['subjectCases']>>

/** Whom a case complains of first, or one matter of it; `undefined` where nobody is known. */
export const subjectOf = async (
  tx: Tx,
  caseId: string,
  matter?: string,
): Promise<string | undefined> =>
  (await subjectsOfCase(tx, caseId)).find(
    (row) => row.how !== 'refused' && (matter === undefined || row.matter === matter),
  )?.subject

/** Whom a case complains of: by matter, the main one first. */
export const subjectsOfCase = async (tx: Tx, caseId: string): Promise<readonly SubjectCaseRow[]> =>
  await complainedOf(tx, { caseId })

const complainedOf = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx
    .selectFrom('subjectCases')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('matter')
    .orderBy('nth')
    .orderBy('origin'),
)

/** Every matter that complains of a subject or of one that was joined to it, oldest first. */
export const casesOfSubject = async (tx: Tx, subject: string): Promise<readonly SubjectCaseRow[]> =>
  await tx
    .selectFrom('subjectCases')
    .selectAll()
    .where('subject', '=', subject)
    .where('how', '<>', 'refused')
    .orderBy('at')
    .orderBy('caseId')
    .orderBy('matter')
    .execute()

export const subjectById = async (tx: Tx, id: string): Promise<SubjectRow | undefined> =>
  await tx.selectFrom('subjects').selectAll().where('id', '=', id).executeTakeFirst()

/** As it stands now; until this transaction ends it is joined to no other. */
export const subjectHeld = async (tx: Tx, id: string): Promise<SubjectRow | undefined> => {
  const query = tx.selectFrom('subjects').selectAll().where('id', '=', id)
  return await (locksRows(tx) ? query.forShare() : query).executeTakeFirst()
}

export const subjectsById = async (
  tx: Tx,
  ids: readonly string[],
): Promise<readonly SubjectRow[]> => {
  const rows: SubjectRow[] = []
  for (let at = 0; at < ids.length; at += 500)
    rows.push(
      ...(await tx
        .selectFrom('subjects')
        .selectAll()
        .where('id', 'in', ids.slice(at, at + 500))
        .execute()),
    )
  return rows
}

export const saveSubject = async (tx: Tx, row: SubjectRow): Promise<void> => {
  await writeSubject(tx, row)
}

const writeSubject = kept((tx, row: SubjectRow) => {
  const columns = only(row, SUBJECT)
  return tx
    .insertInto('subjects')
    .values(columns)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
})

const SUBJECT = [
  'id',
  'area',
  'kind',
  'place',
  'into',
  'root',
  'keyId',
  'sealed',
  'version',
  'createdAt',
  'changedAt',
] as const satisfies readonly (keyof SubjectRow)[]

/** In place of what it was found by before; `isNew`: by nothing so far. */
export const keepSubjectTokens = async (
  tx: Tx,
  { id, area }: Pick<SubjectRow, 'id' | 'area'>,
  tokens: readonly string[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<void> => {
  if (!isNew) await tx.deleteFrom('subjectTokens').where('subject', '=', id).execute()
  const rows = [...new Set(tokens)].map((token) => ({ area, token, subject: id }))
  if (rows.length > 0) await insertTokens(tx, rows)
}

const insertTokens = keptRows((tx, rows: readonly Selectable<Schema['subjectTokens']>[]) =>
  tx
    .insertInto('subjectTokens')
    .values(rows.map(({ area, token, subject }) => ({ area, token, subject }))),
)

/** Subjects of an area that share most of these tokens, the likeliest first. */
export const subjectsLike = async (
  tx: Tx,
  { area, tokens, least, limit }: Likely,
): Promise<readonly string[]> => {
  if (tokens.length === 0) return []
  const sought = [...new Set(tokens)].map((token) => ({ area, token, least, limit }))
  return (await sharing(tx, sought)).map(({ subject }) => subject)
}

const sharing = keptRows((tx, sought: readonly SoughtToken[]) =>
  tx
    .selectFrom('subjectTokens')
    .select((eb) => ['subject', eb.fn.countAll<number>().as('shared')])
    .where('area', '=', sought[0]?.area ?? '')
    .where(
      'token',
      'in',
      sought.map(({ token }) => token),
    )
    .groupBy('subject')
    .having((eb) => eb(eb.fn.countAll(), '>=', sought[0]?.least ?? 0))
    .orderBy('shared', 'desc')
    .orderBy('subject')
    .limit(sought[0]?.limit ?? 0),
)

interface SoughtToken extends Omit<Likely, 'tokens'> {
  readonly token: string
}

interface Likely {
  readonly area: string
  readonly tokens: readonly string[]
  readonly least: number
  readonly limit: number
}

export const keepSubjectCase = async (tx: Tx, row: SubjectCaseRow): Promise<void> => {
  await writeSubjectCase(tx, row)
}

const writeSubjectCase = kept((tx, row: SubjectCaseRow) => {
  const columns = only(row, SUBJECT_CASE)
  return tx
    .insertInto('subjectCases')
    .values(columns)
    .onConflict((conflict) => conflict.columns(['caseId', 'matter', 'origin']).doUpdateSet(columns))
})

const SUBJECT_CASE = [
  'caseId',
  'matter',
  'origin',
  'subject',
  'area',
  'offence',
  'place',
  'at',
  'how',
  'nth',
] as const satisfies readonly (keyof SubjectCaseRow)[]

/** Takes what the machine proposed of a case away, and what no longer is a matter of it. */
export const dropSubjectCase = async (
  tx: Tx,
  { caseId, matter, origin }: Pick<SubjectCaseRow, 'caseId' | 'matter' | 'origin'>,
): Promise<void> => {
  await tx
    .deleteFrom('subjectCases')
    .where('caseId', '=', caseId)
    .where('matter', '=', matter)
    .where('origin', '=', origin)
    .execute()
}

/** Counts from now on with the root of its origin. */
export const moveSubjectCases = async (tx: Tx, origin: string, subject: string): Promise<void> => {
  await tx.updateTable('subjectCases').set({ subject }).where('origin', '=', origin).execute()
}

/** A subject and all that were joined to it. */
export const subjectsUnder = async (
  tx: Tx,
  roots: readonly string[],
): Promise<readonly SubjectRow[]> =>
  await tx
    .selectFrom('subjects')
    .selectAll()
    .where('root', 'in', [...roots])
    .orderBy('id')
    .execute()

export const noteSubjectDeed = async (tx: Tx, row: SubjectDeedRow): Promise<void> => {
  await tx.insertInto('subjectDeeds').values(row).execute()
}

/** What officers decided of a subject, oldest first. */
export const subjectDeeds = async (
  tx: Tx,
  ids: readonly string[],
): Promise<readonly SubjectDeedRow[]> =>
  await tx
    .selectFrom('subjectDeeds')
    .selectAll()
    .where((eb) => eb.or([eb('subject', 'in', [...ids]), eb('other', 'in', [...ids])]))
    .orderBy('at')
    .orderBy('id')
    .execute()

/** Of these the ones that nothing is left of: no case, no deed, nothing joined; answers the keys of what went. */
export const letGoSubjects = async (tx: Tx, ids: readonly string[]): Promise<readonly string[]> => {
  const keys: string[] = []
  for (const id of new Set(ids)) {
    const gone = await tx
      .deleteFrom('subjects')
      .where('id', '=', id)
      .where('into', '=', '')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom('subjectCases as c').select('c.caseId').where('c.origin', '=', id),
          ),
        ),
      )
      .where((eb) =>
        eb.not(eb.exists(eb.selectFrom('subjects as s').select('s.id').where('s.into', '=', id))),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('subjectDeeds as d')
              .select('d.id')
              .where((deed) => deed.or([deed('d.subject', '=', id), deed('d.other', '=', id)])),
          ),
        ),
      )
      .where((eb) =>
        eb.not(
          eb.exists(eb.selectFrom('creditEntries as e').select('e.id').where('e.subject', '=', id)),
        ),
      )
      .returning('keyId')
      .execute()
    if (gone.length === 0) continue
    keys.push(...gone.map(({ keyId }) => keyId))
    await tx.deleteFrom('subjectTokens').where('subject', '=', id).execute()
    await tx
      .deleteFrom('subjectPairs')
      .where((eb) => eb.or([eb('one', '=', id), eb('other', '=', id)]))
      .execute()
  }
  return keys
}

/** At the erasure of a case: it complains of nobody any more. Answers the keys of subjects that nothing is left of. */
export const forgetSubjectCases = async (tx: Tx, caseId: string): Promise<readonly string[]> => {
  const rows = await tx
    .deleteFrom('subjectCases')
    .where('caseId', '=', caseId)
    .returning('origin')
    .execute()
  await takeFollowUp(tx, caseId)
  await unlinkCredit(tx, caseId)
  await tx
    .updateTable('subjectDeeds')
    .set({ sealed: new Uint8Array() })
    .where('caseId', '=', caseId)
    .execute()
  return await letGoSubjects(
    tx,
    rows.map(({ origin }) => origin),
  )
}
