import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase } from '#service/desk.ts'
import { readInbox } from '#service/inbox.ts'
import { aHouse, aPerson, aStory, standsBehind, type TestHouse } from './house.ts'

const rongchang = '500153'
const intake: Officer = {
  id: 'duty-officer',
  name: '值班',
  role: 'intake',
  area: rongchang,
  office: `${rongchang}-intake`,
  department: 'intake',
}

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
  await standsBehind(house, rongchang)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const urgentQueue = async (): Promise<readonly string[]> => {
  const list = await readInbox(house.world, intake, { queue: 'urgent' })
  if (!list.ok) throw new Error(list.refusal.key)
  return list.value.rows.map(({ number }) => number)
}

const numberIn = (said: string): string => /RC-2026-\d{5}/.exec(said)?.[0] ?? ''
const danger = '诊所打针后人昏迷了，没有呼吸，快救命'

describe('danger in the first message', () => {
  it('is answered with the call for help; nothing is called 已报 before it is filed and in the urgent queue', async () => {
    const citizen = aPerson(house, rongchang)
    const first = await citizen.says(danger)
    expect(first).toContain('120')
    expect(first).not.toMatch(/已报|RC-2026/)
    expect(await urgentQueue()).toEqual([])
    const second = await citizen.says('昌元街道菜市场后门卖鱼的楼上二楼')
    expect(second).toContain('已报')
    const number = numberIn(second)
    expect(await urgentQueue()).toContain(number)
  })

  it('who cannot say where is filed all the same', async () => {
    const citizen = aPerson(house, rongchang)
    await citizen.says(danger)
    const said = await citizen.says('跳过')
    expect(said).toContain('已报')
    expect(await urgentQueue()).toContain(numberIn(said))
  })
})

describe('danger in the middle of a report', () => {
  it.each([1, 2, 3, 5, 7])('after %i answers the case opens at once', async (answers) => {
    const citizen = aPerson(house, rongchang)
    for (const words of aStory.slice(0, answers)) await citizen.says(words)
    let said = await citizen.says(danger)
    expect(said).toContain('120')
    if (!said.includes('已报')) said = await citizen.says('昌元街道菜市场后门卖鱼的楼上二楼')
    expect(said).toContain('已报')
    expect(await urgentQueue()).toContain(numberIn(said))
  })

  it('what is told afterwards comes to the same case, and nothing is filed twice', async () => {
    const citizen = aPerson(house, rongchang)
    for (const words of aStory.slice(0, 3)) await citizen.says(words)
    const number = numberIn(await citizen.says(danger))
    expect(number).not.toBe('')
    await citizen.says('人在二楼里间，老太婆还在')
    await citizen.says('跳过')
    for (const words of aStory.slice(3)) await citizen.says(words)
    const read = await readCase(house.world, intake, number)
    if (!read.ok) throw new Error(read.refusal.key)
    expect(JSON.stringify(read.value.history)).toContain('人在二楼里间')
    expect(read.value.tasks.map(({ role, state }) => [role, state])).toEqual(
      expect.arrayContaining([
        ['intake', 'cancelled'],
        ['lead', 'assigned'],
      ]),
    )
    expect(JSON.stringify((await citizen.reads()).slice(-6))).toContain('卫生健康委')
    expect(read.value.file.facts.ongoing).toBe('yes')
    const all = JSON.stringify(await citizen.reads())
    expect(new Set(all.match(/RC-2026-\d{5}/g))).toEqual(new Set([number]))
  })
})

it('the duty officer acknowledges once, and the case leaves the urgent queue', async () => {
  const citizen = aPerson(house, rongchang)
  await citizen.says(danger)
  const number = numberIn(await citizen.says('昌元街道菜市场后门'))
  const read = await readCase(house.world, intake, number)
  if (!read.ok) throw new Error(read.refusal.key)
  expect(read.value.next).toEqual({ deed: 'acknowledge' })
  const point = { number, version: read.value.file.version }
  expect(await act(house.world, intake, point, { type: 'acknowledge' })).toMatchObject({ ok: true })
  expect(await urgentQueue()).not.toContain(number)
  const again = { number, version: point.version + 1 }
  expect(await act(house.world, intake, again, { type: 'acknowledge' })).toMatchObject({
    ok: false,
    refusal: { key: 'already-acknowledged' },
  })
  expect(await citizen.says('查看')).toMatch(/值班|看到/)
})

it('a telephone of the duty officer is named, never one of a demonstration', async () => {
  const elsewhere = aPerson(house, '370300')
  await elsewhere.says(danger)
  const said = await elsewhere.says('张店区中心路康复医院三楼')
  expect(said).toContain('没有值班人员会看到')
  expect(said).not.toContain('已报')
})
