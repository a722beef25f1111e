import { strFromU8 } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { CaseForOfficer } from '#core/disclosure.ts'
import type { caseShape } from '#web/api/case-shape.ts'
import { aProgram, type Program } from './api-desk.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

const health = '500153-health-commission'
const name = '鵷鶵隐'
const phone = '13977665544'

let desk: TestDesk
let handler: Program
let intake: Program
let elsewhere: Program
let browser: BrowserLike
const numbers: string[] = []
beforeAll(async () => {
  desk = await aDesk()
  handler = await aProgram(desk, ['wei', 'handler', health])
  intake = await aProgram(desk, ['xietiao', 'intake', '500153-intake'])
  elsewhere = await aProgram(desk, ['yaojian', 'handler', '500153-medical-insurance'])
  for (let n = 0; n < 7; n += 1) numbers.push((await desk.report({ offence: 'A1' })).number)
  browser = aBrowser(desk.app)
  await browser.signIn('xietiao')
})
afterAll(async () => await desk.close())

const numbersIn = (body: { cases: readonly { number: string }[] }): readonly string[] =>
  body.cases.map(({ number }) => number)

describe('lists', () => {
  it('come in pages that lose and repeat nothing while new cases come in', async () => {
    const seen: string[] = []
    let next: string | undefined = ''
    for (let page = 0; next !== undefined && page < 20; page += 1) {
      const more: string = next === '' ? '' : `&cursor=${next}`
      const { status, body } = await handler.get(`/cases?queue=mine&limit=2${more}`)
      expect(status).toBe(200)
      seen.push(...numbersIn(body))
      next = body.next
      if (page === 1) await desk.report({ offence: 'A1' })
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(numbers.filter((number) => !seen.includes(number))).toEqual([])
  })

  it('refuse a cursor that was changed, is of another question or of somebody else', async () => {
    const { body } = await handler.get('/cases?queue=mine&limit=2')
    const cursor: string = body.next
    const changed = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`
    const tries = [
      await handler.get(`/cases?queue=mine&limit=2&cursor=${changed}`),
      await handler.get(`/cases?queue=waiting&limit=2&cursor=${cursor}`),
      await intake.get(`/cases?queue=mine&limit=2&cursor=${cursor}`),
      await handler.get('/cases?queue=mine&cursor=x'),
    ]
    for (const { status, body: told } of tries)
      expect([status, told.type]).toEqual([400, 'https://jubao.example/problems/bad-cursor'])
  })

  it('are narrowed as at the desk', async () => {
    expect((await handler.get('/cases?queue=mine&offence=A1')).body.cases.length).toBeGreaterThan(6)
    expect((await handler.get('/cases?queue=mine&offence=B1')).body.cases).toEqual([])
    expect((await handler.get('/cases?queue=mine&urgent=no')).status).toBe(400)
  })

  it('are the queues of the desk: whoever has not that tab does not have that list', async () => {
    expect((await handler.get('/cases?queue=accusations')).status).toBe(403)
    expect((await intake.get('/cases?queue=accusations')).status).toBe(200)
    expect((await elsewhere.get('/cases?queue=mine')).body.cases).toEqual([])
  })
})

describe('one case', () => {
  it('tells nothing of who the reporter is, nor of address or channel', async () => {
    const told = { offence: 'A1', name, phone, address: 'zq-address-0042' }
    const { number } = await desk.report(told)
    for (const program of [handler, intake]) {
      const { body } = await program.get(`/cases/${number}`)
      const text = JSON.stringify(body)
      for (const secret of [name, phone, 'zq-address', 'web-chat', 'channel'])
        expect([secret, text.includes(secret)]).toEqual([secret, false])
      expect(body.file.standing).toBe('named')
    }
  })

  it('shows what the page of the desk shows: words, tasks, days, reasons, deeds and history', async () => {
    const [number = ''] = numbers
    const { body } = await intake.get(`/cases/${number}`)
    const page = await browser.get(`/desk/cases/${number}`)
    expect(page.text).toContain(body.file.facts.what)
    expect(page.text).toContain(body.tasks[0].officeName)
    expect(body.why.m1.routed.key).toBe(body.file.matters[0].explanation.key)
    const history = await intake.get(`/cases/${number}/history`)
    expect(history.body.history.map((one: { type: string }) => one.type)).toEqual([
      'filed',
      'assigned',
    ])
  })

  it('forgets no field that an officer may see: a new one has to be named', () => {
    type Told = keyof z.output<typeof caseShape>['file'] | 'tasks'
    type Untold = Exclude<keyof CaseForOfficer, Told>
    const untold: [Untold] extends [never] ? 'none' : Untold = 'none'
    expect(untold).toBe('none')
  })

  it('that has not changed since is not sent again', async () => {
    const [number = ''] = numbers
    const first = await handler.get(`/cases/${number}`)
    const mark = first.headers.get('etag') ?? ''
    const same = await handler.get(`/cases/${number}`, { 'if-none-match': mark })
    expect([same.status, same.body]).toEqual([304, ''])
    const task = first.body.tasks[0].task
    const deed = { type: 'note', task, text: '去过现场' }
    await handler.post(`/cases/${number}/commands`, { deed }, { 'if-match': mark })
    const next = await handler.get(`/cases/${number}`, { 'if-none-match': mark })
    expect([next.status, next.headers.get('etag') === mark]).toEqual([200, false])
  })

  it('that may not be seen is answered exactly like one that is none', async () => {
    const [number = ''] = numbers
    for (const rest of ['', '/history', '/evidence', '/evidence/x', '/holds', '/alike']) {
      const hidden = await elsewhere.get(`/cases/${number}${rest}`)
      const none = await elsewhere.get(`/cases/RC-2026-09999${rest}`)
      const wrong = await elsewhere.get(`/cases/nothing${rest}`)
      expect([rest, hidden.status, hidden.body]).toEqual([rest, none.status, none.body])
      expect([rest, wrong.status]).toEqual([rest, none.status === 403 ? 404 : none.status])
    }
  })
})

it('a search finds the words in cases that may be seen, and the words stand in no address', async () => {
  const found = await handler.post('/search', { words: '菜市场' })
  expect(found.body.cases.length).toBeGreaterThan(0)
  expect((await elsewhere.post('/search', { words: '菜市场' })).body.cases).toEqual([])
  expect((await handler.get('/search?words=x')).status).toBe(405)
})

it('the page, its file and the interface tell the same figures, and the cases behind them are as many', async () => {
  const { body } = await intake.get('/figures?period=2026')
  const page = await browser.get('/desk/dashboard?period=2026')
  const file = await desk.app.request(
    'https://jubao.example/desk/dashboard/table.csv?by=offence&period=2026',
    {
      headers: { cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
    },
  )
  const lines = strFromU8(new Uint8Array(await file.arrayBuffer()))
    .trim()
    .split('\r\n')
  const cells = (lines.find((line) => line.includes('无证行医')) ?? '')
    .replaceAll('"', '')
    .split(',')
  const own = body.lines.offence.find((line: { key: string }) => line.key === 'A1')
  const open = cells[lines[0]?.replaceAll('"', '').split(',').indexOf('在办') ?? -1]
  expect([own.name, Number(open)]).toEqual(['无证行医', own.open])
  expect(page.text).toContain(String(body.total.open))
  const behind = await intake.get('/figures/cases?figure=open&by=offence&key=A1&limit=100')
  expect([behind.body.count, behind.body.cases.length]).toEqual([own.open, own.open])
  const drill = await browser.get('/desk/dashboard/cases?figure=open&by=offence&key=A1')
  expect(drill.html).toContain(`<b id="count">${own.open}</b>`)
  expect((await intake.get('/figures?period=yesterday')).status).toBe(400)
})

it('offices, gaps, reminders, blocks and holds are read under the same rights', async () => {
  const offices = await handler.get('/areas/500153/offices')
  expect(offices.body.offices.map((one: { id: string }) => one.id)).toContain(health)
  expect((await handler.get('/areas/370300/offices')).status).toBe(404)
  expect((await intake.get('/gaps')).body.gaps.length).toBeGreaterThan(0)
  expect((await handler.get('/gaps')).status).toBe(403)
  expect((await handler.get('/reminders')).body.reminders).toEqual([])
  expect((await intake.get('/blocks')).body.blocks).toEqual([])
  const supervisor = await aProgram(desk, ['dudao', 'supervisor', health])
  const [number = ''] = numbers
  const held = { held: true, reason: '行政复议要用' }
  expect((await handler.post(`/cases/${number}/holds`, held)).status).toBe(403)
  expect((await supervisor.post(`/cases/${number}/holds`, held)).status).toBe(200)
  expect((await supervisor.post(`/cases/${number}/holds`, held)).status).toBe(409)
  expect((await supervisor.get(`/cases/${number}/holds`)).body.holds).toMatchObject([
    { reason: '行政复议要用' },
  ])
})

it('words that tell who somebody is are masked by a program as at the desk', async () => {
  const { number } = await desk.report({ facts: { what: '我叫鵷鶵隐，那里有人无证打针。' } })
  const { body } = await handler.get(`/cases/${number}`)
  const deed = { type: 'mask', words: [name], reason: '看得出是谁说的' }
  const asked = { version: body.file.version, deed }
  expect((await handler.post(`/cases/${number}/masks`, asked)).status).toBe(200)
  expect(JSON.stringify((await handler.get(`/cases/${number}`)).body)).not.toContain(name)
})
