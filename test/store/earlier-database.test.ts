import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inbox } from '#store/inbox.ts'
import { forgetLikeness, maybeAlike } from '#store/likenesses.ts'
import { migrate } from '#store/migrate.ts'
import { migrations } from '#store/migrations.ts'
import { officerById } from '#store/officers.ts'
import { openSqlite } from '#store/open-sqlite.ts'
import type { Db } from '#store/transaction.ts'

/** The tables as they were before the desk had lists, second factors and rewards. */
const before = migrations.slice(0, 25)

let dir: string
let db: Db
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yijian-earlier-'))
  db = openSqlite(join(dir, 'yijian.db'))
  await migrate(db, 1, before)
})
afterEach(async () => {
  await db.close()
  rmSync(dir, { recursive: true })
})

const says = async (statement: string): Promise<void> =>
  await db.transaction(async (tx) => {
    await sql.raw(statement).execute(tx)
  })

const tablesOf = async (of: Db): Promise<readonly string[]> => {
  const { rows } = await of.read(
    async (tx) =>
      await sql<{ sql: string }>`select "sql" from sqlite_schema where "sql" is not null`.execute(
        tx,
      ),
  )
  return rows.map((row) => row.sql.replaceAll(/\s+/g, ' ')).toSorted()
}

describe('a database of an earlier release', () => {
  it('ends at the same tables as a new one', async () => {
    const other = openSqlite(join(dir, 'new.db'))
    await migrate(other, 1)
    await migrate(db, 2)
    expect(await tablesOf(db)).toEqual(await tablesOf(other))
    await other.close()
  })

  it('keeps its officers, their sessions and its cases, which stand in the new lists', async () => {
    await says(`insert into "officers" ("id", "name", "login", "passwordHash", "role", "office", "area")
      values ('o1', '王敏', 'wang', 'x', 'handler', 'office-health', '500153')`)
    await says(`insert into "webSessions" ("idHash", "officer", "csrf", "createdAt", "seenAt", "expiresAt")
      values ('h', 'o1', 'c', 1, 1, 9)`)
    await says(`insert into "cases" ("id", "number", "area", "state", "offence", "receivedAt", "changedAt",
      "version", "handle", "keyId") values ('c1', 'RC-2026-00001', '500153', 'received', 'A1', 1, 1, 1, 'h', 'k')`)
    await says(`insert into "tasks" ("caseId", "task", "matter", "office", "department", "role", "state", "dueOn",
      "offence") values ('c1', 't1', 'm1', 'office-health', 'health-commission', 'lead', 'assigned', '2026-12-01', 'A1')`)
    await migrate(db, 2)
    const { items } = await db.read(
      async (tx) => await inbox(tx, { queue: 'mine', office: 'office-health', limit: 9 }),
    )
    expect(items).toMatchObject([{ number: 'RC-2026-00001', task: 't1', dueOn: '2026-12-01' }])
    expect(await db.read(async (tx) => await officerById(tx, 'o1'))).toMatchObject({
      login: 'wang',
    })
    const sessions = await db.read(
      async (tx) => await tx.selectFrom('webSessions').selectAll().execute(),
    )
    expect(sessions).toMatchObject([{ officer: 'o1', way: 'password' }])
  })

  it('still finds the reports that say nearly the same, and leaves out whatever it left out before', async () => {
    const [area, marks] = ['500153', Uint8Array.from({ length: 192 }, (_, n) => (n * 37) % 251)]
    const hex = Buffer.from(marks).toString('hex')
    for (const id of ['found', 'left-out'])
      await says(`insert into "likenesses" ("caseId", "area", "handle", "at", "flock", "marks")
        values ('${id}', '${area}', 'h', 1, '${id}', x'${hex}')`)
    await says(
      `insert into "likenessBands" ("area", "band", "caseId") values ('${area}', '0.x', 'found')`,
    )
    await migrate(db, 2)
    const like = async () =>
      await db.read(async (tx) => (await maybeAlike(tx, area, marks)).map(({ flock }) => flock))
    expect(await like()).toEqual(['found'])
    await db.transaction(async (tx) => await forgetLikeness(tx, 'found'))
    expect(await like()).toEqual([])
    const { rows } = await db.read(
      async (tx) => await sql`select 1 from "bands" limit 1`.execute(tx),
    )
    expect(rows).toEqual([])
  })

  it('takes each step once, however often it is opened', async () => {
    await migrate(db, 2)
    const first = await tablesOf(db)
    await migrate(db, 3)
    expect(await tablesOf(db)).toEqual(first)
    const steps = await db.read(
      async (tx) => await tx.selectFrom('migrations').select('id').orderBy('id').execute(),
    )
    expect(steps.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1))
  })
})
