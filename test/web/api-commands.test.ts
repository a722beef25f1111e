import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { caseByNumber, caseEvents } from '#store/cases.ts'
import { disableOfficer, officerById, saveOfficer } from '#store/officers.ts'
import { aProgram, type Program } from './api-desk.ts'
import { aDesk, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

const health = '500153-health-commission'

let desk: TestDesk
let handler: Program
let intake: Program
let supervisor: Program
let elsewhere: Program
beforeAll(async () => {
  desk = await aDesk()
  handler = await aProgram(desk, ['wei', 'handler', health])
  intake = await aProgram(desk, ['xietiao', 'intake', '500153-intake'])
  supervisor = await aProgram(desk, ['dudao', 'supervisor', health])
  elsewhere = await aProgram(desk, ['yaojian', 'handler', '500153-medical-insurance'])
})
afterAll(async () => await desk.close())

/** A case, its first task and its version, as the program reads them. */
async function filed() {
  const { number } = await desk.report({ offence: 'A1' })
  const { body, headers } = await handler.get(`/cases/${number}`)
  const own = body.tasks.find(({ mine }: { mine: boolean }) => mine)
  const task: string = own.task
  return { number, task, etag: headers.get('etag') ?? '', version: body.file.version as number }
}

const eventsOf = async (number: string): Promise<number> =>
  await desk.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    return row ? (await caseEvents(tx, row.id)).length : 0
  })

const accepts = (task: string) => ({ deed: { type: 'accept', task } })

describe('a deed by a program', () => {
  it('is done as at the desk: accepted, with the version that was read', async () => {
    const { number, task, etag, version } = await filed()
    const done = await handler.post(`/cases/${number}/commands`, accepts(task), {
      'if-match': etag,
    })
    expect([done.status, done.body]).toEqual([
      200,
      { number, done: 'accept', version: version + 1 },
    ])
    const read = await handler.get(`/cases/${number}`)
    expect(read.body.file.state).toBe('accepted')
    expect(read.body.tasks.find((one: { task: string }) => one.task === task).state).toBe(
      'accepted',
    )
  })

  it('that the case does not allow is refused with the reason: an illegal transition is 409', async () => {
    const { number, task, version } = await filed()
    const first = await handler.post(`/cases/${number}/commands`, { version, ...accepts(task) })
    const again = { version: first.body.version, ...accepts(task) }
    const refused = await handler.post(`/cases/${number}/commands`, again)
    expect([refused.status, refused.body.refusal]).toEqual([409, 'already-accepted'])
    expect(refused.body.type).toBe('https://jubao.example/problems/wrong-state')
    expect(refused.body.detail).toContain('受理')
    const close = { version: first.body.version, deed: { type: 'close' } }
    expect((await handler.post(`/cases/${number}/commands`, close)).status).toBe(409)
    expect(await eventsOf(number)).toBe(first.body.version)
  })

  it('without the words it needs is 422, with unknown fields or wrong ones 400 and the path of each', async () => {
    const { number, task, version } = await filed()
    const path = `/cases/${number}/commands`
    const empty = { version, deed: { type: 'note', task, text: '' } }
    expect(await handler.post(path, empty)).toMatchObject({ status: 422 })
    const more = { version, deed: { type: 'note', task, text: '看过了', secretly: true } }
    const unknown = await handler.post(path, more)
    expect([unknown.status, unknown.body.errors]).toMatchObject([400, [{ path: 'deed' }]])
    const wrong = { version: 'x', deed: { type: 'decline', task, reason: 'lazy', text: 'x' } }
    const { body } = await handler.post(path, wrong)
    const paths = body.errors.map((one: { path: string }) => one.path)
    expect(paths).toEqual(['version', 'deed.reason'])
    expect(await eventsOf(number)).toBe(version)
  })

  it('needs the version that was read: 428 without, 412 with an old one, which says what changed', async () => {
    const { number, task, version } = await filed()
    const path = `/cases/${number}/commands`
    expect((await handler.post(path, accepts(task))).status).toBe(428)
    const note = { version, deed: { type: 'note', task, text: '先看看' } }
    await handler.post(path, note)
    const late = await handler.post(path, { version, ...accepts(task) })
    expect([late.status, late.body.version]).toEqual([412, version + 1])
    expect(late.body.changes).toMatchObject([{ type: 'noted', by: 'officer', officer: 'wei经办' }])
    expect(JSON.stringify(late.body)).not.toContain('先看看')
    expect((await handler.post(path, accepts(task), { 'if-match': 'W/"1"' })).status).toBe(400)
  })

  it('of two writers at once is done for one; the other hears that the case has changed', async () => {
    const { number, task, version } = await filed()
    const body = { version, ...accepts(task) }
    const path = `/cases/${number}/commands`
    const both = await Promise.all([handler.post(path, body), handler.post(path, body)])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 412]))
    expect(await eventsOf(number)).toBe(version + 1)
  })

  it('in the name of another office is refused; a case of others is not there, like one that is none', async () => {
    const { number, task, version } = await filed()
    const body = { version, ...accepts(task) }
    const hidden = await elsewhere.post(`/cases/${number}/commands`, body)
    const none = await elsewhere.post('/cases/RC-2026-99999/commands', body)
    expect([hidden.status, hidden.body]).toEqual([404, none.body])
    expect((await intake.post(`/cases/${number}/commands`, body)).status).toBe(409)
    const rule = { version, deed: { type: 'extend', task } }
    expect(await handler.post(`/cases/${number}/commands`, rule)).toMatchObject({ status: 403 })
    const watch = { version, deed: { type: 'supervise', reason: 'serious', text: '群众反映多' } }
    expect((await supervisor.post(`/cases/${number}/commands`, watch)).status).toBe(200)
  })

  it('shows first what the reporter would read, and does nothing', async () => {
    const { number, task, version } = await filed()
    const shown = await handler.post(`/cases/${number}/preview`, { version, ...accepts(task) })
    expect(shown.body.reads.join('')).toContain('受理')
    expect(await eventsOf(number)).toBe(version)
  })
})

