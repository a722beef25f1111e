import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { colleaguesIn, setAbsence } from '#service/absences.ts'
import { inBulk } from '#service/bulk.ts'
import { act, readCase } from '#service/desk.ts'
import { goneOffices } from '#service/gone-offices.ts'
import { changeHolder, letGoOfGone } from '#service/holders.ts'
import { readInbox, type queues } from '#service/inbox.ts'
import { disable } from '#service/officers.ts'
import { othersAt } from '#service/viewing.ts'
import { officesIn } from '#service/world.ts'
import { saveOffices } from '#store/offices.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk } from '../web/world.ts'

let desk: TestDesk
let filed: FiledCase
let wang: Officer
let li: Officer
let boss: Officer

beforeEach(async () => {
  desk = await aDesk()
  filed = await desk.report({})
  const [office = ''] = filed.offices
  wang = await desk.officer('wang', 'handler', office, { name: '王敏' })
  li = await desk.officer('li', 'handler', office, { name: '李强' })
  boss = await desk.officer('boss', 'supervisor', `${rongchang}-intake`)
})
afterEach(async () => {
  await desk.close()
})

const list = async (officer: Officer, queue: (typeof queues)[number], filter = {}) => {
  const read = await readInbox(desk.world, officer, { queue, filter })
  return read.ok ? read.value.rows : []
}
const numbers = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).map(({ number }) => number)
const hands = async (officer: Officer, deed: Parameters<typeof changeHolder>[3]) => {
  const done = await changeHolder(desk.world, officer, { number: filed.number }, deed)
  return done.ok ? 'done' : done.refusal.key
}

describe('a part in the hands of one officer', () => {
  it('is taken by one of its office, stands in their list, and stays in the list of the office', async () => {
    expect(await hands(wang, { type: 'take' })).toBe('done')
    expect(await numbers(wang, 'taken')).toEqual([filed.number])
    expect(await numbers(li, 'taken')).toEqual([])
    expect((await list(li, 'mine'))[0]?.holder).toEqual({ name: '王敏', away: false })
    expect(await numbers(li, 'mine', { free: true })).toEqual([])
    expect(await hands(li, { type: 'take' })).toBe('task-held')
  })

  it('is handed to a colleague with a note, who finds it; by another office it is not', async () => {
    const text = '我出差，材料在柜里'
    expect(await hands(wang, { type: 'hand-over', to: li.id, text })).toBe('done')
    expect(await numbers(li, 'taken')).toEqual([filed.number])
    expect(await numbers(li, 'mentioned')).toEqual([filed.number])
    const other = await desk.officer('zhao', 'handler', `${rongchang}-justice`)
    expect(await hands(other, { type: 'take' })).toBe('case-not-visible')
    expect(await hands(wang, { type: 'hand-over', to: other.id, text })).toBe('officer-not-there')
    expect(await hands(boss, { type: 'hand-over', to: wang.id, text })).toBe('done')
    expect(await hands(boss, { type: 'take' })).toBe('role-may-not')
  })

  it('is handed to nobody of the office whose role handles nothing', async () => {
    const [office = ''] = filed.offices
    for (const role of ['auditor', 'reward-officer', 'administrator'] as const) {
      const { id } = await desk.officer(role, role, office, { area: rongchang })
      expect(await hands(wang, { type: 'hand-over', to: id, text: '请接着办' })).toBe(
        'officer-not-there',
      )
    }
    const { world } = desk
    const people = await world.db.read(
      async (tx) => await colleaguesIn(world, tx, rongchang, [office]),
    )
    expect(people.map(({ name }) => name).toSorted()).toEqual(['李强', '王敏'])
  })

  it('leave is of days that there are', async () => {
    for (const last of ['2026-99-99', '2026-02-30', '2026-11-31'])
      expect(
        (await setAbsence(desk.world, wang, { officer: wang.id, first: '2026-01-01', last })).ok,
      ).toBe(false)
  })

  it('desk edge 15: who is on leave is seen to be, and their parts are handed over together', async () => {
    const second = await desk.report({})
    await hands(wang, { type: 'take' })
    await changeHolder(desk.world, wang, { number: second.number }, { type: 'take' })
    const days = { first: '2026-11-20', last: '2026-11-27' }
    const away = await setAbsence(desk.world, wang, { officer: wang.id, ...days })
    expect(away.ok).toBe(true)
    const refused = await setAbsence(desk.world, wang, { officer: li.id, ...days })
    expect(refused.ok).toBe(false)
    expect((await list(li, 'mine')).map(({ holder }) => holder?.away)).toEqual([true, true])
    const lines = [filed, second, { number: 'RC-2026-09999' }].map(({ number }) => ({ number }))
    const deed = { type: 'hand-over', to: li.id, text: '王敏请假' } as const
    const answers = await inBulk(desk.world, li, deed, lines)
    expect(answers.map(({ refusal }) => refusal?.key)).toEqual([
      undefined,
      undefined,
      'case-not-visible',
    ])
    expect(await numbers(li, 'taken')).toHaveLength(2)
  })

  it('desk edge 15: who has left holds nothing; it is back in the list of the office', async () => {
    await hands(wang, { type: 'take' })
    await disable(desk.world, 'operator', 'wang')
    await letGoOfGone(desk.world)
    await letGoOfGone(desk.world)
    expect(await numbers(li, 'mine', { free: true })).toEqual([filed.number])
    const read = await readCase(desk.world, li, filed.number)
    const types = read.ok ? read.value.history.map(({ type }) => type) : []
    expect(types.filter((type) => type === 'let-go')).toHaveLength(1)
  })

  it('desk edge 13: what an abolished office has in hand is shown to the intake office', async () => {
    const intake = await desk.officer('duty', 'intake', `${rongchang}-intake`)
    expect(await goneOffices(desk.world, intake)).toEqual([])
    const { world } = desk
    await world.db.transaction(async (tx) => {
      const offices = await officesIn(world, tx, rongchang)
      await saveOffices(
        tx,
        rongchang,
        offices.filter(({ id }) => id !== filed.offices[0]),
      )
    })
    const [gone] = await goneOffices(world, intake)
    expect(gone).toEqual({ office: filed.offices[0], numbers: [filed.number], more: false })
    expect(await goneOffices(world, boss)).toEqual([])
  })
})

