import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, expect, it } from 'vitest'
import { groupCommit } from '#store/group-commit.ts'
import type { Schema, Tx } from '#store/schema.ts'
import { openSqliteFile, sqliteDialect } from '#store/sqlite-dialect.ts'

const root = mkdtempSync(join(tmpdir(), 'yijian-commit-'))
afterAll(() => rmSync(root, { recursive: true }))

const open: Kysely<Schema>[] = []
afterEach(async () => {
  for (const kysely of open.splice(0)) await kysely.destroy()
})

/** A disk that is at it until it is told how that ended. */
function aSlowDisk() {
  const asked: PromiseWithResolvers<void>[] = []
  const sync = async (): Promise<void> => {
    const one = Promise.withResolvers<void>()
    asked.push(one)
    await one.promise
  }
  return { asked, sync }
}

async function aStore() {
  const file = join(mkdtempSync(join(root, 's')), 'db')
  const kysely = new Kysely<Schema>({
    dialect: sqliteDialect(openSqliteFile(file, 'normal'), 'writer'),
  })
  open.push(kysely)
  await sql`create table told (word text primary key)`.execute(kysely)
  const disk = aSlowDisk()
  const words = async (): Promise<readonly string[]> =>
    (await sql<{ word: string }>`select word from told order by word`.execute(kysely)).rows.map(
      ({ word }) => word,
    )
  return { ...groupCommit(kysely, disk.sync), asked: disk.asked, words }
}

const tell =
  (word: string) =>
  async (tx: Tx): Promise<string> => {
    await sql`insert into told (word) values (${word})`.execute(tx)
    return word
  }

/** Everything that can happen without the disk has happened. */
const settled = async (): Promise<void> => {
  for (let n = 0; n < 20; n += 1)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
}

/** Notes what a promise has become, so far. */
function watched(promise: Promise<unknown>): { readonly now: () => string } {
  let now = 'waits'
  promise.then(
    (value) => (now = `done ${String(value)}`),
    (error: unknown) => (now = `failed: ${error instanceof Error ? error.message : ''}`),
  )
  return { now: () => now }
}

it('nobody is answered before the disk has taken the commit, and the next ones are written meanwhile', async () => {
  const { write, asked, words } = await aStore()
  const first = watched(write(tell('a')))
  await settled()
  const second = watched(write(tell('b')))
  await settled()
  expect(await words()).toEqual(['a', 'b'])
  expect([first.now(), second.now()]).toEqual(['waits', 'waits'])
  asked[0]?.resolve()
  await settled()
  expect([first.now(), second.now()]).toEqual(['done a', 'waits'])
  asked[1]?.resolve()
  await settled()
  expect(second.now()).toBe('done b')
})

it('whoever asks what is on disk waits for every commit made so far', async () => {
  const { write, synced, asked } = await aStore()
  const told = write(tell('a'))
  await settled()
  const onDisk = watched(synced())
  await settled()
  expect(onDisk.now()).toBe('waits')
  asked[0]?.resolve()
  await told
  await settled()
  expect(onDisk.now()).toMatch('done')
})

it('where the disk has failed, those who waited hear of it and nothing more is written', async () => {
  const { write, synced, asked, words } = await aStore()
  const waiting = watched(write(tell('a')))
  await settled()
  asked[0]?.reject(new Error('the disk failed'))
  await settled()
  expect(waiting.now()).toBe('failed: the disk failed')
  await expect(write(tell('b'))).rejects.toThrow('the disk failed')
  await expect(synced()).rejects.toThrow('the disk failed')
  expect(await words()).toEqual(['a'])
})
