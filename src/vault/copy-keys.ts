import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sqliteKeyStore } from './key-store-sqlite.ts'
import type { KeyId, KeyStore } from './key-store.ts'
import { dropStaleRooms } from './stale-rooms.ts'

type Source = Pick<KeyStore, 'wrappings' | 'erasures' | 'after' | 'find' | 'countBelow'>

const PAGE = 500

/**
 * Brings wrapping keys, wrapped keys and the list of what was erased into another store; what is there already stays, and a
 * key that was destroyed meanwhile goes there too. Gives how many keys the source has.
 */
export const copyKeys = async (
  from: Source,
  to: KeyStore,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<number> => {
  const newest = (await from.wrappings()).at(-1)?.generation ?? 0
  const of = await from.countBelow(newest + 1)
  for (const wrapping of await from.wrappings()) await to.addWrapping(wrapping)
  for (const note of await from.erasures()) await to.erase(note, [])
  let count = 0
  for await (const page of pagesOf(from)) {
    count += page.length
    const missing = []
    for (const key of page) if (!(await to.find(key.id))) missing.push(key)
    if (missing.length > 0) await to.add(missing)
    onProgress(count, of)
  }
  for await (const page of pagesOf(to))
    for (const { id } of page) if (!(await from.find(id))) await to.destroy(id)
  return count
}

async function* pagesOf(store: Pick<KeyStore, 'after'>) {
  let last: KeyId = ''
  for (;;) {
    const page = await store.after(last, PAGE)
    if (page.length === 0) return
    yield page
    last = page.at(-1)?.id ?? last
  }
}

/** The keys as a file of their own, in place of the one before. */
export const writeKeyFile = async (from: Source, file: string): Promise<void> => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  dropStaleRooms(dirname(file), '.keys-')
  const dir = mkdtempSync(join(dirname(file), '.keys-'))
  const part = sqliteKeyStore(dir)
  try {
    await copyKeys(from, part)
    await part.backup(file)
  } finally {
    await part.close()
    rmSync(dir, { recursive: true })
  }
}
