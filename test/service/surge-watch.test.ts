import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noteAdverse, raiseAdverse } from '#service/adverse.ts'
import { createSurgeWatch } from '#service/surge-watch.ts'
import { readWarning, readWarnings } from '#service/warnings.ts'
import { enterPressLead, settleWarning } from '#service/warning-deeds.ts'
import { eraseCase } from '#service/erasure.ts'
import { caseById } from '#store/cases.ts'
import { aDesk, rongchang, type TestDesk } from '../web/world.ts'
import { quietHalfYear, tells } from './warning-scene.ts'

const aDay = 24 * 3_600_000
const intakeOffice = '500153-intake'
const placeOf = (desk: TestDesk): string =>
  desk.world.packs.areas.get(rongchang)?.places.find(({ within }) => within === rongchang)?.code ??
  ''

let desk: TestDesk
beforeEach(async () => {
  desk = await aDesk()
})
afterEach(async () => await desk.close())

/** The round, until it has nothing more to do. */
const round = async (): Promise<void> => {
  const watch = createSurgeWatch(desk.world)
  for (let n = 0; n < 12; n += 1) await watch()
  await raiseAdverse(desk.world)
}

const warnings = async () =>
  await desk.world.db.read(
    async (tx) => await tx.selectFrom('warnings').selectAll().orderBy('nth').execute(),
  )

/** Eight people in the last three days, where a report a week was usual. */
const surge = async (): Promise<readonly string[]> => {
  await tells(desk, quietHalfYear('2026-11-12'))
  const place = placeOf(desk)
  return await tells(
    desk,
    Array.from({ length: 8 }, (_, n) => ({ day: `2026-11-${17 + (n % 3)}`, offence: 'J2', place })),
  )
}

describe('the daily watch', () => {
  it('warns of a surge with its numbers, to the department whose business it is by the clause', async () => {
    const cases = await surge()
    await round()
    const [warning, ...others] = await warnings()
    expect(others).toEqual([])
    expect(warning).toMatchObject({
      kind: 'surge',
      series: `cell:J2 ${placeOf(desk)}`,
      senders: 8,
      state: 'raised',
      clause: '四(六)',
      toOn: '2026-11-19',
    })
    const intake = await desk.officer('jie', 'intake', intakeOffice)
    const file = await readWarning(desk.world, intake, warning?.id ?? '')
    if (!file.ok) throw new Error(file.refusal.key)
    expect(file.value.cases).toHaveLength(cases.length)
    expect(file.value.days.reduce((sum, one) => sum + one.senders, 0)).toBe(8)
    expect(file.value.history[0]).toMatchObject({ type: 'raised', facts: { senders: 8 } })
  })

  it('looked at twice, after a restart and after the clock was set back, is one warning', async () => {
    await surge()
    await round()
    await round()
    desk.later(-2 * aDay)
    await round()
    desk.later(2 * aDay + aDay)
    await round()
    expect(await warnings()).toHaveLength(1)
  })

  it('that stood still for some days looks at each of them once it runs again', async () => {
    await tells(desk, quietHalfYear('2026-11-12'))
    await round()
    const place = placeOf(desk)
    await tells(
      desk,
      Array.from({ length: 9 }, (_, n) => ({
        day: `2026-11-${20 + (n % 2)}`,
        offence: 'J2',
        place,
      })),
    )
    desk.later(6 * aDay)
    await round()
    expect(await warnings()).toMatchObject([{ kind: 'surge', fromOn: '2026-11-20' }])
  })

  it('a surge caused by one sender raises nothing', async () => {
    await tells(desk, quietHalfYear('2026-11-12'))
    const place = placeOf(desk)
    const many = Array.from({ length: 30 }, (_, n) => ({
      day: `2026-11-${17 + (n % 3)}`,
      offence: n % 2 === 0 ? 'J2' : 'A1',
      place,
      sender: 'one',
    }))
    await tells(desk, many)
    await round()
    expect(await warnings()).toEqual([])
  })

  it('the same text from many addresses is no surge; it is a group of similar texts, for publicity and cyberspace', async () => {
    await tells(desk, quietHalfYear('2026-11-12'))
    const many = Array.from({ length: 12 }, (_, n) => ({
      day: `2026-11-${17 + (n % 3)}`,
      offence: 'J2',
      flock: 'told-first',
    }))
    await tells(desk, many)
    await round()
    expect(await warnings()).toMatchObject([
      {
        kind: 'cluster',
        senders: 12,
        cases: 12,
        clause: '五(三)',
        department: ' publicity cyberspace ',
      },
    ])
  })

  it('does not say anything before four weeks have been counted', async () => {
    await tells(desk, quietHalfYear('2026-11-12').slice(0, 10))
    await tells(
      desk,
      Array.from({ length: 9 }, () => ({ day: '2026-11-19', offence: 'J2' })),
    )
    await round()
    expect(await warnings()).toEqual([])
  })

  it('a surge that goes on and grows is the same warning, with a line more in its history', async () => {
    await surge()
    await round()
    await tells(
      desk,
      Array.from({ length: 9 }, () => ({ day: '2026-11-20', offence: 'J2', place: placeOf(desk) })),
    )
    desk.later(aDay)
    await round()
    const [warning, ...others] = await warnings()
    expect(others).toEqual([])
    expect(warning).toMatchObject({ senders: 17, toOn: '2026-11-20', grade: 2 })
    const lines = await desk.world.db.read(
      async (tx) => await tx.selectFrom('warningEvents').select('type').orderBy('seq').execute(),
    )
    expect(lines.map(({ type }) => type)).toContain('grew')
  })
})

