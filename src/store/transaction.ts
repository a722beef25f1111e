import type { Tx } from './schema.ts'

export type { Tx } from './schema.ts'

/** A process that is told of new work. */
export interface Listener {
  /** While it is not, nobody is called: whoever waits has to look. */
  readonly isLive: () => boolean
  readonly close: () => Promise<void>
}

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
  /** Calls `woken` when a transaction of any process has owed something. Absent: nobody calls, one has to look. */
  readonly listen?: (woken: () => void) => Listener
  /** How many transactions wait for their turn. Absent: none has to. */
  readonly waiting?: () => number
  /** Resolves with the reason when the disk has failed and nothing more is written: whoever serves has to end. */
  readonly lost?: Promise<Error>
  readonly close: () => Promise<void>
  readonly dialect: 'sqlite' | 'postgres'
  /** The database file, for SQLite. */
  readonly path?: string
}
