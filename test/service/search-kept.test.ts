import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eraseCase } from '#service/erasure.ts'
import { changeMasks } from '#service/masking.ts'
import { fillSearch } from '#service/search-fill.ts'
import { rongchang } from '../web/world.ts'
import { closeScene, desk, finds, intake, openScene, rowOf, told } from './search-scene.ts'

beforeEach(openScene)
afterEach(closeScene)

const tokensOf = async (): Promise<readonly string[]> =>
  (
    await desk.world.db.read(
      async (tx) => await tx.selectFrom('searchWords').select(['tokens']).execute(),
    )
  ).map(({ tokens }) => tokens)

describe('what is kept to be found by', () => {
  it('holds no word, other tokens in another area, and a number of them that tells no length', async () => {
    await told('有人乱打针')
    await told('有人乱打针，还卖假药，门口写着祖传秘方，收了很多老人的钱')
    const rows = await tokensOf()
    for (const tokens of rows) {
      expect(tokens).toMatch(/^[a-z2-7]{4}( [a-z2-7]{4})*$/)
      expect(tokens.split(' ').length % 16).toBe(0)
    }
    const [here] = desk.world.vault.searchTokens(rongchang, ['打针'])
    const [there] = desk.world.vault.searchTokens('370300', ['打针'])
    expect(here).not.toBe(there)
    expect(rows.every((tokens) => tokens.includes(here ?? 'none'))).toBe(true)
  })

  it('is gone with hidden words, comes back with them, and goes for good with removed ones', async () => {
    const { number } = await desk.report({})
    const supervisor = await desk.officer('super', 'supervisor', 'intake')
    const { version = 0 } = (await rowOf(number)) ?? {}
    const masked = { type: 'mask', words: ['老太婆'], reason: '看得出是谁' } as const
    await changeMasks(desk.world, supervisor, { number, version }, masked)
    expect(await finds('老太婆')).toEqual([])
    expect(await finds('有个给人')).toEqual([])
    expect(await finds('打针')).toEqual([number])
    const [before] = await tokensOf()
    const [token = 'none'] = desk.world.vault.searchTokens(rongchang, ['太婆'])
    expect(before?.split(' ')).not.toContain(token)
    const redact = { type: 'redact', words: ['输液'], reason: '与案件无关' } as const
    const done = await changeMasks(desk.world, supervisor, { number, version: version + 1 }, redact)
    expect(done.ok).toBe(true)
    expect(await finds('输液')).toEqual([])
    expect(await finds('打针')).toEqual([number])
  })

  it('goes with the report: nothing of it is left in the index', async () => {
    const gone = await told('祖传秘方包治百病')
    await told('有人乱打针')
    const row = await rowOf(gone)
    if (!row) throw new Error('nothing was filed')
    await desk.world.db.transaction(
      async (tx) =>
        await eraseCase(desk.world, tx, row, { why: 'order', by: 'operator', words: '法院裁定' }),
    )
    expect(await finds('祖传秘方')).toEqual([])
    expect(await finds(gone)).toEqual([gone])
    expect((await tokensOf()).length).toBe(1)
    const left = await desk.world.db.read(
      async (tx) => await tx.selectFrom('searched').select('caseId').execute(),
    )
    expect(left.map(({ caseId }) => caseId)).not.toContain(row.id)
  })

  it('holds nothing of who the reporter is', async () => {
    const number = await told('有人乱打针', { name: '慕容雪岭', phone: '13912345678' })
    expect(await finds('慕容雪岭')).toEqual([])
    expect(await finds('13912345678')).toEqual([])
    const [tokens = ''] = await tokensOf()
    const pieces = ['慕容', '容雪', '雪岭']
    const found = desk.world.vault
      .searchTokens(rongchang, pieces)
      .filter((one) => tokens.split(' ').includes(one))
    expect(found).toEqual([])
    expect(await finds('打针')).toEqual([number])
  })

  it('is made for reports from before, a few at a time, from wherever it stopped', async () => {
    const numbers: string[] = []
    for (let n = 0; n < 25; n += 1) numbers.push(await told('有人乱打针'))
    await desk.world.db.transaction(async (tx) => {
      await tx.deleteFrom('searchWords').execute()
      await tx.updateTable('searched').set({ doc: null, form: 0 }).execute()
    })
    expect(await finds('打针')).toEqual([])
    expect(await fillSearch(desk.world)).toBe(20)
    expect(await fillSearch(desk.world)).toBe(5)
    expect(await fillSearch(desk.world)).toBe(0)
    expect((await finds('打针')).length).toBe(25)
    expect(await finds('打针', intake)).toEqual(numbers.toReversed())
  })
})
