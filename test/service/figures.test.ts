import { expect, it } from 'vitest'
import { periodAround } from '#core/period.ts'
import { figures, readBehind, readDashboard, type Line } from '#service/dashboard.ts'
import { act } from '#service/desk.ts'
import { eraseCase } from '#service/erasure.ts'
import { fillFacts } from '#service/fact-fill.ts'
import { createMonthCounting } from '#service/month-figures.ts'
import { caseById, tasksOf } from '#store/cases.ts'
import { factsOfCase } from '#store/facts.ts'
import { aDesk, type TestDesk } from '../web/world.ts'

const day = 24 * 3_600_000
const intake = '500153-intake'

const lineOf = async (desk: TestDesk, key = '2026'): Promise<Line | undefined> => {
  const boss = await desk.officer('boss', 'supervisor', intake)
  const year = { kind: 'year', key, from: `${key}-01-01`, to: `${key}-12-31` } as const
  const board = await readDashboard(desk.world, boss, { period: year })
  return board.ok ? board.value.total : undefined
}

const versionOf = async (desk: TestDesk, id: string): Promise<number> =>
  (await desk.world.db.read(async (tx) => await caseById(tx, id)))?.version ?? 0

it('a report is counted from the moment it is filed to its conclusion, in the same transaction', async () => {
  const desk = await aDesk()
  const { id, number, offices } = await desk.report()
  const doctor = await desk.officer('doctor', 'handler', offices[0] ?? '')
  expect(await lineOf(desk)).toMatchObject({ open: 1, given: 1, accepted: 0, closed: 0 })
  const [task = ''] = (await desk.world.db.read(async (tx) => await tasksOf(tx, id)))
    .filter(({ role }) => role === 'lead')
    .map((one) => one.task)
  desk.later(3 * day)
  const accepted = await act(
    desk.world,
    doctor,
    { number, version: await versionOf(desk, id) },
    { type: 'accept', task },
  )
  expect(accepted.ok).toBe(true)
  expect(await lineOf(desk)).toMatchObject({ open: 1, accepted: 1, acceptMedian: 1 })
  desk.later(200 * day)
  expect(await lineOf(desk)).toMatchObject({ open: 1, overdue: 1, owed: 1, onTime: 0 })
  expect(await lineOf(desk, '2025')).toMatchObject({ open: 1, overdue: 1, owed: 0, given: 0 })
  const concluded = await act(
    desk.world,
    doctor,
    { number, version: await versionOf(desk, id) },
    { type: 'conclude', task, outcome: 'substantiated', noPenaltyReason: '已改正', text: '查实' },
  )
  expect(concluded.ok).toBe(true)
  expect(await lineOf(desk, '2027')).toMatchObject({
    open: 0,
    overdue: 0,
    closed: 1,
    late: 1,
    unnumbered: 1,
    onTime: 0,
  })
  await desk.close()
})

it('older reports are counted a few at a time, and the same as if they had been from the start', async () => {
  const desk = await aDesk()
  const filed = []
  for (let n = 0; n < 23; n += 1) filed.push(await desk.report())
  const ids = filed.map(({ id }) => id)
  const all = async () =>
    await desk.world.db.read(
      async (tx) => await tx.selectFrom('facts').selectAll().orderBy('caseId').execute(),
    )
  const before = await all()
  expect(before).toHaveLength(23)
  await desk.world.db.transaction(async (tx) => {
    await tx.deleteFrom('facts').execute()
    await tx
      .insertInto('uncounted')
      .values([...ids, 'gone'].map((caseId) => ({ caseId })))
      .execute()
  })
  expect(await fillFacts(desk.world)).toBe(20)
  expect((await all()).length).toBeLessThan(23)
  while ((await fillFacts(desk.world)) > 0);
  expect(await all()).toEqual(before)
  await desk.close()
})

