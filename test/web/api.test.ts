import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { auditOf } from '#store/audit.ts'
import { operations } from '#web/api/operations.ts'
import { problemKeys, problems } from '#web/api/problems.ts'
import { aProgram, documentOf, withToken, type Program } from './api-desk.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, password, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

let desk: TestDesk
let handler: Program
let administrator: Program
beforeAll(async () => {
  desk = await aDesk()
  handler = await aProgram(desk, ['wei', 'handler', '500153-health-commission'])
  administrator = await aProgram(desk, ['guanli', 'administrator', ''])
})
afterAll(async () => await desk.close())

const publicPage = async (path: string) => {
  const response = await desk.app.request(`https://jubao.example${path}`)
  return { status: response.status, text: await response.text() }
}

it('the document is OpenAPI 3.1 as an independent validator reads it', async () => {
  const document = await documentOf(desk)
  const { valid, errors } = await new Validator().validate({ ...document })
  expect([errors, valid]).toEqual([undefined, true])
  expect(document.openapi).toBe('3.1.0')
})

it('every door for programs stands in the document, and nothing else does', async () => {
  const { paths } = await documentOf(desk)
  const told = Object.entries(paths).flatMap(([path, entries]) =>
    Object.keys(entries).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const doors = desk.app.routes
    .filter(({ path }) => path.startsWith('/api/v1/') && !path.endsWith('openapi.json'))
    .map(({ method, path }) => `${method} ${path.slice(7).replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(doors.toSorted()).toEqual(told.toSorted())
  const named = operations.map(({ method, path }) => `${method} ${path}`)
  expect(named.toSorted()).toEqual(told.toSorted())
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  console.log(`api: ${operations.length} operations`)
})

it('the reference names every operation in Chinese and English, and every failure has a page with its cure', async () => {
  const reference = await publicPage('/api/v1')
  for (const { id, zh } of operations) {
    expect(reference.text).toContain(`id="${id}"`)
    expect(zh).toMatch(/\p{Script=Han}/u)
  }
  for (const key of problemKeys) {
    const { status, text } = await publicPage(`/problems/${key}`)
    expect([key, status, text.includes(problems[key].en)]).toEqual([key, 200, true])
  }
  expect((await publicPage('/problems/no-such-one')).status).toBe(404)
})

it('without a good token nothing is answered, whatever is asked', async () => {
  const strangers = ['', 'x'.repeat(43), 'short'].map((token) =>
    withToken(desk, handler.officer, token),
  )
  for (const { id, method, path } of operations) {
    const at = path.replaceAll(/\{number\}/g, 'RC-2026-00001').replaceAll(/\{\w+\}/g, 'x')
    for (const one of strangers) {
      const { status, body } = method === 'GET' ? await one.get(at) : await one.post(at, {})
      expect([id, status, body.type]).toEqual([
        id,
        401,
        'https://jubao.example/problems/token-unknown',
      ])
    }
  }
})

it('the token of an administrator reads no case, by no number and no list', async () => {
  const { number } = await desk.report({ offence: 'A1' })
  for (const path of ['/cases', `/cases/${number}`, `/cases/${number}/history`, '/reminders'])
    expect([path, (await administrator.get(path)).status]).toEqual([path, 403])
  expect((await administrator.post('/search', { words: '菜市场' })).status).toBe(403)
  expect((await administrator.get('/figures/cases?figure=open')).status).toBe(403)
  expect((await administrator.get('/officers')).status).toBe(200)
  expect((await handler.get('/officers')).status).toBe(403)
})

it('what is no JSON, too large, or asked in another way is refused by its own status', async () => {
  const path = '/reminders/read'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await handler.post(path, { ids: [] }, form)).status).toBe(415)
  const long = { ids: [], more: 'x'.repeat(200_000) }
  expect((await handler.post(path, long)).status).toBe(413)
  expect((await handler.post(path, { ids: [], more: 1 })).status).toBe(400)
  const wrong = await handler.get('/reminders/read')
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
  expect((await handler.get('/no-such-thing')).status).toBe(404)
  const query = await handler.get('/cases?queue=mine&limit=500&more=1')
  expect(query.body.errors.map((one: { path: string }) => one.path)).toEqual(['limit', ''])
})

it('who asks in English is told in English, and no answer may be kept by anybody on the way', async () => {
  const { body, headers } = await handler.get('/no-such-thing', { 'accept-language': 'en' })
  expect(body.title).toBe('Not found')
  expect(headers.get('cache-control')).toBe('no-store')
  expect((await handler.get('/me')).headers.get('cache-control')).toBe('no-store')
})

it('a token that asks too fast is told how long to wait, and no other is', async () => {
  const office = '500153-health-commission'
  const hasty = await aProgram(desk, ['jixing', 'handler', office], ['read:figures'])
  const statuses: number[] = []
  let wait = ''
  for (let n = 0; n < 301; n += 1) {
    const { status, headers } = await hasty.get('/cases')
    statuses.push(status)
    wait = headers.get('retry-after') ?? ''
  }
  const ofScope = statuses.filter((status) => status === 403).length
  expect([ofScope, statuses.at(-1), wait]).toEqual([300, 429, '1'])
  expect((await handler.get('/me')).status).toBe(200)
  desk.later(1000)
  expect((await hasty.get('/me')).status).toBe(200)
})

it('every call is on record: who, by which token, what', async () => {
  const { number } = await desk.report({ offence: 'A1' })
  await handler.get(`/cases/${number}`)
  const entries = await desk.world.db.read(async (tx) => await auditOf(tx, number))
  const [call] = entries.filter(({ action }) => action === 'api-called')
  expect(call).toMatchObject({ actor: `officer:${handler.officer.id}` })
  expect(call?.reason).toMatch(/^token:\S+ readCase$/)
})

it('an officer makes a token at the desk, sees it once, and ends it; a token makes none', async () => {
  const browser = aBrowser(desk.app)
  await browser.signIn('wei')
  const page = await browser.get('/desk/tokens')
  expect(page.text).toContain('read:cases')
  expect(page.text).not.toContain('manage:officers')
  const none = await browser.submit(page, 'name="scopes"', {
    name: '政务平台',
    days: '30',
    now: password,
  })
  expect([none.status, none.text.includes('至少选一项')]).toEqual([422, true])
  const stolen = { name: '政务平台', days: '30', scopes: ['manage:officers'], now: password }
  expect((await browser.submit(none, 'name="scopes"', stolen)).status).toBe(422)
  const wanted = { name: '政务平台', days: '90', scopes: ['read:cases', 'read:figures'] }
  const proved = { ...wanted, now: password }
  const shown = await browser.submit(none, 'name="scopes"', proved)
  const token = /id="token">([\w-]{43})</.exec(shown.html)?.[1] ?? ''
  const program = withToken(desk, handler.officer, token)
  const me = await program.get('/me')
  expect(me.body).toMatchObject({ token: { name: '政务平台', scopes: wanted.scopes } })
  expect((await program.post('/reminders/read', { ids: [] })).status).toBe(200)

  const list = await browser.get('/desk/tokens')
  expect(list.html).not.toContain(token)
  expect(list.text).toContain('最近用于')
  const asCookie = await desk.app.request('https://jubao.example/desk/tokens', {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(asCookie.status).toBe(401)
  await browser.submit(list, '撤销政务平台')
  expect((await program.get('/me')).status).toBe(401)
})
