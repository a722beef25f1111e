import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#store/open.ts'

let empty: Promise<Uint8Array> | undefined

/**
 * Lays an embedded store with all tables and no rows into `dir`, as a start that only migrated leaves it. It is made by
 * the migrations themselves, once in a process: the same work for each of a thousand houses is what tests would wait
 * for most. How a store comes about in an empty folder is for test/store to show.
 */
export async function layTables(dir: string): Promise<void> {
  empty ??= made()
  writeFileSync(join(dir, 'yijian.db'), await empty, { mode: 0o600 })
}

async function made(): Promise<Uint8Array> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-tables-'))
  try {
    await (await openStore({ dir })).close()
    return readFileSync(join(dir, 'yijian.db'))
  } finally {
    rmSync(dir, { recursive: true })
  }
}
