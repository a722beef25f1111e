import { expect, it } from 'vitest'
import { escalateDue } from '#service/escalate.ts'
import { remindOfDecisions } from '#service/remind-decisions.ts'
import { area, aScene, eventsAt, health, intakeOffice } from './department-scene.ts'
import { aPerson, officerOf, reports } from './house.ts'

const hour = 3_600_000

it('the places of the office, of the coordinating post and of the supervisors are told: number, kind, due day and link', async () => {
  await using scene = await aScene()
  const { house } = scene
  const { number } = await reports(aPerson(house, area))
  const supervisors = `${area}-market-regulation`
  await house.world.db.transaction(
    async (tx) =>
      await tx
        .insertInto('officers')
        .values({
          id: 'boss',
          name: '督办',
          login: 'boss',
          passwordHash: '',
          role: 'supervisor',
          office: supervisors,
          area,
          disabledAt: null,
          invitedBy: null,
        })
        .execute(),
  )
  await scene.adds({ kind: 'webhook' })
  await scene.adds({ kind: 'wecom', office: health })
  await scene.adds({ kind: 'feishu', office: intakeOffice })
  await scene.adds({ kind: 'dingtalk', office: supervisors })
  const { due } = await dueOf(number)
  for (let n = 0; n < 40; n += 1) {
    house.wait(24 * hour)
    await escalateDue(house.world)
    await scene.runs(60_000)
  }
  const link = `https://jubao.example/desk/cases/${number}`
  expect(eventsAt(scene).map(({ type, data }) => [type, data])).toEqual(
    ['half', 'soon', 'due', 'overdue', 'supervised'].map((step) => [
      `task.${step}`,
      { number, due, link },
    ]),
  )
  const kinds = (at: 'wecom' | 'feishu' | 'dingtalk') =>
    scene.outside.shown(at).map((text) => text.split('\n')[0])
  expect(kinds('wecom')).toEqual([
    '【医监】有件办理期限过半',
    '【医监】有件快到期了',
    '【医监】有件到期',
    '【医监】有件超期',
    '【医监】有件超期，已报督办人员',
  ])
  expect(kinds('feishu')).toEqual(['【医监】有件超期', '【医监】有件超期，已报督办人员'])
  expect(kinds('dingtalk')).toEqual(['【医监】有件超期，已报督办人员'])
  const supervisor = await officerOf(house, number)
  const watching = { ...supervisor, id: 'boss', role: 'supervisor', office: supervisors } as const
  await scene.does(
    number,
    { ...watching, department: 'market-regulation' },
    {
      type: 'supervise',
      reason: 'overdue',
      text: '金丝雀：周五前报结果',
    },
  )
  await scene.runs(60_000)
  expect(kinds('wecom').at(-1)).toBe('【医监】有件被督办')
  expect(JSON.stringify(scene.outside.received)).not.toContain('金丝雀')

  async function dueOf(of: string): Promise<{ readonly due: string }> {
    const row = await house.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('tasks as t')
          .innerJoin('cases as c', 'c.id', 't.caseId')
          .select('t.dueOn')
          .where('c.number', '=', of)
          .executeTakeFirstOrThrow(),
    )
    return { due: row.dueOn }
  }
})

it('an answer that waits for a second officer is told to the places as one thing to decide: number, day and link, not the answer', async () => {
  await using scene = await aScene()
  const { house } = scene
  house.world.operator.write(area, { review: 'always' })
  const { number } = await reports(aPerson(house, area))
  await house.world.db.transaction(
    async (tx) =>
      await tx
        .insertInto('officers')
        .values(
          ['wei', 'lin'].map((id) => ({
            id,
            name: id,
            login: id,
            passwordHash: '',
            role: 'handler',
            office: health,
            area,
            disabledAt: null,
            invitedBy: null,
          })),
        )
        .execute(),
  )
  const { task, ...someone } = await officerOf(house, number)
  const wei = { ...someone, id: 'wei' }
  await scene.does(number, wei, { type: 'accept', task })
  const text = '金丝雀：去了两次，没有发现。'
  await scene.does(number, wei, { type: 'conclude', task, outcome: 'unfounded', text })
  await scene.adds({ kind: 'webhook', office: health, wants: ['decision.waiting'] })
  await scene.adds({ kind: 'wecom', office: health, wants: ['decision.waiting'] })
  await scene.adds({ kind: 'feishu', office: intakeOffice, wants: ['decision.waiting'] })
  for (let n = 0; n < 70; n += 1) {
    house.wait(12 * hour)
    await remindOfDecisions(house.world)
    await scene.runs(60_000)
  }
  const link = `https://jubao.example/desk/cases/${number}`
  const told = eventsAt(scene)
  expect(new Set(told.map(({ data }) => Object.keys(data).join()))).toEqual(
    new Set(['number,due,link']),
  )
  expect(told.map(({ type, data }) => [type, data['number'], data['link']])).toEqual(
    Array.from({ length: 5 }, () => ['decision.waiting', number, link]),
  )
  expect(scene.outside.shown('wecom')).toHaveLength(5)
  expect(scene.outside.shown('wecom')[0]).toContain('【医监】有一件待决定')
  expect(scene.outside.shown('feishu')).toHaveLength(2)
  expect(JSON.stringify(scene.outside.received)).not.toContain('金丝雀')
})
