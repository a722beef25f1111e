import { expect, it } from 'vitest'
import { act } from '#service/desk.ts'
import { caseByNumber } from '#store/cases.ts'
import { aHouse, aPerson, officerOf, reports } from './house.ts'

it('every message that leaves the house goes to the conversation that reported: there is none to the accused', async () => {
  await using house = await aHouse()
  const { number } = await reports(aPerson(house, '500153'))
  const { task, ...officer } = await officerOf(house, number)
  const version = async (): Promise<number> =>
    await house.world.db.read(async (tx) => (await caseByNumber(tx, number))?.version ?? 0)
  const does = async (deed: Parameters<typeof act>[3]): Promise<boolean> =>
    (await act(house.world, officer, { number, version: await version() }, deed)).ok
  expect(await does({ type: 'accept', task })).toBe(true)
  expect(await does({ type: 'ask', task, text: '从哪个门上二楼？' })).toBe(true)
  const text = '现场检查，未发现无证行医。'
  expect(await does({ type: 'conclude', task, outcome: 'unfounded', text })).toBe(true)
  await house.world.db.read(async (tx) => {
    const handle = (await caseByNumber(tx, number))?.handle
    const outbox = await tx.selectFrom('outbox').select('handle').distinct().execute()
    const news = await tx.selectFrom('news').select('handle').distinct().execute()
    const addresses = await tx.selectFrom('addresses').select('handle').distinct().execute()
    expect([outbox, news, addresses]).toEqual([[{ handle }], [{ handle }], [{ handle }]])
  })
})
