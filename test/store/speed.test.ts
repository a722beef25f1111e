import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { appendAudit } from '#store/audit.ts'
import { appendEvents, nextNumber, saveCaseRow, saveTaskRows } from '#store/cases.ts'
import { heardBefore, keepHeard } from '#store/heard.ts'
import { openStore } from '#store/open.ts'
import { owe } from '#store/outbox.ts'
import { loadSession, saveSession } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { aCase, aHeard, anEvent, anOwed, aSession, aTask } from './builders.ts'

const dir = mkdtempSync(`${tmpdir()}/yijian-speed-`)
afterAll(() => rmSync(dir, { recursive: true }))

const message = async (tx: Tx, n: number): Promise<void> => {
  const session = `s${n}`
  await heardBefore(tx, 'web', `${n}`)
  await loadSession(tx, `hash of ${session}`, true)
  await keepHeard(tx, aHeard(`${n}`, { session, sealed: new Uint8Array(500) }))
  await owe(tx, [anOwed(`${n}`, { session, sealed: new Uint8Array(700) })])
  await saveSession(tx, aSession(session, { sealed: new Uint8Array(2_000) }))
}

const filing = async (tx: Tx, n: number): Promise<void> => {
  await message(tx, n)
  await appendEvents(tx, `c${n}`, 0, [anEvent(`${n}a`), anEvent(`${n}b`)])
  await saveTaskRows(tx, `c${n}`, [aTask('t1'), aTask('t2')])
  await saveCaseRow(tx, aCase(`c${n}`, { number: `RC-${await nextNumber(tx, '500153', 2026)}` }))
  const entry = { area: '500153', at: 1, actor: 'reporter', action: 'filed', subject: `c${n}` }
  await appendAudit(tx, entry, (bytes) => bytes.subarray(0, 32))
}

describe('the store on this machine', () => {
  it.each([
    ['messages', message, 0],
    ['filed reports', filing, 1_000_000],
  ] as const)(
    'keeps every one of 400 %s from eight at once (the rate is printed)',
    async (name, work, first) => {
      const db = await openStore({ dir })
      const start = performance.now()
      const lane = async (from: number): Promise<void> => {
        for (let n = from; n < 400; n += 8)
          await db.transaction(async (tx) => await work(tx, first + n))
      }
      await Promise.all(Array.from({ length: 8 }, async (_, n) => await lane(n)))
      const rate = Math.round(400_000 / (performance.now() - start))
      process.stdout.write(`store: ${rate} ${name}/s, SQLite, 8 at once\n`)
      const kept = await db.read(
        async (tx) =>
          await tx.selectFrom('heard').select('seq').where('session', '>=', 's').execute(),
      )
      await db.close()
      expect(kept.length % 400).toBe(0)
    },
  )
})