describe('a warning', () => {
  it('is acknowledged, handed over and closed with a word; what was done stays as it was', async () => {
    await surge()
    await round()
    const [row] = await warnings()
    const id = row?.id ?? ''
    const intake = await desk.officer('jie', 'intake', intakeOffice)
    const does = async (deed: Parameters<typeof settleWarning>[3]) => {
      const version = (await warnings())[0]?.version ?? 0
      return await settleWarning(desk.world, intake, { id, version }, deed)
    }
    expect((await does({ type: 'acknowledge', words: '' })).ok).toBe(true)
    expect(await does({ type: 'acknowledge', words: '' })).toMatchObject({
      refusal: { key: 'warning-known' },
    })
    expect(await does({ type: 'close', outcome: 'acted', words: ' ' })).toMatchObject({
      refusal: { key: 'warning-words-missing' },
    })
    expect(await does({ type: 'hand-over', to: ['nobody'], words: '请看' })).toMatchObject({
      refusal: { key: 'warning-whom' },
    })
    expect((await does({ type: 'hand-over', to: ['market-regulation'], words: '请看' })).ok).toBe(
      true,
    )
    expect((await does({ type: 'close', outcome: 'acted', words: '已派人去查' })).ok).toBe(true)
    expect(await does({ type: 'close', outcome: 'acted', words: '再说' })).toMatchObject({
      refusal: { key: 'warning-closed' },
    })
    const file = await readWarning(desk.world, intake, id)
    if (!file.ok) throw new Error(file.refusal.key)
    expect(file.value.history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['raised', 'acknowledged', 'handed-over', 'closed']),
    )
    expect(file.value.history.at(-1)).toMatchObject({ words: { words: '已派人去查' } })
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('warningEvents').selectAll().execute(),
    )
    expect(JSON.stringify(kept)).not.toContain('已派人去查')
  })

  it('is seen by the department it was handed to and by no other', async () => {
    await surge()
    await round()
    const [row] = await warnings()
    const there = (row?.department ?? '').trim().split(' ')[0] ?? ''
    expect(there).not.toBe('')
    const own = await desk.officer('own', 'handler', `500153-${there}`)
    const other = await desk.officer('other', 'handler', '500153-taxation')
    expect((await readWarning(desk.world, own, row?.id ?? '')).ok).toBe(true)
    expect((await readWarning(desk.world, other, row?.id ?? '')).ok).toBe(false)
    const list = await readWarnings(desk.world, other, rongchang)
    expect(list).toMatchObject({ ok: true, value: { open: [] } })
  })

  it('of two who settle it at once one is told that it changed', async () => {
    await surge()
    await round()
    const [row] = await warnings()
    const intake = await desk.officer('jie', 'intake', intakeOffice)
    const at = { id: row?.id ?? '', version: row?.version ?? 0 }
    const first = await settleWarning(desk.world, intake, at, { type: 'acknowledge', words: '' })
    const second = await settleWarning(desk.world, intake, at, {
      type: 'close',
      outcome: 'known',
      words: '知道',
    })
    expect([first.ok, second]).toMatchObject([true, { refusal: { key: 'warning-changed' } }])
  })
})

