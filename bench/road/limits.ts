import type { County } from './county.ts'
import { rawRowsThere } from './raw-postgres.ts'
import { rawAgain, rawRows } from './raw-sqlite.ts'
import type { Recorded, Written } from './what-is-written.ts'

/** What the same driver can make durable a second, of messages and of the one that files. */
export interface Limits {
  readonly talk: Limit
  readonly filing: Limit
}

interface Limit {
  /** One row of as many bytes as the message writes. */
  readonly row: number
  /** The same rows into the same tables; embedded store alone. */
  readonly again?: number
  /** One row as large as what the message adds to the journal; embedded store alone. */
  readonly journal?: number
}

/** `together`: rows in a commit; on PostgreSQL, which shares commits by itself, rows in flight. */
export async function limitsOf(
  county: County,
  { talk, filing, before }: Recorded,
  together: number,
): Promise<Limits> {
  const { database, dir } = county
  const limitOf = async (written: Written, file: string): Promise<Limit> =>
    database
      ? { row: await rawRowsThere(database.url, written.bytes, together) }
      : {
          row: rawRows(dir, written.bytes, together),
          again: rawAgain(file, written, together),
          journal: rawRows(dir, written.journal[together] ?? 0, together),
        }
  return { talk: await limitOf(talk, before.talk), filing: await limitOf(filing, before.filing) }
}