describe('two who look at one case', () => {
  const names = async (officer: Officer) => {
    const others = await othersAt(desk.world, officer, filed.number)
    return others.ok ? others.value.map(({ name }) => name) : others.refusal.key
  }

  it('are told of each other for two minutes, and nobody else is', async () => {
    expect(await names(wang)).toEqual([])
    expect(await names(li)).toEqual(['王敏'])
    desk.later(119_000)
    expect(await names(li)).toEqual(['王敏'])
    desk.later(2_000)
    expect(await names(li)).toEqual([])
    const other = await desk.officer('zhao', 'handler', `${rongchang}-justice`)
    expect(await names(other)).toBe('case-not-visible')
    const read = await readCase(desk.world, li, filed.number)
    expect(read.ok && read.value.history).toHaveLength(2)
  })
})

describe('a working note that calls somebody', () => {
  it('reaches who may see the case, and nobody else of that name', async () => {
    const outside = await desk.officer('zhao', 'handler', `${rongchang}-justice`, { name: '赵刚' })
    const read = await readCase(desk.world, wang, filed.number)
    if (!read.ok) throw new Error('not read')
    const [task] = read.value.tasks
    const point = { number: filed.number, version: read.value.file.version }
    const note = {
      type: 'note',
      task: task?.task ?? '',
      text: '@李强 请看照片，＠赵刚 也看',
    } as const
    expect((await act(desk.world, wang, point, note)).ok).toBe(true)
    expect(await numbers(li, 'mentioned')).toEqual([filed.number])
    expect(await numbers(outside, 'mentioned')).toEqual([])
    expect(await numbers(wang, 'mentioned')).toEqual([])
    await othersAt(desk.world, li, filed.number)
    expect(await numbers(li, 'mentioned')).toEqual([])
  })
})