describe('an adverse event', () => {
  const note = async (caseId: string, text: string, offence = 'A1') =>
    await desk.world.db.transaction(
      async (tx) =>
        await noteAdverse(desk.world, tx, {
          caseId,
          area: rongchang,
          text,
          at: desk.world.clock(),
          matters: [{ offence, stream: 'tip-off' }],
        }),
    )

  it('is recognised by the words of a report and passed on to whom the plan names, once', async () => {
    const { id } = await desk.report()
    await note(id, '我妈在那里输液后全身皮疹、呼吸困难，差点休克。')
    await note(id, '我妈在那里输液后全身皮疹、呼吸困难，差点休克。')
    await round()
    await round()
    expect(await warnings()).toMatchObject([
      { kind: 'adverse', clause: '四(六)', department: ' health-commission ', grade: 3, cases: 1 },
    ])
  })

  it('is not seen where it was denied or only feared', async () => {
    const { id } = await desk.report()
    await note(id, '打针以后没有不良反应，就是没有证。')
    await note(id, '怕过敏，没敢用他的药。')
    await round()
    expect(await warnings()).toEqual([])
  })

  it('of an erased report keeps nothing that leads to it', async () => {
    const { id } = await desk.report({ offence: 'G6' })
    await note(id, '瞒着不上报。', 'G6')
    await round()
    expect(await warnings()).toHaveLength(1)
    await desk.world.db.transaction(async (tx) => {
      const row = await caseById(tx, id)
      if (row) await eraseCase(desk.world, tx, row, { why: 'asked', by: 'reporter' })
    })
    const [warning, ...others] = await warnings()
    expect(others).toEqual([])
    expect(warning).toMatchObject({ kind: 'adverse', place: '', once: warning?.id })
    const cases = await desk.world.db.read(
      async (tx) => await tx.selectFrom('warningCases').selectAll().execute(),
    )
    expect(cases).toEqual([])
  })
})

describe('a press lead', () => {
  it('goes to publicity and cyberspace where the plan names them, and keeps the official answer', async () => {
    const intake = await desk.officer('jie', 'intake', intakeOffice)
    const lead = {
      area: rongchang,
      title: '某报：美容店打针',
      where: '某报 2026-11-18 第三版',
      words: '',
      offence: 'C1',
      place: '',
      on: '2026-11-18',
    }
    const entered = await enterPressLead(desk.world, intake, lead)
    if (!entered.ok) throw new Error(entered.refusal.key)
    expect(await warnings()).toMatchObject([
      { kind: 'press', department: ' publicity cyberspace ', clause: '五(三)' },
    ])
    const publicity = await desk.officer('xuan', 'handler', '500153-publicity')
    const answer = {
      type: 'answer',
      words: '已立案调查，结果会公布。',
      where: '区政府网站',
    } as const
    const version = (await warnings())[0]?.version ?? 0
    const done = await settleWarning(desk.world, publicity, { id: entered.value, version }, answer)
    expect(done.ok).toBe(true)
    const file = await readWarning(desk.world, publicity, entered.value)
    expect(file).toMatchObject({
      value: { history: expect.arrayContaining([expect.objectContaining({ type: 'answered' })]) },
    })
    expect(await enterPressLead(desk.world, intake, { ...lead, on: '2026-12-01' })).toMatchObject({
      refusal: { key: 'press-day' },
    })
  })
})
