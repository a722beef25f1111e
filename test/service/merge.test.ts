import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase, readEvidence } from '#service/desk.ts'
import { trackReceipt } from '#service/receipt.ts'
import { readInbox } from '#service/inbox.ts'
import { approved } from './crime-scene.ts'
import { filed, rowOf, type Filed } from './filed.ts'
import { aHouse, aStory, type TestHouse } from './house.ts'

const rongchang = '500153'
let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const officer = (role: Role, department: string): Officer => ({
  id: `${role}-${department}`,
  name: '经办人',
  role,
  area: rongchang,
  office: `${rongchang}-${department}`,
  department,
})
const intake = officer('intake', 'intake')
const health = officer('handler', 'health-commission')
const market = officer('handler', 'market-regulation')

const read = async (number: string, by: Officer = intake) => {
  const found = await readCase(house.world, by, number)
  if (!found.ok) throw new Error(found.refusal.key)
  return found.value
}
const does = async (number: string, by: Officer, deed: Deed) => {
  const { version } = (await read(number, by)).file
  return await act(house.world, by, { number, version }, deed)
}
const done = { ok: true }
const refused = (key: string) => ({ ok: false, refusal: { key } })
const leading = async (number: string): Promise<string> => {
  const { tasks } = await read(number)
  const task = tasks.find(({ state }) => state === 'assigned' || state === 'accepted')?.task
  if (task === undefined) throw new Error(`${number} is with nobody`)
  return task
}
/** A report of its own clinic, so that no two are asked whether they are one. */
let clinics = 0
const reported = async (): Promise<Filed> => {
  clinics += 1
  const [what = '', ...rest] = aStory
  return await filed(house, [`${what}，第${clinics}家`, ...rest])
}
const merge = async (one: Filed, into: Filed) =>
  await does(one.number, intake, { type: 'merge', into: into.number, reason: '同一家诊所' })
const unmerge = async (one: Filed) =>
  await does(one.number, intake, { type: 'unmerge', reason: '不是同一家' })
const shown = async ({ number, passcode }: Filed) => {
  const found = await trackReceipt(house.world, { number, passcode, asker: `test:${number}` })
  if (!found.ok) throw new Error(found.refusal.key)
  return found.value
}
const concluded = async (number: string, text: string): Promise<void> => {
  const task = await leading(number)
  expect(await does(number, health, { type: 'accept', task })).toMatchObject(done)
  const end = { type: 'conclude', task, outcome: 'unfounded', text } as const
  expect(await does(number, health, end)).toMatchObject(done)
}

