import { readFileSync } from 'node:fs'
import pg from 'pg'
import { inLanes } from './figures.ts'

const enough = 1000
/** As many as the product opens. */
const connections = 16

/** The physical limit of `pg`: rows of so many bytes, each durable by itself, so many in flight. Rows a second. */
export async function rawRowsThere(url: string, bytes: number, atOnce: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  try {
    await pool.query('create table if not exists "raw" ("id" bigserial primary key, "bytes" bytea)')
    const row = Buffer.alloc(Math.max(1, Math.round(bytes)), 7)
    const insert = { name: 'raw', text: 'insert into "raw" ("bytes") values ($1)', values: [row] }
    let count = 0
    const began = performance.now()
    await inLanes(
      Array.from({ length: atOnce }, (_, n) => n),
      atOnce,
      async () => {
        while (performance.now() - began < enough) {
          await pool.query(insert)
          count += 1
        }
      },
    )
    return (1000 * count) / (performance.now() - began)
  } finally {
    await pool.query('drop table if exists "raw"')
    await pool.end()
  }
}

/** Where the journal stands, in bytes. */
export async function journalAt(url: string): Promise<number> {
  return Number(await asked(url, "select pg_current_wal_lsn() - '0/0'::pg_lsn as answer"))
}

/** The process that all of the server's others belong to. */
export async function serverOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const stat = readFileSync(`/proc/${rows[0]?.pid ?? 0}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } finally {
    await client.end()
  }
}

async function asked(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(question)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}