describe('one thing asked twice', () => {
  it('under one key is done once and answered alike, also where both come at the same time', async () => {
    const { number, task, version } = await filed()
    const path = `/cases/${number}/commands`
    const note = { version, deed: { type: 'note', task, text: '去过现场' } }
    const key = { 'idempotency-key': 'the-same-key-0001' }
    const answers = await Promise.all(
      [1, 2, 3].map(async () => await handler.post(path, note, key)),
    )
    const done = answers.filter(({ status }) => status === 200)
    expect(done.length).toBeGreaterThan(0)
    for (const { status } of answers) expect([200, 409]).toContain(status)
    const again = await handler.post(path, note, key)
    expect([again.status, again.body]).toEqual([200, done[0]?.body])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await eventsOf(number)).toBe(version + 1)
  })

  it('with other words under the same key is refused; after a day the key is forgotten', async () => {
    const { number, task, version } = await filed()
    const path = `/cases/${number}/commands`
    const key = { 'idempotency-key': 'the-same-key-0002' }
    await handler.post(path, { version, deed: { type: 'note', task, text: '去过现场' } }, key)
    const other = { version, deed: { type: 'note', task, text: '没有去过' } }
    const refused = await handler.post(path, other, key)
    expect([refused.status, refused.body.type]).toEqual([
      422,
      'https://jubao.example/problems/key-used',
    ])
    desk.later(25 * 3_600_000)
    expect((await handler.post(path, other, key)).status).toBe(412)
  })

  it('that changed nothing frees its key, and without a key nothing is done', async () => {
    const { number, task, version } = await filed()
    const path = `/cases/${number}/commands`
    const key = { 'idempotency-key': 'the-same-key-0003' }
    const stale = { version: version - 1, ...accepts(task) }
    expect((await handler.post(path, stale, key)).status).toBe(412)
    expect((await handler.post(path, { version, ...accepts(task) }, key)).status).toBe(200)
    const none = { 'idempotency-key': '' }
    expect((await handler.post(path, { version, ...accepts(task) }, none)).status).toBe(400)
  })
})

describe('a program works for its officer as they are now', () => {
  it('whose token is over in the middle of its work: 401, and the work that was done stays', async () => {
    const short = await aProgram(desk, ['linshi', 'handler', health])
    const { number, task, version } = await filed()
    const first = await short.post(`/cases/${number}/commands`, { version, ...accepts(task) })
    desk.later(31 * 86_400_000)
    const next = { version: first.body.version, deed: { type: 'note', task, text: '去过' } }
    const over = await short.post(`/cases/${number}/commands`, next)
    expect([over.status, over.body.type]).toEqual([
      401,
      'https://jubao.example/problems/token-over',
    ])
    expect(over.headers.get('www-authenticate')).toBe('Bearer')
    expect(await eventsOf(number)).toBe(first.body.version)
  })

  it('whose role has changed or whose account has ended: at once', async () => {
    const moved = await aProgram(desk, ['diaogang', 'supervisor', health])
    expect((await moved.get('/cases')).status).toBe(200)
    await desk.world.db.transaction(async (tx) => {
      const row = await officerById(tx, moved.officer.id)
      if (row) await saveOfficer(tx, { ...row, role: 'auditor' })
    })
    expect((await moved.get('/cases')).status).toBe(403)
    await desk.world.db.transaction(async (tx) => {
      await disableOfficer(tx, moved.officer.id, desk.world.clock())
    })
    expect((await moved.get('/cases')).status).toBe(401)
  })
})
