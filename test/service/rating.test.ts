import { describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { blockSender } from '#service/block.ts'
import { act, readCase } from '#service/desk.ts'
import { satisfactionIn } from '#service/satisfaction.ts'
import { does, filed, rongchang, rowOf, unfounded, type Filed } from './filed.ts'
import { aHouse, aStory, officerOf, standsBehind, type TestHouse } from './house.ts'

const hour = 3_600_000
const day = 24 * hour
const hint = '您有一条办理进度，回复"查看"。'

async function concluded(house: TestHouse): Promise<Filed> {
  const report = await filed(house)
  await does(house, report.number, { type: 'accept' })
  await does(house, report.number, unfounded)
  await report.person.says('查看')
  await report.person.says('查看')
  return report
}

/** What is in the chat by itself since it was last looked at. */
async function pushed(house: TestHouse, { person }: Filed): Promise<readonly string[]> {
  const before = (await person.reads()).length
  await house.tick()
  return (await person.reads()).slice(before).map(({ text }) => text)
}

const eventsOf = async (house: TestHouse, number: string): Promise<readonly string[]> => {
  const { id } = await rowOf(house, number)
  const rows = await house.world.db.read(
    async (tx) =>
      await tx
        .selectFrom('caseEvents')
        .select('type')
        .where('caseId', '=', id)
        .orderBy('seq')
        .execute(),
  )
  return rows.map(({ type }) => type)
}

const all = { area: rongchang, from: 0, to: Number.MAX_SAFE_INTEGER }
const anAuditor: Officer = {
  id: 'auditor',
  name: '审计',
  role: 'auditor',
  office: '',
  area: '',
  department: '',
}
const counts = async (house: TestHouse) => {
  const read = await satisfactionIn(house.world, anAuditor, all)
  if (!read.ok) throw new Error(read.refusal.key)
  return read.value
}

describe('some days after the conclusion', () => {
  it('the reporter is asked, once whatever number of rounds, from nine in the morning of the seventh day; outside stands only that there is news', async () => {
    await using house = await aHouse()
    const report = await concluded(house)
    house.wait(6 * day + 22 * hour)
    expect(await pushed(house, report)).toEqual([])
    house.wait(hour)
    const before = (await report.person.reads()).length
    await Promise.all([house.tick(), house.tick()])
    const said = (await report.person.reads()).slice(before).map(({ text }) => text)
    expect(said).toEqual([hint])
    house.wait(30 * day)
    expect(await pushed(house, report)).toEqual([])
    const asked = await report.person.says('查看')
    expect(asked).toContain('查了，没有发现违法。')
    expect(asked).toContain('还在做吗')
  })

  it('nobody is asked at night, and the question outlives a restart', async () => {
    await using house = await aHouse()
    const report = await concluded(house)
    house.wait(7 * day + 11 * hour)
    expect(await pushed(house, report)).toEqual([])
    await using later = await house.reopened()
    const person = report.person.at(later)
    expect(await pushed(later, { ...report, person })).toEqual([])
    later.wait(12 * hour)
    expect(await pushed(later, { ...report, person })).toEqual([hint])
  })

  it('the operator says after how many days, or never', async () => {
    await using house = await aHouse()
    await standsBehind(house, rongchang, { askAfterDays: '2' })
    const soon = await concluded(house)
    await standsBehind(house, rongchang, { askAfterDays: '0' })
    const never = await concluded(house)
    house.wait(2 * day)
    expect(await pushed(house, soon)).toEqual([hint])
    house.wait(30 * day)
    expect(await pushed(house, never)).toEqual([])
  })
})

describe('reporters of merged reports', () => {
  it('are asked each under their own number, once, about the outcome they heard; each answer counts', async () => {
    await using house = await aHouse()
    const [main, other] = [
      await filed(house),
      await filed(house, ['另一家诊所也没有证', ...aStory.slice(1)]),
    ]
    const intake = { ...(await officerOf(house, main.number)), id: 'i', role: 'intake' } as const
    const atIntake = { ...intake, office: `${rongchang}-intake`, department: 'intake' }
    const read = await readCase(house.world, atIntake, other.number)
    const version = read.ok ? read.value.file.version : 0
    const merged = await act(
      house.world,
      atIntake,
      { number: other.number, version },
      { type: 'merge', into: main.number, reason: '同一家诊所' },
    )
    expect(merged.ok).toBe(true)
    await does(house, main.number, { type: 'accept' })
    await does(house, main.number, unfounded)
    for (const { person } of [main, other]) for (let n = 0; n < 3; n += 1) await person.says('查看')
    house.wait(8 * day)
    await Promise.all([house.tick(), house.tick()])
    await house.tick()
    for (const { person } of [main, other]) {
      const asked = await person.says('查看')
      expect(asked).toContain('查了，没有发现违法。')
      expect(asked).toContain('还在做吗')
      expect(await person.says('查看')).not.toContain('查了，没有发现违法。')
    }
    expect((await counts(house)).asked).toBe(2)
    await other.person.says('还在做')
    expect((await eventsOf(house, other.number)).at(-1)).toBe('rated')
    expect(await eventsOf(house, main.number)).not.toContain('rated')
    expect((await counts(house)).stillGoing).toEqual({ yes: 1 })
    house.wait(40 * day)
    expect([await pushed(house, main), await pushed(house, other)]).toEqual([[], []])
  })
})

describe('what they answer', () => {
  it('stands in the case for those who see it, and in the counts; 不满意 brings 再查 only if they want it', async () => {
    await using house = await aHouse()
    const report = await concluded(house)
    const { person, number } = report
    house.wait(8 * day)
    await house.tick()
    await person.says('查看')
    await person.says('还在做')
    const offer = await person.says('不满意')
    expect(offer).toContain('60 日内申请行政复议')
    expect(offer).toContain('只是提供线索的，不能申请复议')
    expect((await eventsOf(house, number)).slice(-2)).toEqual(['rated', 'rated'])
    const officer = await officerOf(house, number)
    const read = await readCase(house.world, officer, number)
    expect(read.ok && read.value.file.rating).toMatchObject({
      stillGoing: 'yes',
      satisfaction: 'dissatisfied',
    })
    expect(read.ok && read.value.file.state).toBe('concluded')
    expect(await counts(house)).toEqual({
      asked: 1,
      stillGoing: { yes: 1 },
      satisfaction: { dissatisfied: 1 },
    })
    await person.says('再查')
    await person.says('昨天又看到在打针')
    expect(await eventsOf(house, number)).toContain('re-examination-requested')
    expect((await counts(house)).asked).toBe(1)
  })

  it('is nothing where one only looks the report up and passes over both questions, and is not asked again', async () => {
    await using house = await aHouse()
    const report = await concluded(house)
    house.wait(8 * day)
    await house.tick()
    for (const words of ['进度', '进度', '查看', '跳过', '跳过']) await report.person.says(words)
    expect(await eventsOf(house, report.number)).not.toContain('rated')
    expect(await counts(house)).toEqual({ asked: 1, stillGoing: {}, satisfaction: {} })
    house.wait(30 * day)
    expect(await pushed(house, report)).toEqual([])
  })

  it('stays a number when the report is erased, without a way back to it', async () => {
    await using house = await aHouse()
    const report = await concluded(house)
    const { id } = await rowOf(house, report.number)
    house.wait(8 * day)
    await house.tick()
    for (const words of ['查看', '没有了', '满意']) await report.person.says(words)
    for (const words of ['忘记我', '删除']) await report.person.says(words)
    expect((await rowOf(house, report.number)).erasedAt).toBeDefined()
    expect((await counts(house)).satisfaction).toEqual({ satisfied: 1 })
    const rows = await house.world.db.read(
      async (tx) => await tx.selectFrom('ratings').select(['caseId', 'news']).execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(id)
  })
})

describe('who is not asked (desk edge 23)', () => {
  it('who has asked for 再查 before, and whoever asks for it once the question is there finds it gone', async () => {
    await using house = await aHouse()
    const before = await concluded(house)
    for (const words of ['再查', '还在开门']) await before.person.says(words)
    const after = await concluded(house)
    house.wait(8 * day)
    await house.tick()
    expect(JSON.stringify(await before.person.reads()).split(hint.slice(0, 9)).length).toBe(
      JSON.stringify(await after.person.reads()).split(hint.slice(0, 9)).length - 1,
    )
    for (const words of ['再查', '还在开门']) await after.person.says(words)
    expect(await after.person.says('查看')).toContain('现在没有新的进度')
  })

  it('whose chat is blocked, who withdrew, what was declined, and what was erased', async () => {
    await using house = await aHouse()
    const blocked = await concluded(house)
    const seat = await officerOf(house, blocked.number)
    const intake: Officer = { ...seat, role: 'intake', department: 'intake' }
    const asked = { number: blocked.number, reason: '两天发了五十条广告', days: 30 }
    expect(await blockSender(house.world, intake, asked)).toMatchObject({ ok: true })

    const withdrawn = await filed(house)
    for (const words of ['撤回', '2', '跳过']) await withdrawn.person.says(words)
    const declined = await filed(house)
    const reason = { type: 'decline', reason: 'not-our-duty', text: '归别处管。' }
    await does(house, declined.number, reason)
    const erased = await concluded(house)
    for (const words of ['忘记我', '删除']) await erased.person.says(words)

    house.wait(8 * day)
    const before = await lines()
    await house.tick()
    expect(await lines()).toEqual(before)
    expect((await rowOf(house, withdrawn.number)).state).toBe('withdrawn')
    expect((await counts(house)).asked).toBe(0)

    async function lines() {
      const people = [blocked, withdrawn, declined, erased]
      return await Promise.all(
        people.map(async ({ person }) => (await person.reads()).filter((one) => one.text === hint)),
      )
    }
  })
})
