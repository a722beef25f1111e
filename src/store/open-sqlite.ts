import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { groupCommit } from './group-commit.ts'
import { alone } from './nesting.ts'
import type { Schema } from './schema.ts'
import { openSqliteFile, sqliteDialect } from './sqlite-dialect.ts'
import type { Db } from './transaction.ts'
import { journalSync } from './journal-sync.ts'

/**
 * One connection writes, one reads; both in this process, where all transactions stand in one queue. A commit is brought
 * to the disk while the next transactions are at work, and nobody hears of it before it is there, nor of what was read
 * of it.
 */
export const openSqlite = (path: string): Db => {
  const file = openSqliteFile(path, 'normal')
  beginJournalAnew(file, path)
  const writer = new Kysely<Schema>({ dialect: sqliteDialect(file, 'writer') })
  const reader = new Kysely<Schema>({ dialect: sqliteDialect(openSqliteFile(path), 'reader') })
  const journal = journalSync(path)
  const { write, synced, waiting } = groupCommit(writer, journal.sync)
  return {
    dialect: 'sqlite',
    path,
    transaction: alone('a transaction', write),
    read: alone('a read', async (work) => {
      const { found, onDisk } = await reader.transaction().execute(async (tx) => {
        const seen = synced()
        return { found: await work(tx), onDisk: async () => await seen }
      })
      await onDisk()
      return found
    }),
    beside: async () => {
      throw new Error('SQLite has one writer: nothing is written beside an open transaction')
    },
    waiting,
    lost: journal.lost,
    close: async () => {
      await reader.destroy()
      await synced().catch(() => undefined)
      await journal.close()
      await writer.destroy()
    },
  }
}

/**
 * What an earlier process left in the journal may never have reached the disk, though it reads well from memory: after a sync
 * that failed the system calls it written. All of it goes into the file and is synced there, so that nothing is appended behind a hole. Where
 * another process is at work on the file, its own journal is in use and stays. Throws where the disk does not take it.
 */
const beginJournalAnew = (db: DatabaseSync, path: string): void => {
  db.prepare('pragma wal_checkpoint(truncate)').get()
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
