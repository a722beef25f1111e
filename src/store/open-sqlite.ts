import { Kysely } from 'kysely'
import { groupCommit } from './group-commit.ts'
import { alone } from './nesting.ts'
import type { Schema } from './schema.ts'
import { openSqliteFile, sqliteDialect } from './sqlite-dialect.ts'
import type { Db } from './transaction.ts'

/** One connection writes, one reads; both in this process, where all transactions stand in one queue. */
export const openSqlite = (path: string): Db => {
  const writer = new Kysely<Schema>({
    dialect: sqliteDialect(openSqliteFile(path), 'begin immediate'),
  })
  const reader = new Kysely<Schema>({ dialect: sqliteDialect(openSqliteFile(path), 'begin') })
  const write = groupCommit(writer)
  return {
    dialect: 'sqlite',
    path,
    transaction: alone('a transaction', write),
    read: alone('a read', async (work) => await reader.transaction().execute(work)),
    beside: async () => {
      throw new Error('SQLite has one writer: nothing is written beside an open transaction')
    },
    close: async () => {
      await reader.destroy()
      await writer.destroy()
    },
  }
}
