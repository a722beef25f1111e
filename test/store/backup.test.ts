import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupStore, restoreStore } from '#store/backup.ts'
import { lockServe } from '#store/lock.ts'
import { openStore } from '#store/open.ts'
import { loadSession, saveSession } from '#store/sessions.ts'
import type { Db } from '#store/transaction.ts'
import { aSession } from './builders.ts'

let dir: string
let db: Db
beforeEach(async () => {
  dir = mkdtempSync(`${tmpdir()}/yijian-backup-`)
  db = await openStore({ dir: `${dir}/live` })
})
afterEach(async () => {
  await db.close()
  rmSync(dir, { recursive: true })
})

const keep = async (n: number): Promise<void> => {
  await db.transaction(async (tx) => await saveSession(tx, aSession(`s${n}`)))
}

const count = async (from: Db): Promise<number> =>
  await from.read(async (tx) => (await tx.selectFrom('sessions').select('id').execute()).length)

describe('a backup', () => {
  it('taken while the office works restores to what was there', async () => {
    for (let n = 0; n < 50; n++) await keep(n)
    const busy = Promise.all(Array.from({ length: 50 }, async (_, n) => await keep(100 + n)))
    await backupStore(db, `${dir}/copy/yijian.db`)
    await busy
    expect(readdirSync(`${dir}/copy`)).toEqual(['yijian.db'])
    expect(await restoreStore(`${dir}/copy/yijian.db`, `${dir}/new`)).toMatchObject({ ok: true })
    const restored = await openStore({ dir: `${dir}/new` })
    expect(await count(restored)).toBeGreaterThanOrEqual(50)
    const row = await restored.read(async (tx) => await loadSession(tx, 'hash of s7'))
    expect(row?.handle).toBe('handle of s7')
    await restored.close()
    expect(await count(db)).toBe(100)
  })

  it('takes the place of the one before', async () => {
    await backupStore(db, `${dir}/copy.db`)
    await keep(1)
    await backupStore(db, `${dir}/copy.db`)
    await restoreStore(`${dir}/copy.db`, `${dir}/new`)
    const restored = await openStore({ dir: `${dir}/new` })
    expect(await count(restored)).toBe(1)
    await restored.close()
  })

  it('is not restored over a database that is there', async () => {
    await backupStore(db, `${dir}/copy.db`)
    expect(await restoreStore(`${dir}/copy.db`, `${dir}/live`)).toMatchObject({
      ok: false,
      refusal: { key: 'store-exists' },
    })
  })

  it('is not restored where one serves', async () => {
    await backupStore(db, `${dir}/copy.db`)
    const held = lockServe(`${dir}/new`)
    expect(await restoreStore(`${dir}/copy.db`, `${dir}/new`)).toMatchObject({
      refusal: { key: 'already-serving' },
    })
    if (held.ok) held.value.release()
  })

  it('that is missing, damaged or something else is refused, and leaves nothing behind', async () => {
    await keep(1)
    await backupStore(db, `${dir}/copy.db`)
    const damaged = readFileSync(`${dir}/copy.db`)
    damaged.fill(7, 4_096, 12_288)
    writeFileSync(`${dir}/damaged.db`, damaged)
    writeFileSync(`${dir}/other.db`, '这不是数据库')
    const refusals: string[] = []
    for (const name of ['missing', 'damaged', 'other']) {
      const restored = await restoreStore(`${dir}/${name}.db`, `${dir}/new`)
      if (!restored.ok) refusals.push(restored.refusal.key)
    }
    expect(refusals).toEqual(['backup-missing', 'backup-damaged', 'backup-damaged'])
    expect(readdirSync(`${dir}/new`).filter((name) => name.startsWith('yijian'))).toEqual([])
  })
})
