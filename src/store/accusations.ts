import { sql, type RawBuilder } from 'kysely'

/** Accusations that somebody must not find: those of their departments and, unless they may, those of nobody known. */
export interface Hidden {
  readonly department: readonly string[]
  readonly unnamed: boolean
}

/** Of the cases as `c`, those that may be found. */
export const isFound = ({ department, unnamed }: Hidden): RawBuilder<boolean> => {
  const closed = unnamed ? [...department, ''] : department
  if (closed.length === 0) return sql<boolean>`1 = 1`
  return sql<boolean>`("c"."accuses" is null or "c"."accuses" not in (${sql.join(closed)}))`
}
