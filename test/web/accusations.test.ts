import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '#core/roles.ts'
import { makeToken } from '#service/api-tokens.ts'
import { queues } from '#service/inbox.ts'
import { accountById } from '#service/officers.ts'
import { saveOffices } from '#store/offices.ts'
import { officesIn } from '#service/world.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let against: FiledCase
let plain: FiledCase
const people = new Map<string, BrowserLike>()
const who = (login: string): BrowserLike => {
  const found = people.get(login)
  if (!found) throw new Error(`nobody is called ${login}`)
  return found
}

const staff: readonly (readonly [login: string, role: Role, office: string])[] = [
  ['wei', 'handler', '500153-health-commission'],
  ['weidu', 'supervisor', '500153-health-commission'],
  ['shezai', 'intake', '500153-intake-at-health'],
  ['xietiao', 'intake', '500153-intake'],
  ['sidu', 'supervisor', '500153-justice'],
  ['jian', 'handler', '500153-supervision-commission'],
]
/** All who belong to the department accused, whatever they are. */
const accused = ['wei', 'weidu', 'shezai']

const facts = { what: '区卫生健康委的执法人员收了诊所的钱，举报三次都不查。', who: '执法队队长' }
const told = { stream: 'accusation', offence: 'I4', accused: 'health-commission', facts } as const

beforeAll(async () => {
  desk = await aDesk()
  const { world } = desk
  await world.db.transaction(async (tx) => {
    const offices = await officesIn(world, tx, rongchang)
    const [intake] = offices
    if (!intake) throw new Error('a demonstration has an intake office')
    const atHealth = {
      ...intake,
      id: '500153-intake-at-health',
      name: '综合监管协调岗（卫生健康委）',
      delegatedBy: '荣昌区卫生健康委',
    }
    await saveOffices(tx, rongchang, [...offices, atHealth])
  })
  for (const [login, role, office] of staff) {
    await desk.officer(login, role, office)
    const browser = aBrowser(desk.app)
    await browser.signIn(login)
    people.set(login, browser)
  }
  plain = await desk.report()
  against = await desk.report({ ...told, urgent: 'violence' })
})
afterAll(async () => await desk.close())

