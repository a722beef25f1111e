import { sql, type RawBuilder } from 'kysely'

/** Accusations that somebody must not find: those of their departments and, unless they may, those of nobody known. */
export interface Hidden {
  readonly department: readonly string[]
  readonly unnamed: boolean
}

/** Of the cases as `c`, those that may be found. */
export const isFound = (hidden: Hidden): RawBuilder<boolean> => isFoundIn('c', hidden)

/** The same of any table that says whom a case accuses. */
export const isFoundIn = (
  table: 'c' | 'q',
  { department, unnamed }: Hidden,
): RawBuilder<boolean> => {
  const closed = unnamed ? [...department, ''] : department
  if (closed.length === 0) return sql<boolean>`1 = 1`
  const accuses = sql.ref(`${table}.accuses`)
  return sql<boolean>`(${accuses} is null or ${accuses} not in (${sql.join(closed)}))`
}
