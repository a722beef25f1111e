import { statSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from './transaction.ts'

/** How many bytes the rows lie in, indexes and keys with them: a copy of the whole is hardly larger. */
export const storeSize = async (db: Db): Promise<number> => {
  if (db.path !== undefined)
    return ['', '-wal'].reduce((sum, end) => sum + sizeOf(`${db.path}${end}`), 0)
  return await db.read(async (tx) => {
    const { rows } = await sql<{ readonly bytes: number }>`
      select coalesce(sum(pg_total_relation_size(pg_class.oid)), 0)::bigint as "bytes" from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace
      where relkind = 'r' and nspname in (current_schema(), 'vault_keys')`.execute(tx)
    return rows[0]?.bytes ?? 0
  })
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
