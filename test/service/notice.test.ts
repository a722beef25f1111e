import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCase } from '#service/desk.ts'
import { filedEvent, name, phone, rongchang, rowOf, upToStanding } from './filed.ts'
import {
  aHouse,
  aPerson,
  aStory,
  officerOf,
  reports,
  standsBehind,
  type TestHouse,
} from './house.ts'
import { openIdentityOf } from './identity-of.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

describe('隐私', () => {
  it('tells who, what for, which version and the way to one’s rights', async () => {
    const said = await aPerson(house, rongchang).says('隐私')
    expect(said).toContain('只用来查您反映的事')
    expect(said).toContain('2026-11 版')
    expect(said).toContain('/privacy')
  })

  it('is kept with the report by its version; a new one is told once to whoever has a report in hand', async () => {
    await using own = await aHouse()
    await standsBehind(own, rongchang)
    const person = aPerson(own, rongchang)
    const { number } = await reports(person)
    const officer = await officerOf(own, number)
    expect((await filedEvent(own, number)).notice).toBe('2026-11')
    expect(await person.says('进度')).not.toContain('隐私告知')
    own.world.operator.write(rongchang, { noticeVersion: '荣昌 2', noticeText: '本区的告知。' })
    expect(await person.says('进度')).toContain('隐私告知换了新的')
    expect(await person.says('进度')).not.toContain('隐私告知')
    expect(officer.area).toBe(rongchang)
    const stranger = aPerson(own, rongchang)
    expect(await stranger.says('你好')).not.toContain('隐私告知换了')
    expect(own.world.operator.write(rongchang, { noticeVersion: '' }).ok).toBe(false)
  })
})

describe('an operator that must ask', () => {
  let asking: TestHouse
  beforeAll(async () => {
    asking = await aHouse()
    await standsBehind(asking, rongchang, { noticeBase: 'consent' })
  })
  afterAll(async () => {
    await asking[Symbol.asyncDispose]()
  })
  const [told = '', agrees = '', where = '', ...rest] = aStory

  it('takes name and telephone of whoever agrees, and keeps what was agreed to', async () => {
    const story = [told, agrees, where, '同意', ...rest.slice(0, -2), '实名', '同意', name, phone]
    const { number } = await reports(aPerson(asking, rongchang), [...story, '提交'])
    const { id } = await rowOf(asking, number)
    expect(await openIdentityOf(asking, id)).toEqual({ name, phone })
    expect((await filedEvent(asking, number)).consents ?? []).toEqual(['health', 'identity'])
  })

  it('registers whoever refuses, without them', async () => {
    const without = '有人给人打针输液，没得证'
    const story = [told, agrees, where, '不同意', without, ...rest.slice(0, -2), '实名', '不同意']
    const { number } = await reports(aPerson(asking, rongchang), [...story, '提交'])
    expect(number).not.toBe('')
    const { id } = await rowOf(asking, number)
    expect(await openIdentityOf(asking, id)).toBeUndefined()
    expect((await filedEvent(asking, number)).consents ?? []).toEqual([])
    const read = await readCase(asking.world, await officerOf(asking, number), number)
    expect(read).toMatchObject({ ok: true, value: { file: { facts: { what: without } } } })
  })

  it('keeps nobody waiting who tells of danger to life', async () => {
    const person = aPerson(asking, rongchang)
    const said = await person.says('诊所打针打死人了，人没得气了')
    expect(said).toContain('120')
    expect(said).not.toContain('同意')
    expect(await person.says('昌元街道菜市场鱼店楼上')).toContain('已报给值班人员')
  })
})

describe('a child', () => {
  it('under fourteen is registered without name, or the guardian goes on', async () => {
    const alone = aPerson(house, rongchang)
    await reports(alone, [...upToStanding, '实名', '我13岁', '匿名登记'])
    const one = await reports(alone, ['提交'])
    expect(await openIdentityOf(house, (await rowOf(house, one.number)).id)).toBeUndefined()
    const child = [
      '我今年12岁，昌元街道菜市场后头有人给人打针输液，没得证',
      ...upToStanding.slice(1),
    ]
    const guarded = await reports(aPerson(house, rongchang), [
      ...child,
      '实名',
      '我是家长',
      name,
      phone,
      '提交',
    ])
    expect((await filedEvent(house, guarded.number)).consents ?? []).toEqual(['guardian'])
    expect(await openIdentityOf(house, (await rowOf(house, guarded.number)).id)).toEqual({
      name,
      phone,
    })
  })

  it('of fourteen and above is refused nothing', async () => {
    const story = [
      '我今年14岁，昌元街道菜市场后头有人给人打针输液，没得证',
      ...upToStanding.slice(1),
    ]
    const { number } = await reports(aPerson(house, rongchang), [
      ...story,
      '实名',
      name,
      phone,
      '提交',
    ])
    expect(await openIdentityOf(house, (await rowOf(house, number)).id)).toEqual({ name, phone })
    expect((await filedEvent(house, number)).consents ?? []).toEqual([])
  })
})
