import { linesOf } from './queue-lines.ts'
import { present } from './row.ts'
import type { Tx } from './transaction.ts'

/** Puts a case where it belongs in the lists of the desk, now that its plain columns are others. */
export const standInQueues = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.deleteFrom('queued').where('caseId', '=', caseId).execute()
  const row = await tx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst()
  if (!row) return
  const tasks = await tx
    .selectFrom('tasks')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('task')
    .execute()
  const aside = await tx
    .selectFrom('shelved')
    .select('at')
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  const mentioned = await tx
    .selectFrom('mentions')
    .select(['officer', 'at'])
    .where('caseId', '=', caseId)
    .where('readAt', 'is', null)
    .orderBy('at')
    .execute()
  const known = tasks.map((task) => present(task))
  const lines = linesOf(present(row), known, { aside: aside !== undefined, mentioned })
  if (lines.length === 0) return
  await tx
    .insertInto('queued')
    .values(lines.map((line) => ({ ...line, caseId })))
    .execute()
}
