import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from '#store/open.ts'
import { copyContract } from './contract-copy.ts'
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts'

const emptyFolder = (): string => mkdtempSync(`${tmpdir()}/yijian-copy-`)

copyContract('from an embedded database into another', async () => {
  const dir = emptyFolder()
  const [from, to] = [await openStore({ dir: `${dir}/a` }), await openStore({ dir: `${dir}/b` })]
  const close = async (): Promise<void> => {
    await from.close()
    await to.close()
    rmSync(dir, { recursive: true })
  }
  return { from, to, close }
})

describe.skipIf(!hasPostgres)('with a real PostgreSQL server', () => {
  let server: PostgresServer | undefined
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  const opened = async (isMove: boolean) => {
    if (!server) throw new Error('the server did not start')
    const dir = emptyFolder()
    await server.empty()
    const [embedded, large] = [await openStore({ dir }), await openStore({ url: server.url })]
    const close = async (): Promise<void> => {
      await embedded.close()
      await large.close()
      rmSync(dir, { recursive: true })
    }
    return isMove ? { from: embedded, to: large, close } : { from: large, to: embedded, close }
  }

  copyContract('from the embedded database to PostgreSQL', async () => await opened(true))
  copyContract('from PostgreSQL to the embedded database', async () => await opened(false))
})
