import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Command } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { dayOf, startOf } from '#core/clock.ts'
import { keepEvents, openCase } from '#service/case-file.ts'
import type { Deed } from '#service/deed.ts'
import { fillDecisions } from '#service/decision-fill.ts'
import { listDecisions } from '#service/decisions.ts'
import { act, readCase } from '#service/desk.ts'
import { escalateDue } from '#service/escalate.ts'
import { againOf } from '#service/oversight.ts'
import { remindOfDecisions } from '#service/remind-decisions.ts'
import { listReminders } from '#service/reminders.ts'
import { caseByNumber } from '#store/cases.ts'
import { aDesk, type FiledCase, type TestDesk } from '../web/world.ts'
import { approved } from './crime-scene.ts'
import { health, intakeOffice } from './department-scene.ts'

const hour = 3_600_000
const words = '金丝雀：去了两次，没有发现无证行医。'

let desk: TestDesk
let filed: FiledCase
let wei: Officer
let lin: Officer
let intake: Officer
let boss: Officer
/** A report of Friday, 20 November 2026, with a department of two. */
beforeEach(async () => {
  desk = await aDesk()
  filed = await desk.report()
  wei = await desk.officer('wei', 'handler', health)
  lin = await desk.officer('lin', 'handler', health)
  intake = await desk.officer('intake', 'intake', intakeOffice)
  boss = await desk.officer('boss', 'supervisor', intakeOffice)
})
afterEach(async () => await desk.close())

const rounds = async (world = desk.world): Promise<void> => {
  while ((await remindOfDecisions(world)) > 0);
}
const comes = async (day: string, hours = 9): Promise<void> => {
  desk.later(startOf(day) + hours * hour - desk.world.clock())
  await rounds()
}
/** Every hour until a day comes. */
const passes = async (day: string): Promise<void> => {
  while (dayOf(desk.world.clock()) < day) {
    desk.later(hour)
    await rounds()
  }
}
const does = async (by: Officer, deed: Deed): Promise<void> => {
  const read = await readCase(desk.world, by, filed.number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version } = read.value.file
  const done = await act(desk.world, by, { number: filed.number, version }, deed)
  if (!done.ok) throw new Error(done.refusal.key)
}
const leadTask = async (): Promise<string> => {
  const read = await readCase(desk.world, boss, filed.number)
  return read.ok ? (read.value.tasks.find(({ role }) => role === 'lead')?.task ?? '') : ''
}
const reads = async (officer: Officer): Promise<readonly string[]> => {
  const list = await listReminders(desk.world, officer)
  if (!list.ok) throw new Error(list.refusal.key)
  return list.value.rows.map(({ decision, step }) => `${decision ?? 'task'} ${step}`)
}
const said = async (): Promise<readonly string[]> =>
  await desk.world.db.read(async (tx) =>
    (
      await tx
        .selectFrom('reminders')
        .select(['step', 'at', 'reach'])
        .where('decision', '<>', '')
        .orderBy('at')
        .execute()
    ).map(
      ({ step, at, reach }) => `${step} ${dayOf(at)} ${(at - startOf(dayOf(at))) / hour} ${reach}`,
    ),
  )
const listed = async (officer: Officer): Promise<readonly string[]> => {
  const list = await listDecisions(desk.world, officer)
  return list.ok ? list.value.rows.map(({ kind, due }) => `${kind} ${due?.on ?? '-'}`) : []
}

/** The answer is written and waits for a second officer; due on 15 February 2027 at the latest. */
const drafts = async (): Promise<string> => {
  const task = await leadTask()
  await does(wei, { type: 'accept', task })
  await does(wei, { type: 'conclude', task, outcome: 'unfounded', text: words })
  return task
}

