import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { isAway } from '#store/away.ts'
import { openStore } from '#store/open.ts'

it('where one of several finds the disk full, the store was away for the others too', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-away-'))
  const db = await openStore({ dir })
  const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })
  const finds = db.transaction(async (tx) => {
    await sql`rollback`.execute(tx)
    throw full
  })
  const others = [1, 2].map(
    async (last) =>
      await db.transaction(
        async (tx) =>
          await tx.insertInto('counters').values({ area: '500153', year: last, last }).execute(),
      ),
  )
  const ends = await Promise.allSettled([finds, ...others])
  const reasons = ends.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  expect(reasons.map(isAway)).toEqual([true, true, true])
  await db.close()
  rmSync(dir, { recursive: true })
})

it('a line to the server that broke says nothing of what it holds, whatever the driver calls it', () => {
  const words = [
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout exceeded when trying to connect',
  ]
  expect(words.map((one) => isAway(new Error(one)))).toEqual([true, true, true, true])
  expect(isAway(new Error('key k1 was destroyed or never made'))).toBe(false)
})

it.each([
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  '25006',
  '53300',
])(
  'a server that cannot be reached or takes no writes says nothing of what it holds: %s',
  (code) => {
    expect(isAway(Object.assign(new Error('no'), { code }))).toBe(true)
  },
)

it('a value that no column can hold says nothing of the store', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-away-'))
  const db = await openStore({ dir })
  const wrong = db.transaction(
    async (tx) => await sql`insert into "nothing" values (1)`.execute(tx),
  )
  expect(isAway(await wrong.catch((cause: unknown) => cause))).toBe(false)
  await db.close()
  rmSync(dir, { recursive: true })
})
