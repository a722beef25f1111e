import { describe, expect, it } from 'vitest'
import { idAt } from '#core/row-id.ts'
import { eraseCase } from '#service/erasure.ts'
import { followUp } from '#service/follow-up.ts'
import { search } from '#service/search.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import { followUpsOwed } from '#store/follow-ups.ts'
import { flockOf, likenessOf } from '#store/likenesses.ts'
import { subjectOf } from '#store/subjects.ts'
import { aHouse, aStory, officerOf, type TestHouse } from './house.ts'

/** Nobody is kept from seeing anything. */
const everybody = { department: [], unnamed: false }
let people = 0
const named = aStory.map((words, n) => (n === 2 ? `${words}康泰口腔诊所` : words))

/** Files and leaves it at that: no round of the house comes after it. */
async function filed(house: TestHouse): Promise<CaseRow> {
  const address = `follow-up-${(people += 1)}-0123456789`
  let said = ''
  for (const [n, text] of named.entries()) {
    const heard = { channel: 'web-chat', address, area: '500153', once: `${address}-${n}` }
    const what = { type: 'text', text } as const
    await house.port.hear({ ...heard, at: house.now(), what }, async (answer) => {
      said += answer.text
      return await Promise.resolve('sent' as const)
    })
  }
  const number = /RC-2026-\d{5}/.exec(said)?.[0] ?? ''
  const row = await house.world.db.read(async (tx) => await caseByNumber(tx, number))
  if (!row) throw new Error(`not filed: ${said}`)
  return row
}

const found = async (house: TestHouse, { number }: CaseRow): Promise<boolean> => {
  const officer = await officerOf(house, number)
  const page = await search(house.world, officer, { typed: '打针' })
  return page.ok && page.value.hits.some((hit) => hit.number === number)
}

const flockFor = async (house: TestHouse, { id }: CaseRow): Promise<number> =>
  await house.world.db.read(async (tx) => (await flockOf(tx, id, everybody)).length)

const subjectFor = async (house: TestHouse, { id }: CaseRow): Promise<string | undefined> =>
  await house.world.db.read(async (tx) => await subjectOf(tx, id))

const waiting = async (house: TestHouse): Promise<readonly string[]> =>
  await house.world.db.read(async (tx) => await followUpsOwed(tx, 100))

describe('what follows a report', () => {
  it('comes with the next round: it can be searched for, stands with those like it, and says whom it complains of', async () => {
    await using house = await aHouse()
    const [one, other] = [await filed(house), await filed(house)]
    expect([await found(house, one), await subjectFor(house, one)]).toEqual([false, undefined])
    await house.tick()
    expect([await found(house, one), await found(house, other)]).toEqual([true, true])
    expect([await flockFor(house, one), await flockFor(house, other)]).toEqual([2, 2])
    expect(await subjectFor(house, one)).toBe(await subjectFor(house, other))
    expect(await subjectFor(house, one)).toBeDefined()
    expect(await waiting(house)).toEqual([])
  })

  it('comes once, however many look at once', async () => {
    await using house = await aHouse()
    const rows = [await filed(house), await filed(house), await filed(house)]
    await Promise.all([followUp(house.world), followUp(house.world), followUp(house.world)])
    for (const row of rows) expect(await flockFor(house, row)).toBe(3)
    const bands = await house.world.db.read(
      async (tx) => await tx.selectFrom('bands').select('caseId').execute(),
    )
    expect(new Set(bands.map(({ caseId }) => caseId)).size).toBe(3)
  })

  it('waits over the end of the process', async () => {
    await using house = await aHouse()
    const row = await filed(house)
    await using again = await house.reopened()
    await again.tick()
    expect(await found(again, row)).toBe(true)
  })

  it('leaves nothing of a report that was erased before it', async () => {
    await using house = await aHouse()
    const row = await filed(house)
    const { world } = house
    await world.db.transaction(async (tx) => {
      await eraseCase(world, tx, row, { why: 'order', by: 'operator' })
    })
    expect(await waiting(house)).toEqual([])
    await house.tick()
    await world.db.read(async (tx) => {
      expect(await likenessOf(tx, row.id)).toBeUndefined()
      for (const table of ['bands', 'searched', 'subjects', 'subjectTokens'] as const)
        expect(await tx.selectFrom(table).selectAll().execute()).toEqual([])
    })
  })

  it('passes over a report that does not open, and says so to nobody but the log', async () => {
    const lines: string[] = []
    const log = { info: () => {}, warn: () => {}, error: (text: string) => void lines.push(text) }
    await using house = await aHouse({}, log)
    const [damaged, whole] = [await filed(house), await filed(house)]
    await house.world.db.transaction(async (tx) => {
      const sealed = new Uint8Array(40)
      await tx.updateTable('caseEvents').set({ sealed }).where('caseId', '=', damaged.id).execute()
    })
    await followUp(house.world)
    expect(await found(house, whole)).toBe(true)
    expect(await waiting(house)).toEqual([])
    expect(lines).toEqual([
      'a new report cannot be compared with others or read for whom it complains of',
    ])
  })
})

describe('what follows a report with a damaged one beside it', () => {
  it('is that it can be searched for, though whom it complains of cannot be read', async () => {
    await using house = await aHouse()
    const before = await filed(house)
    await house.tick()
    const subject = await subjectFor(house, before)
    await house.world.db.transaction(async (tx) => {
      const sealed = new Uint8Array(40)
      await tx
        .updateTable('subjects')
        .set({ sealed })
        .where('id', '=', subject ?? '')
        .execute()
    })
    const row = await filed(house)
    await house.tick()
    await house.tick()
    expect(await waiting(house)).toEqual([])
    expect(await subjectFor(house, row)).toBeUndefined()
    expect(await found(house, row)).toBe(true)
  })
})

describe('ids', () => {
  it('of a case begin with the moment it came in, of a conversation with the hour, of who reported with thirty days, of whom it complains with nothing', async () => {
    await using house = await aHouse()
    house.wait(25 * 60_000)
    const row = await filed(house)
    const floor = (ms: number): number => house.now() - (house.now() % ms)
    expect(row.id.slice(0, 6)).toBe(idAt(row.receivedAt, ''))
    const [session] = await house.world.db.read(
      async (tx) => await tx.selectFrom('sessions').select(['id', 'handle']).execute(),
    )
    expect(session?.id.slice(0, 6)).toBe(idAt(floor(3_600_000), ''))
    expect(session?.handle.slice(0, 6)).toBe(idAt(floor(30 * 86_400_000), ''))
    await house.tick()
    const subject = await subjectFor(house, row)
    expect(subject).toHaveLength(21)
    expect(subject?.slice(0, 4)).not.toBe(row.id.slice(0, 4))
  })
})