describe('desk edge 19: two reports of one thing', () => {
  it('reporters of both get the outcome, each by their own receipt, once, and neither learns of the other', async () => {
    const [main, other] = [await reported(), await reported()]
    expect(await merge(other, main)).toMatchObject(done)
    expect(await other.person.says('查看')).toContain('承办安排有变动')
    expect(await other.person.says('进度')).not.toContain('并')
    await concluded(main.number, '去查了三次，没有发现无证行医。')
    for (const one of [main, other]) {
      const told = `${await one.person.says('查看')}${await one.person.says('查看')}`
      expect(told.split('去查了三次').length).toBe(2)
      expect((await shown(one)).state).toBe('concluded')
    }
    const seen = JSON.stringify(await shown(other)) + (await other.person.says('进度'))
    expect(seen).toContain('去查了三次')
    expect(seen).not.toContain(main.number)
    expect(JSON.stringify(await shown(main))).not.toContain(other.number)
  })

  it('who handles the main case reads what was told in both; another department reads neither', async () => {
    const [main, other] = [await reported(), await reported()]
    await does(other.number, intake, {
      type: 'change-lead',
      task: await leading(other.number),
      lead: market.office,
      reason: '先给市场监管',
      basis: '附件2',
    })
    const before = await read(other.number, market)
    expect(before.file.number).toBe(other.number)
    await merge(main, other)
    const { merged } = await read(other.number, market)
    expect(merged.map(({ file }) => file.number)).toEqual([main.number])
    expect(merged[0]?.file.facts.what).toContain('家')
    const education = officer('handler', 'education')
    expect(await readCase(house.world, education, main.number)).toMatchObject(
      refused('case-not-visible'),
    )
    const none = { number: main.number, evidence: 'none' }
    expect(await readEvidence(house.world, market, none)).toMatchObject(refused('evidence-unknown'))
    expect(await readEvidence(house.world, education, none)).toMatchObject(
      refused('case-not-visible'),
    )
  })

  it('what the merged reporter adds is read at the main case', async () => {
    const [main, other] = [await reported(), await reported()]
    await merge(other, main)
    await other.person.says('补充')
    await other.person.says('今天早上又开门了，门口有面包车')
    await other.person.says('没有了')
    const { merged, history, file } = await read(main.number, health)
    expect(merged[0]?.file.supplements.map(({ text }) => text)).toEqual([
      '今天早上又开门了，门口有面包车',
    ])
    expect(history.at(-1)).toMatchObject({ type: 'joined-heard', text: other.number })
    expect(JSON.stringify(file)).not.toContain('面包车')
  })

  it('one transaction writes both or neither: what is refused for one is done to none', async () => {
    const [main, other] = [await reported(), await reported()]
    await concluded(main.number, '没有发现。')
    expect(await merge(other, main)).toMatchObject(refused('main-over'))
    expect((await read(other.number)).file.state).toBe('received')
    expect(
      await does(other.number, intake, { type: 'merge', into: 'RC-2026-99999', reason: '同' }),
    ).toMatchObject(refused('main-unknown'))
    expect(
      await does(other.number, health, { type: 'merge', into: main.number, reason: '同' }),
    ).toMatchObject(refused('role-may-not'))
  })

  it('a chain A→B→C: the reporter of A hears the outcome of C; B is taken out first', async () => {
    const [a, b, c] = [await reported(), await reported(), await reported()]
    expect(await merge(a, b)).toMatchObject(done)
    expect(await merge(b, c)).toMatchObject(done)
    expect(await merge(c, a)).toMatchObject(refused('main-merged'))
    expect(await unmerge(a)).toMatchObject(refused('main-merged'))
    expect((await read(c.number)).merged.map(({ file }) => file.number)).toEqual([
      b.number,
      a.number,
    ])
    await concluded(c.number, '三家都查了，没有发现。')
    await a.person.says('查看')
    expect(`${await a.person.says('查看')}${await a.person.says('查看')}`).toContain('三家都查了')
  })

  it('taken apart, each is with its office as before, by the days it had', async () => {
    const [main, other] = [await reported(), await reported()]
    const parts = async (one: Filed) =>
      (await read(one.number)).tasks.map(({ task, state, due: { on } }) => ({ task, state, on }))
    const before = [await parts(main), await parts(other)]
    await merge(other, main)
    expect(new Set((await parts(other)).map(({ state }) => state))).toEqual(new Set(['cancelled']))
    const list = await readInbox(house.world, health, { queue: 'mine' })
    const mine = list.ok ? list.value.rows.map(({ number }) => number) : []
    expect([mine.includes(main.number), mine.includes(other.number)]).toEqual([true, false])
    expect(await unmerge(other)).toMatchObject(done)
    expect([await parts(main), await parts(other)]).toEqual(before)
    expect(await unmerge(other)).toMatchObject(refused('not-merged'))
    expect((await rowOf(house, other.number)).mergedInto).toBeUndefined()
  })

  it('the main case withdrawn: the merged one goes on by itself, with its own office', async () => {
    const [main, other] = [await reported(), await reported()]
    await merge(other, main)
    await main.person.says('撤回')
    await main.person.says('2')
    await main.person.says('跳过')
    expect((await read(main.number)).file.state).toBe('withdrawn')
    const back = await read(other.number)
    expect([back.file.state, back.tasks[0]?.state]).toEqual(['received', 'assigned'])
  })

  it('the merged one withdrawn: the main case goes on, and its outcome is told to nobody who left', async () => {
    const [main, other] = [await reported(), await reported()]
    await merge(other, main)
    await other.person.says('撤回')
    await other.person.says('2')
    await other.person.says('跳过')
    expect((await read(other.number)).file.state).toBe('withdrawn')
    await concluded(main.number, '查了，没有这回事。')
    expect(await other.person.says('进度')).toContain('撤回')
    expect(JSON.stringify(await shown(other))).not.toContain('没有这回事')
  })

  it('merged by two at once, in either direction, one of them wins and nothing hangs', async () => {
    const [one, other] = [await reported(), await reported()]
    const both = await Promise.all([merge(one, other), merge(other, one)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const states = [(await read(one.number)).file.state, (await read(other.number)).file.state]
    expect(states.toSorted()).toEqual(['merged', 'received'])
  })
})

describe('a letter and one more matter, at the desk', () => {
  it('another matter goes where the plan sends it, and the reporter hears that there is one more', async () => {
    const one = await reported()
    const { file, offenceNames } = await read(one.number)
    const known = new Set(file.matters.map(({ offence }) => offence))
    const offence = ['F1', 'K2', 'A1'].find((code) => !known.has(code)) ?? ''
    expect(offenceNames[offence]).toBeTruthy()
    expect(
      await does(one.number, intake, { type: 'separate', offence, reason: '原文第二句' }),
    ).toMatchObject(done)
    const now = await read(one.number)
    expect(now.file.matters.map((matter) => matter.offence)).toContain(offence)
    expect(now.tasks.length).toBeGreaterThan(file.tasks.length)
    expect(await one.person.says('查看')).toContain('还有一件事')
  })

  it('a letter cites a law of the data, the reporter reads the organ alone', async () => {
    const one = await reported()
    const task = await leading(one.number)
    await does(one.number, health, { type: 'accept', task })
    await approved(house.world, { number: one.number, by: health, task })
    const letter = {
      type: 'transfer',
      task,
      to: 'police',
      organ: '荣昌区公安局',
      materials: ['现场检查笔录'],
      on: '2026-11-21',
    } as const
    expect(await does(one.number, health, { ...letter, basis: '随便写的' })).toMatchObject(
      refused('basis-missing'),
    )
    expect(await does(one.number, health, { ...letter, basis: 'petition-rules' })).toMatchObject(
      refused('basis-missing'),
    )
    expect(await does(one.number, health, { ...letter, basis: 'penalty-law' })).toMatchObject(done)
    const { file, deeds } = await read(one.number, health)
    expect(file.transfers?.[0]).toMatchObject({
      basis: '《行政处罚法》第二十七条',
      due: { on: '2026-11-23' },
    })
    expect(deeds).toContain('receive-transfer')
    await one.person.says('查看')
    const said = await one.person.says('查看')
    expect(said).toContain('已经移送荣昌区公安局')
    expect(said).not.toContain('笔录')
  })
})