/** As the reporter. */
const asks = async (command: Command): Promise<void> => {
  const { world } = desk
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, filed.number)
    if (!row) throw new Error('no such case')
    const file = await openCase(world, tx, row)
    const again = await againOf(world, tx, file.case)
    const by = { kind: 'reporter' } as const
    const made = decide(file.case, command, {
      at: world.clock(),
      by,
      id: () => world.id(),
      ...again,
    })
    if (!made.ok) throw new Error(made.refusal.key)
    await keepEvents(world, tx, file, made.value)
  })
}

describe('an answer that waits for a second officer', () => {
  it('is told to colleagues step by step, each once and in office hours, then to those above; never to who wrote it', async () => {
    await drafts()
    const [due = ''] = (await listed(lin)).map((line) => line.slice(-10))
    await passes(due)
    await comes(due)
    expect((await said()).map((line) => line.replace(/ \d{4}-\S+/, ''))).toEqual([
      'half 9 office',
      'soon 9 office',
      'due 9 office',
    ])
    expect([await reads(lin), await reads(wei), await reads(intake), await reads(boss)]).toEqual([
      ['review due'],
      [],
      [],
      [],
    ])
    desk.later(20 * 24 * hour)
    await comes(dayOf(desk.world.clock()), 10)
    expect((await reads(boss)).concat(await reads(intake))).toEqual([
      'review supervised',
      'review supervised',
    ])
  })

  it('is said no more when it left, and a second one begins anew', async () => {
    const task = await drafts()
    await comes('2026-12-04', 10)
    expect((await reads(lin)).length).toBe(1)
    await does(lin, { type: 'send-back-review', task, reason: '写明是哪两天' })
    expect([await reads(lin), await said()]).toEqual([[], []])
    await does(wei, { type: 'conclude', task, outcome: 'unfounded', text: `${words}二。` })
    await rounds()
    expect(await reads(lin)).toEqual([])
    desk.later(80 * 24 * hour)
    await comes(dayOf(desk.world.clock()), 10)
    expect(await reads(lin)).toEqual(['review supervised'])
    await does(lin, { type: 'review', task, changesSeen: true })
    expect([await reads(boss), await listed(boss)]).toEqual([[], []])
  })

  it('stands beside the clock of the part itself: neither hides the other', async () => {
    await drafts()
    desk.later(200 * 24 * hour)
    await comes(dayOf(desk.world.clock()), 10)
    await escalateDue(desk.world)
    await does(wei, { type: 'note', task: await leadTask(), text: '又去了一次' })
    await rounds()
    expect((await reads(lin)).toSorted()).toEqual(['review supervised', 'task supervised'])
  })

  it('after days without power, and with two processes, the latest is said once; a clock that goes back says nothing twice', async () => {
    await drafts()
    desk.later(200 * 24 * hour)
    desk.later(startOf(dayOf(desk.world.clock())) + 10 * hour - desk.world.clock())
    while (new Date(desk.world.clock()).getUTCDay() % 6 === 0) desk.later(24 * hour)
    await Promise.all([rounds(), rounds({ ...desk.world, worker: 'other' })])
    expect(await reads(lin)).toEqual(['review supervised'])
    const before = await said()
    desk.later(-190 * 24 * hour)
    await does(wei, { type: 'note', task: await leadTask(), text: '电话问过' })
    await rounds()
    expect(await said()).toEqual(before)
  })
})

