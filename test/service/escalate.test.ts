import { describe, expect, it } from 'vitest'
import type { Deed } from '#service/deed.ts'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import { dayOf, startOf } from '#core/clock.ts'
import { act, readCase } from '#service/desk.ts'
import { blockSender } from '#service/block.ts'
import { escalateDue } from '#service/escalate.ts'
import { listReminders, noteRead, remindersWaiting } from '#service/reminders.ts'
import { NEVER } from '#store/reminders.ts'
import { aDesk, type FiledCase, type TestDesk, type Told } from '../web/world.ts'
import { area, health, intakeOffice } from './department-scene.ts'

const hour = 3_600_000

/** A report of Friday, 20 November 2026: fifteen working days end on 11 December. */
async function aRun(told: Told = {}) {
  const desk = await aDesk()
  const filed = await desk.report(told)
  const [lead = ''] = filed.offices
  const handler = await desk.officer('doctor', 'handler', lead)
  const intake = await desk.officer('intake', 'intake', intakeOffice)
  const boss = await desk.officer('boss', 'supervisor', intakeOffice)
  const rounds = async (): Promise<void> => {
    while ((await escalateDue(desk.world)) > 0);
  }
  return {
    desk,
    filed,
    handler,
    intake,
    boss,
    rounds,
    /** Moves the clock to a day and a time, and lets the rounds run. */
    comes: async (day: string, hours = 9): Promise<void> => {
      desk.later(startOf(day) + hours * hour - desk.world.clock())
      await rounds()
    },
    /** Every hour from now until midnight before a day. */
    passes: async (day: string): Promise<void> => {
      while (dayOf(desk.world.clock()) < day) {
        desk.later(hour)
        await rounds()
      }
    },
    reads: async (officer: Officer): Promise<readonly string[]> => await steps(desk, officer),
  }
}

async function steps({ world }: TestDesk, officer: Officer): Promise<readonly string[]> {
  const list = await listReminders(world, officer)
  if (!list.ok) throw new Error(list.refusal.key)
  const lines = list.value.rows.map(
    ({ number, step, read }) => `${number} ${step}${read ? '' : ' new'}`,
  )
  return [...new Set(lines)]
}

