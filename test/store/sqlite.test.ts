import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '#store/open.ts'
import { storeContract } from './contract.ts'

const root = mkdtempSync(`${tmpdir()}/yijian-sqlite-`)
afterAll(() => rmSync(root, { recursive: true }))

storeContract('SQLite', async () => {
  const dir = mkdtempSync(`${root}/`)
  const open = async () => await openStore({ dir })
  return { db: await open(), again: open }
})

it('the files of a database are read by their owner alone', async () => {
  const dir = mkdtempSync(`${root}/`)
  const db = await openStore({ dir })
  for (const name of ['yijian.db', 'yijian.db-wal', 'yijian.db-shm'])
    expect(statSync(`${dir}/${name}`).mode & 0o077, name).toBe(0)
  await db.close()
})
