import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from '#store/open.ts'
import { storeContract } from './contract.ts'
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts'

const title = hasPostgres ? 'a real server' : 'no PostgreSQL server for this platform is installed'

describe.skipIf(!hasPostgres)(title, () => {
  let server: PostgresServer | undefined
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  storeContract('PostgreSQL', async () => {
    if (!server) throw new Error('the server did not start')
    const { url, empty } = server
    await empty()
    const open = async () => await openStore({ url })
    return { db: await open(), again: open }
  })
})