async function does({ world }: TestDesk, { number }: FiledCase, by: Officer, deed: Deed) {
  const read = await readCase(world, by, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const done = await act(world, by, { number, version: read.value.file.version }, deed)
  if (!done.ok) throw new Error(done.refusal.key)
}

const taskOf = async ({ world }: TestDesk, { id }: FiledCase): Promise<string> =>
  await world.db.read(
    async (tx) =>
      (
        await tx
          .selectFrom('tasks')
          .select('task')
          .where('caseId', '=', id)
          .where('role', '=', 'lead')
          .executeTakeFirstOrThrow()
      ).task,
  )

/** Of the office that leads. */
const saidOf = async ({ world }: TestDesk) =>
  await world.db.read(
    async (tx) =>
      await tx
        .selectFrom('reminders')
        .select(['step', 'at', 'said'])
        .where('office', '=', health)
        .orderBy('at')
        .execute(),
  )

describe('a clock that runs out', () => {
  it('is told to its office at half, near the end and on the last day, then to the coordinating post, then to the supervisors', async () => {
    const { desk, filed, handler, intake, boss, reads, passes } = await aRun()
    const { number } = filed
    await passes('2026-12-18')
    const told = await saidOf(desk)
    expect(
      told.map(({ step, at }) => `${step} ${dayOf(at)} ${(at - startOf(dayOf(at))) / hour}`),
    ).toEqual([
      'half 2026-12-02 9',
      'soon 2026-12-08 9',
      'due 2026-12-11 9',
      'overdue 2026-12-14 9',
      'supervised 2026-12-16 9',
    ])
    for (const officer of [handler, intake, boss])
      expect(await reads(officer)).toEqual([`${number} supervised new`])
    await desk.close()
  })

  it('reaches those above only when it is over', async () => {
    const { desk, filed, handler, intake, boss, reads, comes } = await aRun()
    const { number } = filed
    await comes('2026-12-11', 10)
    expect([await reads(handler), await reads(intake), await reads(boss)]).toEqual([
      [`${number} due new`],
      [],
      [],
    ])
    await comes('2026-12-14', 9)
    expect([await reads(handler), await reads(intake), await reads(boss)]).toEqual([
      [`${number} overdue new`],
      [`${number} overdue new`],
      [],
    ])
    await desk.close()
  })

  it('after days without power says the latest alone, once, also when two processes look', async () => {
    const { desk, filed, handler, reads, comes } = await aRun()
    await comes('2026-12-12', 3)
    expect(await reads(handler)).toEqual([])
    desk.later(startOf('2026-12-14') + 10 * hour - desk.world.clock())
    await Promise.all([escalateDue(desk.world), escalateDue({ ...desk.world, worker: 'other' })])
    expect(await reads(handler)).toEqual([`${filed.number} overdue new`])
    const told = await saidOf(desk)
    expect(told.filter(({ said }) => said === 1).map(({ step }) => step)).toEqual(['overdue'])
    expect(told).toHaveLength(4)
    await desk.close()
  })

  it('is silent while it stands still, and moves on when it runs again', async () => {
    const { desk, filed, handler, reads, comes } = await aRun()
    const task = await taskOf(desk, filed)
    await does(desk, filed, handler, { type: 'accept', task })
    await comes('2026-12-01', 10)
    await does(desk, filed, handler, {
      type: 'pause',
      task,
      reason: 'appraisal',
      document: '荣卫鉴委〔2026〕3号',
    })
    await comes('2026-12-09', 10)
    expect(await reads(handler)).toEqual([])
    await does(desk, filed, handler, { type: 'resume', task })
    await comes('2026-12-09', 16)
    expect(await reads(handler)).toEqual([`${filed.number} half new`])
    await comes('2026-12-15', 8)
    expect(await saidOf(desk)).toHaveLength(1)
    await comes('2026-12-15', 9)
    expect(await reads(handler)).toEqual([`${filed.number} soon new`])
    await desk.close()
  })

  it('ends with the task, and begins anew when it was accepted', async () => {
    const { desk, filed, handler, reads, comes } = await aRun()
    const task = await taskOf(desk, filed)
    await comes('2026-12-10', 10)
    expect(await reads(handler)).toEqual([`${filed.number} soon new`])
    await does(desk, filed, handler, { type: 'accept', task })
    expect(await reads(handler)).toEqual([])
    await comes('2026-12-22', 10)
    expect(await reads(handler)).toEqual([`${filed.number} half new`])
    const text = '查了，没有发现有人行医。'
    await does(desk, filed, handler, { type: 'conclude', task, outcome: 'unfounded', text })
    await comes('2027-02-10', 10)
    expect([await reads(handler), await saidOf(desk)]).toEqual([[], []])
    await desk.close()
  })

  it('desk edge 16: does not move and is not said again because the reporter or an officer wrote', async () => {
    const { desk, filed, handler, reads, comes } = await aRun()
    const task = await taskOf(desk, filed)
    await comes('2026-12-02', 9)
    await does(desk, filed, handler, { type: 'note', task, text: '已约现场' })
    await comes('2026-12-02', 11)
    expect(await reads(handler)).toEqual([`${filed.number} half new`])
    expect(await saidOf(desk)).toHaveLength(1)
    await desk.close()
  })

  it('goes by the hours and days that the operator set', async () => {
    const { desk, filed, handler, boss, reads, comes } = await aRun()
    const { operator } = desk.world
    expect(operator.write(area, { officeHours: '9-5' }).ok).toBe(false)
    operator.write(area, { officeHours: '08:30-12:00,14:00-18:00', supervisedAfter: '1' })
    await comes('2026-12-02', 8)
    expect(await reads(handler)).toEqual([])
    await comes('2026-12-14', 13)
    expect(await reads(boss)).toEqual([])
    await comes('2026-12-14', 14)
    expect(await reads(boss)).toEqual([`${filed.number} supervised new`])
    await desk.close()
  })
})

describe('the list of reminders', () => {
  it('is read by each officer for themselves', async () => {
    const { desk, filed, handler, reads, comes } = await aRun()
    const other = await desk.officer('nurse', 'handler', handler.office)
    const stranger = await desk.officer('vet', 'handler', `${area}-market-regulation`)
    await comes('2026-12-02', 9)
    const list = await listReminders(desk.world, handler)
    const ids = list.ok ? list.value.rows.map(({ id }) => id) : []
    expect(await remindersWaiting(desk.world, handler)).toBe(1)
    await noteRead(desk.world, stranger, ids)
    expect(await remindersWaiting(desk.world, handler)).toBe(1)
    await noteRead(desk.world, handler, [...ids, 'no-reminder'])
    await noteRead(desk.world, handler, ids)
    expect(await remindersWaiting(desk.world, handler)).toBe(0)
    expect(await reads(handler)).toEqual([`${filed.number} half`])
    expect(await reads(other)).toEqual([`${filed.number} half new`])
    expect(await reads(stranger)).toEqual([])
    await comes('2026-12-08', 9)
    expect(await reads(handler)).toEqual([`${filed.number} soon new`])
    await desk.close()
  })

  it('is for those who handle and oversee alone', async () => {
    const { desk, handler } = await aRun()
    for (const role of ['reward-officer', 'auditor', 'administrator'] satisfies Role[]) {
      const officer = { ...handler, role }
      expect((await listReminders(desk.world, officer)).ok).toBe(false)
      expect(await remindersWaiting(desk.world, officer)).toBeUndefined()
    }
    await desk.close()
  })

  it('never shows an accusation to whom it accuses', async () => {
    const { desk, handler, boss, reads, comes } = await aRun({
      stream: 'accusation',
      accused: 'health-commission',
    })
    const accused = { ...boss, department: 'health-commission' }
    await comes('2027-01-20', 10)
    expect((await reads(boss)).length).toBeGreaterThan(0)
    expect([
      await reads(accused),
      await reads({ ...handler, department: 'health-commission' }),
    ]).toEqual([[], []])
    await desk.close()
  })

  it('leaves out what stands aside', async () => {
    const { desk, filed, intake, handler, reads, comes } = await aRun()
    await comes('2026-12-02', 9)
    expect(await reads(handler)).toHaveLength(1)
    const blocked = await blockSender(desk.world, intake, {
      number: filed.number,
      reason: '一天来了二十件，都是假的',
      days: 30,
    })
    expect(blocked.ok).toBe(true)
    await desk.world.db.transaction(
      async (tx) =>
        await tx
          .insertInto('shelved')
          .values({ caseId: filed.id, block: 'b', area, at: desk.world.clock() })
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
    )
    await comes('2026-12-08', 9)
    expect(await reads(handler)).toEqual([])
    await desk.world.db.transaction(async (tx) => await tx.deleteFrom('shelved').execute())
    await comes('2026-12-09', 9)
    expect(await reads(handler)).toEqual([`${filed.number} soon new`])
    await desk.close()
  })
})

it('looks at no clock before its time, and at none that stands still or has ended', async () => {
  const { desk, filed, handler, comes } = await aRun()
  const looks = async () =>
    (
      await desk.world.db.read(
        async (tx) =>
          await tx.selectFrom('tasks').select('lookAt').where('role', '=', 'lead').execute(),
      )
    ).map(({ lookAt }) => lookAt)
  expect(await looks()).toEqual([startOf('2026-12-02') + 9 * hour])
  expect(await escalateDue(desk.world)).toBe(0)
  const task = await taskOf(desk, filed)
  await does(desk, filed, handler, { type: 'accept', task })
  const document = '荣卫鉴委〔2026〕3号'
  await does(desk, filed, handler, { type: 'pause', task, reason: 'appraisal', document })
  expect(await looks()).toEqual([NEVER])
  await desk.world.db.transaction(
    async (tx) => await tx.updateTable('tasks').set({ lookAt: 0 }).execute(),
  )
  await comes('2026-12-03', 9)
  expect(await looks()).toEqual([NEVER])
  await desk.close()
})