describe('what a supervisor decides', () => {
  it('more days asked for must be answered before the clock ends: the supervisors hear it, and the coordinating post when it is late', async () => {
    const task = await leadTask()
    await does(wei, { type: 'accept', task })
    await does(wei, { type: 'ask-extension', task, text: '要等鉴定' })
    const [due = ''] = (await listed(boss)).map((line) => line.slice(-10))
    await comes(due, 10)
    expect([await reads(boss), await reads(lin), await reads(intake)]).toEqual([
      ['extension due'],
      [],
      [],
    ])
    desk.later(24 * hour)
    while (new Date(desk.world.clock()).getUTCDay() % 6 === 0) desk.later(24 * hour)
    await rounds()
    expect(await reads(intake)).toEqual(['extension overdue'])
    await does(boss, { type: 'refuse-extension', task, reason: '不是复杂的事' })
    expect([await reads(boss), await reads(intake)]).toEqual([[], []])
  })

  it('再查 runs by its own limit', async () => {
    const task = await drafts()
    await does(lin, { type: 'review', task })
    await asks({ type: 'request-re-examination', text: '还在开门' })
    const [due = ''] = (await listed(boss)).map((line) => line.slice(-10))
    await comes(due, 10)
    expect([await reads(boss), await reads(intake), await reads(lin)]).toEqual([
      ['re-examination due'],
      [],
      [],
    ])
    await does(boss, { type: 'refuse-re-examination', text: '去过两次' })
    expect(await reads(boss)).toEqual([])
  })

  it('is silent while the clock stands still', async () => {
    const task = await leadTask()
    await does(wei, { type: 'accept', task })
    await does(wei, { type: 'ask-extension', task, text: '要等鉴定' })
    const document = '荣卫鉴委〔2026〕3号'
    await does(wei, { type: 'pause', task, reason: 'appraisal', document })
    await comes('2027-06-01', 10)
    expect([await said(), await listed(boss)]).toEqual([[], ['extension -']])
  })
})

describe('a part that went to the police', () => {
  it('needs its letter, then the receipt: both are in the list with their days, and are told', async () => {
    const task = await leadTask()
    await does(wei, { type: 'accept', task })
    await does(wei, {
      type: 'conclude',
      task,
      outcome: 'transferred-to-police',
      text: '移送公安机关处理。',
    })
    await does(lin, { type: 'review', task })
    const [letter = ''] = await listed(wei)
    expect(letter).toMatch(/^transfer-letter 2026-11-\d\d$/)
    await comes('2026-12-04', 10)
    expect([await reads(wei), await reads(intake)]).toEqual([
      ['transfer-letter supervised'],
      ['transfer-letter supervised'],
    ])
    await approved(desk.world, { number: filed.number, by: wei, task })
    await does(wei, {
      type: 'transfer',
      task,
      to: 'police',
      organ: '荣昌区公安局',
      basis: 'hand-over-rules',
      materials: ['移送书'],
      on: '2026-12-04',
    })
    expect(await listed(wei)).toEqual(['prosecutor-copy -', 'transfer-receipt 2026-12-07'])
    await comes('2026-12-07', 10)
    expect(await reads(wei)).toHaveLength(1)
    const read = await readCase(desk.world, wei, filed.number)
    const transfer = read.ok ? (read.value.file.transfers?.[0]?.id ?? '') : ''
    await does(wei, { type: 'receive-transfer', transfer, on: '2026-12-07' })
    const next = ['prosecutor-copy -', 'police-answer 2026-12-10']
    expect([await reads(wei), await listed(wei), await listed(boss)]).toEqual([[], next, next])
  })
})

describe('what waited before there was a list', () => {
  it('is listed by the rounds, a damaged report is skipped and keeps no other out', async () => {
    const { db } = desk.world
    const damaged = await desk.report()
    const task = await leadTask()
    await does(wei, { type: 'accept', task })
    await does(wei, { type: 'ask-extension', task, text: '要等鉴定' })
    await db.transaction(async (tx) => {
      await tx.deleteFrom('decisions').execute()
      await tx
        .insertInto('decisionsToFill')
        .values([{ caseId: filed.id }, { caseId: damaged.id }, { caseId: 'gone' }])
        .execute()
      await tx
        .updateTable('caseEvents')
        .set({ sealed: new Uint8Array(40) })
        .where('caseId', '=', damaged.id)
        .execute()
    })
    expect(await listed(boss)).toEqual([])
    expect([await fillDecisions(desk.world), await fillDecisions(desk.world)]).toEqual([3, 0])
    expect((await listed(boss)).length).toBe(1)
    expect(desk.logged.join()).toContain('cannot be listed')
  })
})
