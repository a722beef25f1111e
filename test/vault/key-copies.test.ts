import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetCopies } from '#vault/key-copies.ts'
import { sqliteKeyStore } from '#vault/key-store-sqlite.ts'
import type { KeyStore } from '#vault/key-store.ts'

let root: string
let store: KeyStore
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'yijian-key-copies-'))
  store = await aStore('var')
  await adds(store, 'a', 'b')
})
afterEach(async () => {
  await store.close()
  rmSync(root, { recursive: true })
})

const path = (...parts: readonly string[]): string => join(root, ...parts)

const aStore = async (name: string): Promise<KeyStore> => {
  const made = sqliteKeyStore(path(name))
  const wrapping = { suite: 'international', master: 'm', up: null, down: null } as const
  await made.addWrapping({ ...wrapping, generation: 1, sealed: new Uint8Array(40) })
  return made
}

const adds = async (to: KeyStore, ...ids: readonly string[]): Promise<void> =>
  await to.add(
    ids.map((id) => ({ id, class: 'content', generation: 1, wrapped: new Uint8Array(60) })),
  )

const erases = async (id: string): Promise<void> =>
  await store.erase({ id: `of-${id}`, at: 1, plain: '{}' }, [id])

const rowsIn = (file: string, table: string): readonly unknown[] => {
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare(`select * from ${table} order by 1`).all()
  db.close()
  return rows
}
const keysIn = (file: string) => rowsIn(file, 'keys').map((row) => (row as { id: string }).id)

describe('a copy of the keys', () => {
  it('says nothing of where copies lie, and is written anew only where a key was erased', async () => {
    const copy = path('copy', 'keys.db')
    await store.backup(copy)
    expect(rowsIn(copy, 'copies')).toEqual([])
    const before = readFileSync(copy)
    await adds(store, 'c')
    await store.destroy('b')
    expect(await store.freshen()).toEqual({ away: [], others: [], failed: [] })
    expect(readFileSync(copy).equals(before)).toBe(true)
    await erases('a')
    expect(await store.staleCopies()).toEqual([copy])
    expect(await store.freshen()).toEqual({ away: [], others: [], failed: [] })
    expect(keysIn(copy)).toEqual(['c'])
    expect(await store.staleCopies()).toEqual([])
    expect(rowsIn(path('var', 'keys.db'), 'gone')).toEqual([])
  })

  it('follows what was only dropped when it is asked to; one that is away is not forgotten for it', async () => {
    const [copy, other] = [path('copy', 'keys.db'), path('other', 'keys.db')]
    for (const file of [copy, other]) await store.backup(file)
    renameSync(path('other'), path('away'))
    await store.destroy('b')
    expect(await store.follow()).toEqual([])
    expect(keysIn(copy)).toEqual(['a'])
    renameSync(path('away'), path('other'))
    expect(keysIn(other)).toEqual(['a', 'b'])
    expect(await store.follow()).toEqual([])
    expect(keysIn(other)).toEqual(['a'])
    expect(rowsIn(path('var', 'keys.db'), 'gone')).toEqual([])
  })

  it('that cannot be written stays stale, keeps no other one from it, and follows when it can', async () => {
    const [one, other] = [path('a', 'keys.db'), path('b', 'keys.db')]
    for (const copy of [one, other]) await store.backup(copy)
    renameSync(path('a'), path('a-away'))
    writeFileSync(path('a'), 'a file where the folder was')
    await erases('a')
    const became = await store.freshen()
    expect(became).toMatchObject({ away: [], others: [], failed: [{ file: one }] })
    expect(keysIn(other)).toEqual(['b'])
    expect(await store.staleCopies()).toEqual([one])
    rmSync(path('a'))
    renameSync(path('a-away'), path('a'))
    expect(await store.freshen()).toEqual({ away: [], others: [], failed: [] })
    expect(keysIn(one)).toEqual(['b'])
    expect(await store.staleCopies()).toEqual([])
  })

  it('is known to a store that takes it over, and written anew there where it is behind', async () => {
    const [fresh, behind] = [path('fresh', 'keys.db'), path('behind', 'keys.db')]
    await store.backup(behind)
    await store.destroy('a')
    await store.backup(fresh)
    const next = await aStore('next')
    await adds(next, 'b')
    await next.takeOver(await store.copies())
    await next.takeOver(await store.copies())
    expect(await next.copies()).toEqual([
      { file: behind, isFresh: false },
      { file: fresh, isFresh: true },
    ])
    expect(await next.freshen()).toEqual({ away: [], others: [], failed: [] })
    expect([keysIn(behind), keysIn(fresh)]).toEqual([['b'], ['b']])
    expect(await next.staleCopies()).toEqual([])
    await next.close()
  })

  it('that was to take the place of one from before, and could not, does not count as written', async () => {
    const copy = path('copy', 'keys.db')
    await store.backup(copy)
    const again = await aStore('put-back')
    await adds(again, 'a')
    mkdirSync(`${copy}.part/in-the-way`, { recursive: true })
    await expect(again.backup(copy)).rejects.toThrow('directory')
    expect(await again.staleCopies()).toEqual([copy])
    rmSync(`${copy}.part`, { recursive: true })
    await again.freshen()
    expect(keysIn(copy)).toEqual(['a'])
    expect(await again.staleCopies()).toEqual([])
    await again.close()
  })

  it('that is not where it was is named once', async () => {
    const copy = path('copy', 'keys.db')
    await store.backup(copy)
    rmSync(path('copy'), { recursive: true })
    await erases('a')
    expect(await store.freshen()).toEqual({ away: [copy], others: [], failed: [] })
    await erases('b')
    expect(await store.freshen()).toEqual({ away: [], others: [], failed: [] })
  })

  it('that another house has written since is left as it is and named once', async () => {
    const copy = path('copy', 'keys.db')
    await store.backup(copy)
    cpSync(path('var'), path('cloned'), { recursive: true })
    const cloned = sqliteKeyStore(path('cloned'))
    await adds(store, 'only-here')
    await store.backup(copy)
    const before = readFileSync(copy)
    await cloned.erase({ id: 'of-a', at: 1, plain: '{}' }, ['a'])
    expect(await cloned.freshen()).toEqual({ away: [], others: [copy], failed: [] })
    expect(readFileSync(copy).equals(before)).toBe(true)
    expect(await cloned.staleCopies()).toEqual([])
    await cloned.close()
  })

  it('of a version that kept no list of what is gone is written anew once', async () => {
    const copy = path('copy', 'keys.db')
    await store.backup(copy)
    const old = new DatabaseSync(path('var', 'keys.db'))
    old.exec(
      'drop table copies; create table copies (file text primary key) strict; drop table gone',
    )
    old.prepare('insert into copies values (?)').run(copy)
    old.prepare('delete from keys where id = ?').run('a')
    old.close()
    await store.close()
    store = await aStore('var')
    expect(await store.staleCopies()).toEqual([copy])
    await store.freshen()
    expect(keysIn(copy)).toEqual(['b'])
    expect(await store.staleCopies()).toEqual([])
  })

  it('from before, put back, does not take the copies it speaks of for its own', async () => {
    await store.backup(path('copy', 'keys.db'))
    mkdirSync(path('anew'))
    cpSync(path('var', 'keys.db'), path('anew', 'keys.db'))
    cpSync(path('var', 'keys.db-wal'), path('anew', 'keys.db-wal'))
    forgetCopies(path('anew', 'keys.db'))
    expect(rowsIn(path('anew', 'keys.db'), 'copies')).toEqual([])
    expect(keysIn(path('anew', 'keys.db'))).toEqual(['a', 'b'])
  })
})
