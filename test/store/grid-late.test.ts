import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from '#store/open.ts'

const dir = mkdtempSync(join(tmpdir(), 'yijian-late-'))
let db: Awaited<ReturnType<typeof openStore>>
beforeAll(async () => {
  db = await openStore({ dir })
})
afterAll(async () => {
  await db.close()
  rmSync(dir, { recursive: true, force: true })
})

it('what is late is looked for twice a second by its day, never through all tasks', async () => {
  const plan = await db.read(async (tx) => {
    const { rows } = await sql<{ detail: string }>`explain query plan
      select * from "gridTasks" where "state" = 'open' and "dueOn" < '2026-11-20'
      and "remindedOn" is null order by "dueOn" limit 50`.execute(tx)
    return rows.map(({ detail }) => detail).join('; ')
  })
  expect(plan).toContain('SEARCH gridTasks USING INDEX gridTasksLate')
})
