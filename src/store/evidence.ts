import type { Selectable } from 'kysely'
import { kept } from './kept.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A file that was kept. Its bytes are sealed beside the database; `name` is what the sender called it, sealed. */
export type EvidenceRow = Present<Selectable<Schema['evidence']>>

/** Writes a new file's row, or all of it anew. */
export const saveEvidence = async (tx: Tx, row: EvidenceRow): Promise<void> => {
  const written = {
    id: row.id,
    session: row.session,
    keyId: row.keyId,
    kind: row.kind,
    type: row.type,
    size: row.size,
    digest: row.digest,
    cleaned: row.cleaned,
    state: row.state,
    caseId: row.caseId ?? null,
    cleanedSize: row.cleanedSize ?? null,
    name: row.name ?? null,
    at: row.at ?? null,
    checked: row.checked ?? null,
    finding: row.finding ?? null,
  }
  await tx
    .insertInto('evidence')
    .values(written)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(written))
    .execute()
}

/** Their rows go; the files are then nobody's, and are cleared away as such. */
export const dropEvidence = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await tx.deleteFrom('evidence').where('id', 'in', ids).execute()
}

/** Files no virus scanner has looked at yet, oldest first. */
export const uncheckedEvidence = async (tx: Tx, limit: number): Promise<readonly EvidenceRow[]> => {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('checked', '=', 'unchecked')
    .orderBy('at')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

export const evidenceById = async (tx: Tx, id: string): Promise<EvidenceRow | undefined> =>
  presentFirst(await tx.selectFrom('evidence').selectAll().where('id', '=', id).execute())

export const evidenceOfSession = async (
  tx: Tx,
  session: string,
): Promise<readonly EvidenceRow[]> => {
  const rows = await evidenceIn(tx, { session })
  return rows.map((row) => present(row))
}

const evidenceIn = kept((tx, { session }: { readonly session: string }) =>
  tx.selectFrom('evidence').selectAll().where('session', '=', session).orderBy('at').orderBy('id'),
)

export const evidenceOfCase = async (tx: Tx, caseId: string): Promise<readonly EvidenceRow[]> => {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}
