import { describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { backToQueue, blockSender, liftBlock, listBlocks } from '#service/block.ts'
import { readCase } from '#service/desk.ts'
import { readInbox, type queues } from '#service/inbox.ts'
import { aHouse, aPerson, aStory, officerOf, reports, type TestHouse } from './house.ts'

const reason = '两天发了五十条广告'
const day = 86_400_000
const another = [
  '昌元街道城西诊所卖过期的药，标签都撕了，还给小孩打吊针',
  ...aStory.slice(1, 2),
  '城西路十八号城西诊所',
  ...aStory.slice(3),
]

type Seated = Awaited<ReturnType<typeof officerOf>>
const as = (seat: Seated, role: 'intake' | 'supervisor'): Officer => ({
  ...seat,
  id: `officer-${role}`,
  role,
  department: 'intake',
})

const listed = async (house: TestHouse, officer: Officer, queue: (typeof queues)[number]) => {
  const list = await readInbox(house.world, officer, { queue })
  return list.ok ? list.value.rows.map(({ number }) => number) : []
}

async function blocked(house: TestHouse) {
  const person = aPerson(house, '500153')
  const { number } = await reports(person)
  const handler = await officerOf(house, number)
  const intake = as(handler, 'intake')
  const supervisor = as(handler, 'supervisor')
  const done = await blockSender(house.world, intake, { number, reason, days: 30 })
  expect(done.ok).toBe(true)
  house.wait(day)
  return { person, number, handler, intake, supervisor }
}

describe('a blocked sender', () => {
  it('is answered word for word as anybody; the new report is registered and stands aside, to be read', async () => {
    await using house = await aHouse()
    const { person, number, intake, handler } = await blocked(house)
    const plain = await reports(aPerson(house, '500153'), another)
    const aside = await reports(person, another)
    const wording = (said: string, one: typeof plain): string =>
      said.replace(one.number, 'N').replace(one.passcode, 'P')
    expect(wording(aside.said, aside)).toBe(wording(plain.said, plain))
    expect(await listed(house, intake, 'mine')).toEqual(
      expect.arrayContaining([number, plain.number]),
    )
    expect(await listed(house, intake, 'mine')).not.toContain(aside.number)
    expect(await listed(house, handler, 'mine')).not.toContain(aside.number)
    expect(await listed(house, intake, 'shelved')).toEqual([aside.number])
    expect((await readCase(house.world, intake, aside.number)).ok).toBe(true)
  })

  it('in danger to life is heard as anybody', async () => {
    await using house = await aHouse()
    const { person, intake } = await blocked(house)
    const said = await person.says('昌元街道菜市场诊所打针打得人没气了，快死了')
    expect(said).toContain('120')
    await person.says('昌元街道菜市场后门')
    expect((await listed(house, intake, 'urgent')).length).toBe(1)
    expect(await listed(house, intake, 'shelved')).toEqual([])
  })

  it('one report is taken up by a person; all of them when a supervisor lifts the block, with a reason', async () => {
    await using house = await aHouse()
    const { person, intake, supervisor } = await blocked(house)
    const first = await reports(person, another)
    expect((await backToQueue(house.world, intake, first.number)).ok).toBe(true)
    expect(await listed(house, intake, 'mine')).toContain(first.number)
    house.wait(day)
    const [, ...rest] = another
    const second = await reports(person, [
      '昌元街道口腔诊所种牙乱收费，一颗收两万八不给发票',
      ...rest,
    ])
    expect(await listed(house, intake, 'shelved')).toEqual([second.number])
    const blocks = await listBlocks(house.world, supervisor)
    const [block] = blocks.ok ? blocks.value : []
    expect(block).toMatchObject({ reason, holds: true })
    const asked = { block: block?.id ?? '', reason: '看过了，是真的线索' }
    expect((await liftBlock(house.world, intake, asked)).ok).toBe(false)
    expect((await liftBlock(house.world, supervisor, asked)).ok).toBe(true)
    expect(await listed(house, intake, 'shelved')).toEqual([])
    expect(await listed(house, intake, 'mine')).toContain(second.number)
  })

  it('is heard as anybody once the block is over; a block needs a reason and an end', async () => {
    await using house = await aHouse()
    const { person, number, intake, handler } = await blocked(house)
    house.wait(31 * day)
    const later = await reports(person, another)
    expect(await listed(house, intake, 'mine')).toContain(later.number)
    const refused = async (officer: Officer, why: string, days: number): Promise<string> => {
      const done = await blockSender(house.world, officer, { number, reason: why, days })
      return done.ok ? '' : done.refusal.key
    }
    expect(await refused(intake, '', 30)).toBe('reason-too-short')
    expect(await refused(intake, reason, 3650)).toBe('block-days-missing')
    expect(await refused(handler, reason, 30)).toBe('role-may-not')
  })
})
