import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import { codeOf } from './away.ts'

/** How long a line to the server may say nothing before it is asked after, and how long that may take. Milliseconds. */
export interface Patience {
  readonly quiet: number
  readonly answer: number
}

const usual: Patience = { quiet: 30_000, answer: 10_000 }

/**
 * What the server answers to `ask` on a line of ours. A network that swallows everything never says that a line is gone: where
 * it says nothing for so long, the server is asked on another line whether it is still at work for this one. If it cannot
 * be reached or knows of no such work, the line is ended and `ask` fails as on any line that broke. One that works, waits for
 * a lock, or has no room for another line is waited for.
 */
export async function heardOut<T>(
  { client, url }: { readonly client: pg.ClientBase; readonly url: string },
  ask: () => Promise<T>,
  patience = usual,
): Promise<T> {
  let isOver = false
  const look = async (): Promise<void> => {
    if (isOver || (await isAtWork(url, client, patience))) return
    await rest(patience.quiet / 10)
    if (!isOver) void endNow(client)
  }
  const watch = setInterval(() => void look(), patience.quiet).unref()
  try {
    return await ask()
  } finally {
    isOver = true
    clearInterval(watch)
  }
}

async function isAtWork(
  url: string,
  client: pg.ClientBase,
  { answer }: Patience,
): Promise<boolean> {
  const limits = { connectionTimeoutMillis: answer, query_timeout: answer }
  const other = new pg.Client({ connectionString: url, ...limits })
  other.on('error', () => {})
  try {
    await other.connect()
    const asked = "select 1 from pg_stat_activity where pid = $1 and state = 'active'"
    const { rows } = await other.query(asked, [processOf(client)])
    return rows.length > 0
  } catch (error) {
    return isOfServer(error)
  } finally {
    void endNow(other)
  }
}

/** The number of the server's process at the other end; the driver's types do not name it. */
const processOf = (client: object): number => ('processID' in client ? Number(client.processID) : 0)

/** The driver cuts a line on which something is still asked. */
const endNow = async (client: object): Promise<void> => {
  if (client instanceof pg.Client) await client.end().catch(() => {})
}

/** PostgreSQL itself said so: it is there, and has a reason of its own. In each of its codes is a digit, in none of the system's. */
export const isOfServer = (error: unknown): boolean => /^(?=.*\d)[0-9A-Z]{5}$/.test(codeOf(error))
