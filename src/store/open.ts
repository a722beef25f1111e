import { mkdirSync } from 'node:fs'
import { openPostgres } from './open-postgres.ts'
import { openSqlite } from './open-sqlite.ts'
import { migrate } from './migrate.ts'
import type { Db } from './transaction.ts'

/** `url`: PostgreSQL. `dir`: the embedded database, as `<dir>/yijian.db`. */
export interface StoreSettings {
  readonly url?: string
  readonly dir?: string
}

/** Opens the store with its tables up to date. */
export const openStore = async ({ url, dir }: StoreSettings): Promise<Db> => {
  const db = url ? openPostgres(url) : openSqlite(fileIn(dir))
  try {
    await migrate(db, Date.now())
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

const fileIn = (dir: string | undefined): string => {
  if (!dir) throw new Error('a store needs a folder or the address of a PostgreSQL server')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return `${dir}/yijian.db`
}
