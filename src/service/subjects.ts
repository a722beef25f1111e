import type { SubjectWords } from '#core/subject.ts'
import { subjectsById, type SubjectRow } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'

export const subjectText = (id: string): string => `subject:${id}`

/** What a subject is called, opened. */
export async function openSubject(world: Sealed, row: SubjectRow): Promise<SubjectWords> {
  const { id, keyId, sealed } = row
  return JSON.parse(await world.vault.open(keyId, sealed, subjectText(id))) as SubjectWords
}

/**
 * The names of subjects, of each joined one that of the subject it was joined to. Only for what an officer is shown who may
 * see them; the page that shows them notes the look.
 */
export async function subjectNames(
  world: Sealed,
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await subjectsById(tx, [...new Set(ids)])
  const roots = await subjectsById(tx, [...new Set(rows.map(({ root }) => root))])
  const names = new Map<string, string>()
  for (const row of roots) names.set(row.id, (await openSubject(world, row)).name)
  return new Map(rows.map(({ id, root }) => [id, names.get(root) ?? '']))
}
