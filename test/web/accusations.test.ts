import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#core/access.ts'
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
