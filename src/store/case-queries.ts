import { kept } from './kept.ts'

interface OfCase {
  readonly caseId: string
}

export const rowOfCase = kept((tx, { caseId }: OfCase) =>
  tx.selectFrom('cases').selectAll().where('id', '=', caseId),
)

export const taskRowsOfCase = kept((tx, { caseId }: OfCase) =>
  tx.selectFrom('tasks').selectAll().where('caseId', '=', caseId).orderBy('task'),
)
