import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServe } from '../crash/running.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'

/** A line to a server that can go dead: nothing breaks, and nothing comes any more. */
async function aLine(to: string) {
  const { hostname, port } = new URL(to)
  const ends: Socket[] = []
  let isDead = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.push(from)
      from.on('error', () => {})
      from.on('data', (bytes) => void (isDead || other.write(bytes)))
      from.on('close', () => void (isDead || other.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here = new URL(to)
  here.port = String((server.address() as AddressInfo).port)
  return {
    url: here.href,
    goDead: () => {
      isDead = true
    },
    close: () => {
      for (const end of ends) end.destroy()
      server.close()
    },
  }
}

describe.skipIf(!hasPostgres || process.env['LONG'] !== '1')(
  'told to stop while the database says nothing any more',
  () => {
    let server: PostgresServer
    beforeAll(async () => {
      server = await startPostgres()
    }, 60_000)
    afterAll(async () => {
      vi.unstubAllEnvs()
      await server.stop()
    })

    it('it ends by itself before the system would kill it, and says why', async () => {
      const line = await aLine(server.url)
      const dir = mkdtempSync(join(tmpdir(), 'yijian-stopping-'))
      vi.stubEnv('DATABASE_URL', line.url)
      const served = await startServe(dir)
      line.goDead()
      const asSystemd = setTimeout(() => void served.kill(), 29_000)
      const code = await served.stop()
      clearTimeout(asSystemd)
      line.close()
      rmSync(dir, { recursive: true, force: true })
      expect(code).toBe(1)
      expect(served.output()).toContain('数据库没有应答')
    }, 60_000)
  },
)