describe('an accusation of the health commission', () => {
  it('is in the list of its own at the intake office, and not among the rest', async () => {
    const list = await who('xietiao').get('/desk?queue=accusations')
    expect(list.text).toContain(against.number)
    expect(list.text).not.toContain(plain.number)
    for (const queue of ['open', 'mine'])
      expect((await who('xietiao').get(`/desk?queue=${queue}`)).text).not.toContain(against.number)
  })

  it('is seen by a supervisor who belongs to another department', async () => {
    expect((await who('sidu').get('/desk?queue=accusations')).text).toContain(against.number)
    expect((await who('sidu').get(`/desk/cases/${against.number}`)).status).toBe(200)
  })

  it('in the hand of somebody who may have it is listed and counted alike', async () => {
    const taken = await desk.report({ ...told, urgent: 'violence' })
    await who('xietiao').submit(
      await who('xietiao').get(`/desk/cases/${taken.number}`),
      'value="take"',
    )
    const list = await who('xietiao').get('/desk?queue=taken')
    expect(list.text).toContain(taken.number)
    expect(list.text).toMatch(/我认领的\s*1/)
  })

  it.each(accused)('is in no list of %s, and in no count', async (login) => {
    for (const queue of ['urgent', 'open', 'accusations', 'mine', 'waiting', 'done']) {
      const { text, html } = await who(login).get(`/desk?queue=${queue}`)
      expect(text, queue).not.toContain(against.number)
      expect(html, queue).not.toMatch(/(?:检举控告|紧急)\s*<b>[1-9]/)
    }
  })

  it.each(accused)(
    'shows %s nothing by all that lists, counts, calls, watches or hands over',
    async (login) => {
      const { number } = await desk.report({ ...told, urgent: 'violence' })
      const receiver = who('xietiao')
      const at = `/desk/cases/${number}`
      await receiver.submit(await receiver.get(at), 'value="take"')
      const text = `@${login}经办 请看一下`
      await receiver.submit(await receiver.get(at), 'name="deed" value="note"', {
        text,
        stage: 'do',
      })
      const browser = who(login)
      const csrf = (await browser.get('/desk/account')).forms[0]?.fields['csrf'] ?? ''
      for (const queue of queues)
        for (const path of [`/desk?queue=${queue}`, `/desk/list.csv?queue=${queue}`])
          expect((await browser.get(path)).html, path).not.toContain(number)
      expect((await browser.get('/desk?queue=mine')).html).not.toMatch(/提到我的\s*<b>[1-9]/)
      for (const path of ['/desk/decisions', '/desk/reminders', '/desk/exports'])
        expect((await browser.get(path)).html, path).not.toContain(number)
      expect((await browser.post(`${at}/here`, { csrf })).status).toBe(404)
      expect((await browser.post(`${at}/holder`, { csrf, deed: 'take' })).status).toBe(404)
      for (const deed of ['take', 'acknowledge']) {
        const bulk = { csrf, deed, line: [number, 'RC-2026-99999'] }
        const answers = (await browser.post('/desk/bulk', bulk)).text
        const [own, never] = [number, 'RC-2026-99999'].map(
          (one) => new RegExp(`${one}：([^。]*)`).exec(answers)?.[1],
        )
        expect(own).toBe(never)
      }
      const token = randomBytes(32).toString('base64url')
      const tokenHash = createHash('sha256').update(token).digest('base64url')
      const seat = await accountById(desk.world, `officer-${login}`)
      if (!seat) throw new Error(`${login} is not there`)
      const wanted = { name: '对接', scopes: ['read:cases', 'write:cases'], days: 30, tokenHash }
      expect((await makeToken(desk.world, seat.officer, wanted)).ok).toBe(true)
      const asks = async (path: string): Promise<Response> =>
        await desk.app.request(`https://jubao.example/api/v1${path}`, {
          headers: { authorization: `Bearer ${token}` },
        })
      for (const queue of queues) {
        const answer = await (await asks(`/cases?queue=${queue}&limit=100`)).text()
        expect(answer).not.toContain(number)
        expect(answer).not.toMatch(/"urgent":[1-9]/)
      }
      for (const path of ['', '/history', '/evidence', '/alike', '/holds'])
        expect((await asks(`/cases/${number}${path}`)).status, path).toBe(
          (await asks(`/cases/RC-2026-99999${path}`)).status,
        )
    },
  )

  it.each(accused)(
    'is not found by %s at its number: like a number that never was',
    async (login) => {
      const browser = who(login)
      const never = await browser.get('/desk/cases/RC-2026-99999')
      for (const path of [
        `/desk/cases/${against.number}`,
        `/desk/cases/${against.number.toLowerCase()}`,
        `/desk/cases/${against.number}?done=note`,
      ]) {
        const seen = await browser.get(path)
        expect([seen.status, seen.html], path).toEqual([404, never.html])
      }
      const file = await browser.get(`/desk/cases/${against.number}/evidence/e1`)
      expect(file.status).toBe(404)
      expect(file.text).not.toContain('执法队队长')
    },
  )

  it.each(accused)('cannot be written to by %s, with the form of another case', async (login) => {
    const [ownForm] = (await who(login).get('/desk')).forms
    const page = await who('wei').get(`/desk/cases/${plain.number}`)
    const form = page.forms.find(({ action }) => action.includes(plain.number))
    expect(form?.fields).toMatchObject({ deed: expect.any(String) })
    const action = (form?.action ?? '').replace(plain.number, against.number)
    const fields = { ...form?.fields, ...ownForm?.fields, text: '看看', stage: 'do' }
    const sent = await who(login).post(action, fields)
    expect(sent.status).toBe(404)
    expect(sent.text).not.toContain('执法队队长')
  })

  it('is not given to the department even by the intake office', async () => {
    const page = await who('xietiao').get(`/desk/cases/${against.number}`)
    const ruled = await who('xietiao').submit(page, 'name="deed" value="rule"', {
      lead: '500153-health-commission',
      reason: '属地',
      basis: '三定规定',
      stage: 'do',
    })
    expect(ruled.status).toBe(422)
    expect(against.offices).toEqual(['500153-intake'])
  })
})

describe('where it is not known who is accused', () => {
  it('only the intake office finds it: every supervisor might be meant', async () => {
    const unknown = await desk.report({ stream: 'accusation', offence: 'I4' })
    expect((await who('xietiao').get('/desk?queue=accusations')).text).toContain(unknown.number)
    for (const login of ['weidu', 'sidu', 'wei']) {
      expect((await who(login).get(`/desk/cases/${unknown.number}`)).status).toBe(404)
      expect((await who(login).get('/desk?queue=accusations')).text).not.toContain(unknown.number)
    }
  })
})

describe('who receives accusations', () => {
  it('is said honestly where nobody was named', async () => {
    expect((await who('xietiao').get('/desk?queue=accusations')).text).toContain(
      '还没有设定受理检举控告的机关',
    )
  })

  it('is the office that the operator named: it has the next one at once', async () => {
    desk.world.operator.write(rongchang, { receiver: '区监委' })
    const next = await desk.report({ ...told, facts: {} })
    expect(next.offices).toEqual(['500153-supervision-commission'])
    expect((await who('jian').get('/desk?queue=mine')).text).toContain(next.number)
    const page = await who('jian').get(`/desk/cases/${next.number}`)
    expect(page.text).toContain('直接转给荣昌区监委')
    expect((await who('xietiao').get('/desk?queue=accusations')).text).toContain('转给区监委')
    const itself = await desk.report({ ...told, facts: {}, accused: 'supervision-commission' })
    expect(itself.offices).toEqual(['500153-intake'])
    expect((await who('jian').get(`/desk/cases/${itself.number}`)).status).toBe(404)
  })
})