it('a month that is over is counted once; what changes in it later is seen at once', async () => {
  const desk = await aDesk()
  const { world } = desk
  const first = await desk.report()
  for (let n = 1; n < 5; n += 1) await desk.report()
  const fresh = await lineOf(desk)
  desk.later(60 * day)
  const count = createMonthCounting(world)
  for (let n = 0; n < 4; n += 1) await count()
  const months = await world.db.read(
    async (tx) => await tx.selectFrom('monthFigures').select(['month', 'office']).execute(),
  )
  expect([...new Set(months.map(({ month }) => month))].toSorted()).toEqual(['2026-11', '2026-12'])
  expect((await lineOf(desk))?.given).toBe(fresh?.given)

  await world.db.transaction(async (tx) => {
    const row = await caseById(tx, first.id)
    if (!row) throw new Error('not there')
    await eraseCase(world, tx, row, { why: 'asked', by: 'reporter' })
  })
  expect((await lineOf(desk))?.given).toBe(4)
  await desk.close()
})

it('of an erased report neither place nor channel stays, and it is in nobody’s hand', async () => {
  const desk = await aDesk()
  const { id, number, offices } = await desk.report()
  const doctor = await desk.officer('doctor', 'handler', offices[0] ?? '')
  const [task = ''] = (await desk.world.db.read(async (tx) => await tasksOf(tx, id)))
    .filter(({ role }) => role === 'lead')
    .map((one) => one.task)
  const point = { number, version: await versionOf(desk, id) }
  await act(desk.world, doctor, point, {
    type: 'decline',
    task,
    reason: 'no-clear-object',
    text: '说不清是哪里',
  })
  const facts = async () => await desk.world.db.read(async (tx) => await factsOfCase(tx, id))
  expect(await facts()).toMatchObject([{ state: 'closed', channel: 'web-chat' }])
  await desk.world.db.transaction(async (tx) => {
    const row = await caseById(tx, id)
    if (row) await eraseCase(desk.world, tx, row, { why: 'asked', by: 'reporter' })
  })
  expect(await facts()).toMatchObject([{ state: 'closed', place: '', channel: '' }])
  await desk.close()
})

it('accusations are in no figure and behind none', async () => {
  const desk = await aDesk()
  await desk.report({ stream: 'accusation', accused: 'health-commission' })
  await desk.report({ stream: 'accusation' })
  expect(await lineOf(desk)).toMatchObject({ open: 0, given: 0 })
  const boss = await desk.officer('boss', 'supervisor', intake)
  for (const figure of figures) {
    const asked = { period: periodAround('year', '2026-11-20'), figure, key: '' }
    const list = await readBehind(desk.world, boss, asked, { limit: 10 })
    expect(list).toMatchObject({ ok: true, value: { count: 0, items: [] } })
  }
  await desk.close()
})

it('who handles sees the figures of their office, who audits or keeps the machine sees no case behind them', async () => {
  const desk = await aDesk()
  const { offices } = await desk.report()
  const period = periodAround('year', '2026-11-20')
  const doctor = await desk.officer('doctor', 'handler', offices[0] ?? '')
  const other = await desk.officer('other', 'handler', '500153-medical-insurance')
  const auditor = await desk.officer('auditor', 'auditor', '')
  const keeper = await desk.officer('keeper', 'administrator', '')
  const given = async (who: typeof doctor, area?: string) => {
    const board = await readDashboard(desk.world, who, { period, ...(area ? { area } : {}) })
    return board.ok ? board.value.total.given : board.refusal.key
  }
  expect(await given(doctor)).toBe(1)
  expect(await given(other)).toBe(0)
  expect(await given(auditor)).toBe(1)
  expect(await given(keeper, '500153')).toBe(1)
  expect(await given(doctor, '370300')).toBe(1)
  expect(await given(keeper, 'nowhere')).toBe('area-not-yours')
  for (const who of [auditor, keeper]) {
    const list = await readBehind(
      desk.world,
      who,
      { period, figure: 'given', key: '' },
      { limit: 9 },
    )
    expect(list).toMatchObject({ ok: false, refusal: { key: 'role-may-not' } })
  }
  await desk.close()
})
