import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { appendEvents, caseEvents } from '#store/cases.ts'
import { openStore } from '#store/open.ts'
import type { Tx } from '#store/transaction.ts'
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

it('a read sees the store as it was when it began, so that it waits for no commit after that', async () => {
  const db = await openStore({ dir: mkdtempSync(`${root}/`) })
  const count = async (tx: Tx): Promise<number> => (await caseEvents(tx, 'c1')).length
  const event = { id: 'e1', type: 'filed', at: 1, by: 'reporter', sealed: new Uint8Array(1) }
  const seen = await db.read(async (tx) => {
    await db.transaction(async (other) => await appendEvents(other, 'c1', 0, [event]))
    return await count(tx)
  })
  expect(seen).toBe(0)
  expect(await db.read(count)).toBe(1)
  await db.close()
})

it('what a process that died left in the journal is in the file before anything is appended', async () => {
  const [died, next] = [mkdtempSync(`${root}/`), mkdtempSync(`${root}/`)]
  const db = await openStore({ dir: died })
  const event = { id: 'e1', type: 'filed', at: 1, by: 'reporter', sealed: new Uint8Array(1) }
  await db.transaction(async (tx) => await appendEvents(tx, 'c1', 0, [event]))
  for (const end of ['', '-wal']) copyFileSync(`${died}/yijian.db${end}`, `${next}/yijian.db${end}`)
  await db.close()
  expect(statSync(`${next}/yijian.db-wal`).size).toBeGreaterThan(0)
  const again = await openStore({ dir: next })
  expect(statSync(`${next}/yijian.db-wal`).size).toBe(0)
  copyFileSync(`${next}/yijian.db`, `${next}/alone.db`)
  await again.close()
  const alone = new DatabaseSync(`${next}/alone.db`)
  expect(alone.prepare('select "id" from "caseEvents"').all()).toMatchObject([{ id: 'e1' }])
  alone.close()
})
