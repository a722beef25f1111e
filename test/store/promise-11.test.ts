import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendAudit, verifyAudit, type Mac } from '#store/audit.ts'
import { openStore } from '#store/open.ts'
import type { Db, Tx } from '#store/transaction.ts'

const length = 10_000
const area = '500153'
/** A few places with both ends; in the long run all ten thousand, shared among the deeds. */
const isLong = process.env['LONG'] !== undefined
const few = [1, 2, 999, 1_000, 1_001, 3_333, 5_000, 7_777, 9_998, 9_999, 10_000]
const placesOf = (nth: number): readonly number[] => {
  const own = Array.from({ length }, (_, n) => n + 1).filter((seq) => seq % 3 === nth)
  return isLong ? [...new Set([...few, ...own])] : few
}

const mac: Mac = (bytes) => createHmac('sha256', 'audit key').update(bytes).digest()

const dir = mkdtempSync(join(tmpdir(), 'yijian-chain-'))
let db: Db
beforeAll(async () => {
  db = await openStore({ dir })
  await db.transaction(async (tx) => {
    for (let n = 1; n <= length; n++) {
      const entry = { at: 1_000 + n, actor: 'officer:o1', action: 'case-read', subject: `RC-${n}` }
      await appendAudit(tx, { ...entry, area }, mac)
    }
  })
}, 60_000)
afterAll(async () => {
  await db.close()
  rmSync(dir, { recursive: true })
})

const at = (tx: Tx, seq: number) =>
  tx.updateTable('audit').where('area', '=', area).where('seq', '=', seq)

/** What an intruder who writes into the database can do to one entry; a swap of the last is with the one before. */
const tamperings: Readonly<Record<string, (tx: Tx, seq: number) => Promise<unknown>>> = {
  changed: async (tx, seq) => await at(tx, seq).set({ actor: 'officer:o2' }).execute(),
  deleted: async (tx, seq) =>
    await tx.deleteFrom('audit').where('area', '=', area).where('seq', '=', seq).execute(),
  swapped: async (tx, seq) => {
    const other = seq === length ? seq - 1 : seq + 1
    await at(tx, seq).set({ seq: 0 }).execute()
    await at(tx, other).set({ seq }).execute()
    await at(tx, 0).set({ seq: other }).execute()
  },
}

class Undone extends Error {}

async function isFound(tamper: (tx: Tx) => Promise<unknown>): Promise<boolean> {
  let found = false
  await db
    .transaction(async (tx) => {
      await tamper(tx)
      found = !(await verifyAudit(tx, mac)).ok
      throw new Undone('undone')
    })
    .catch((cause: unknown) => {
      if (!(cause instanceof Undone)) throw cause
    })
  return found
}

it.each(
  Object.entries(tamperings).map(([deed, tamper], nth) => [deed, tamper, placesOf(nth)] as const),
)(
  'of ten thousand entries any single one %s is found, the last one included',
  async (deed, tamper, places) => {
    const missed: number[] = []
    for (const seq of places)
      if (!(await isFound(async (tx) => await tamper(tx, seq)))) missed.push(seq)
    expect(missed).toEqual([])
    const whole = await db.read(async (tx) => await verifyAudit(tx, mac))
    expect(whole).toEqual({ ok: true, value: { entries: length } })
    console.log(
      `promise 11: ${places.length} of ${length} entries ${deed} one at a time, ${places.length - missed.length} found`,
    )
  },
  isLong ? 3_600_000 : 60_000,
)
