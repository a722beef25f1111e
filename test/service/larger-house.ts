import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A database of its own on the PostgreSQL that `TEST_POSTGRES_URL` names, with all tables; nothing where it names none. */
export interface OwnDatabase {
  readonly env: { readonly DATABASE_URL?: string }
  readonly drop: () => Promise<void>
}

/** Its tables are there, its rows are none: every house's database is a copy of it. */
export const templateName = 'yijian_template'

export async function ownDatabase(): Promise<OwnDatabase> {
  const server = process.env['TEST_POSTGRES_URL']
  if (!server) return { env: {}, drop: async () => {} }
  const name = `house_${randomBytes(8).toString('hex')}`
  await inServer(server, `create database ${name} template ${templateName}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const drop = async (): Promise<void> =>
    await inServer(server, `drop database if exists ${name} with (force)`)
  return { env: { DATABASE_URL: url.href }, drop }
}

export async function inServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
