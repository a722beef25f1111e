import type { Tx } from './schema.ts'

export type { Tx } from './schema.ts'

/** An open store. */
export interface Db {
  /**
   * All of `work` is on disk when this resolves, or none of it. A database that finds two transactions in
   * each other's way runs `work` again, so it must not change anything outside.
   */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** One consistent view; waits for no writer. */
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * A short transaction on connections of its own, which may be called while another transaction is open.
   * PostgreSQL only: SQLite has one writer, so there it throws.
   */
  readonly beside: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
  readonly dialect: 'sqlite' | 'postgres'
  /** The database file, for SQLite. */
  readonly path?: string
}
