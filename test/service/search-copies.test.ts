import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSuite } from '#crypto/suite.ts'
import { changeKeys } from '#service/change-keys.ts'
import { search } from '#service/search.ts'
import { fillSearch, startSearch } from '#service/search-fill.ts'
import type { Sealed } from '#service/sealed.ts'
import { backupStore, restoreStore } from '#store/backup.ts'
import { openStore } from '#store/open.ts'
import { localMasterKey } from '../../src/vault/master-key.ts'
import { aDesk, type TestDesk } from '../web/world.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await aDesk()
})
afterEach(async () => await desk.close())

const finds = async (world: Sealed, typed: string): Promise<readonly string[]> => {
  const officer = await desk.officer('intake', 'intake', 'intake')
  const found = await search(world, officer, { typed })
  return found.ok ? found.value.hits.map(({ number }) => number) : [found.refusal.key]
}

/** Every token that stands in a file's index, deleted ones that were left in its pages too. */
function tokensIn(file: string): readonly unknown[] {
  const db = new DatabaseSync(file)
  db.exec(`create virtual table temp."seen" using fts5vocab('main', 'searchWords', 'row')`)
  const rows = [
    ...db.prepare('select "term" from temp."seen"').all(),
    ...db.prepare('select * from "searchWords_content"').all(),
  ]
  db.close()
  return rows
}

describe('the search index and copies', () => {
  it('a copy of the data holds no token of any report, and what is restored is found again', async () => {
    const { number } = await desk.report({})
    expect(await finds(desk.world, '老太婆')).toEqual([number])
    const [tokens = ''] = (
      await desk.world.db.read(
        async (tx) => await tx.selectFrom('searchWords').select('tokens').execute(),
      )
    ).map((row) => row.tokens)
    expect(tokensIn(join(desk.dir, 'yijian.db')).length).toBeGreaterThan(tokens.split(' ').length)
    const copy = join(desk.dir, 'copy', 'yijian.db')
    await backupStore(desk.world.db, copy)
    expect(tokensIn(copy)).toEqual([])
    expect(await finds(desk.world, '老太婆')).toEqual([number])

    expect(await restoreStore(copy, join(desk.dir, 'restored'))).toMatchObject({ ok: true })
    const restored = { ...desk.world, db: await openStore({ dir: join(desk.dir, 'restored') }) }
    await startSearch(restored)
    expect(await finds(restored, '老太婆')).toEqual([])
    expect(await fillSearch(restored)).toBe(1)
    expect(await finds(restored, '老太婆')).toEqual([number])
    await restored.db.close()
  })

  it('a copy that was made without the tokens by other tools waits for new ones at start', async () => {
    const { number } = await desk.report({})
    await desk.world.db.transaction(async (tx) => await tx.deleteFrom('searchWords').execute())
    expect(await fillSearch(desk.world)).toBe(0)
    await startSearch(desk.world)
    await startSearch(desk.world)
    expect(await fillSearch(desk.world)).toBe(1)
    await startSearch(desk.world)
    expect(await fillSearch(desk.world)).toBe(0)
    expect(await finds(desk.world, '老太婆')).toEqual([number])
  })

  it('a change of keys leaves it as it is', async () => {
    const { number } = await desk.report({})
    const suite = createSuite('international')
    const fresh = localMasterKey(suite, suite.randomKey())
    const changed = await changeKeys(desk.world, fresh, async () => {})
    expect(changed.ok).toBe(true)
    expect(await finds(desk.world, '老太婆')).toEqual([number])
    const { number: next } = await desk.report({})
    expect((await finds(desk.world, '老太婆')).toSorted()).toEqual([number, next])
  })

  it('a report that does not open keeps no other from being found', async () => {
    const { id } = await desk.report({})
    const { number } = await desk.report({})
    await desk.world.db.transaction(async (tx) => {
      await tx.deleteFrom('searchWords').execute()
      await tx
        .updateTable('caseEvents')
        .set({ sealed: Buffer.from('torn') })
        .where('caseId', '=', id)
        .execute()
    })
    await startSearch(desk.world)
    expect(await fillSearch(desk.world)).toBe(2)
    expect(await fillSearch(desk.world)).toBe(0)
    expect(await finds(desk.world, '老太婆')).toEqual([number])
    expect(desk.logged.join('\n')).toContain('cannot be searched for')
  })
})
