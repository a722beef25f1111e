import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveOfficer } from '#store/officers.ts'
import { createWeb } from '#web/app.ts'
import { hashPassword } from '#web/password.ts'
import { aHouse, aPerson, aStory, type TestHouse } from '../service/house.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { password, rongchang } from './world.ts'

describe('a reporter and an officer', () => {
  let house: TestHouse
  let wei: BrowserLike
  let intake: BrowserLike
  beforeAll(async () => {
    house = await aHouse()
    const { world } = house
    const app = createWeb(world, { publicUrl: 'https://jubao.example' })
    const passwordHash = await hashPassword(password)
    await world.db.transaction(async (tx) => {
      for (const [login, role, office] of [
        ['wei', 'handler', '500153-health-commission'],
        ['xietiao', 'intake', '500153-intake'],
      ] as const) {
        const area = rongchang
        await saveOfficer(tx, { id: login, login, name: login, role, office, area, passwordHash })
      }
    })
    wei = aBrowser(app)
    intake = aBrowser(app)
    await wei.signIn('wei')
    await intake.signIn('xietiao')
  })
  afterAll(async () => await house[Symbol.asyncDispose]())

  it('the reporter reads word for word what the officer was shown before', async () => {
    const person = aPerson(house, rongchang)
    let last = ''
    for (const words of aStory) last = await person.says(words)
    const number = /RC-\d{4}-\d{5}/.exec(last)?.[0] ?? ''
    const shown: string[] = []
    const does = async (deed: string, fields: Readonly<Record<string, string>>): Promise<void> => {
      const page = await wei.get(`/desk/cases/${number}`)
      const holding = `name="deed" value="${deed}"`
      const check = deed === 'accept' ? page : await wei.submit(page, holding, fields)
      const [read = ''] = /(?<=class="reads">\s*<span[^>]*>).*?(?=<\/span>)/s.exec(check.html) ?? []
      shown.push(read.replaceAll('&quot;', '"'))
      if (deed === 'accept') await wei.submit(page, holding, { stage: 'do' })
      else await wei.submit(check, 'name="seen"', { stage: 'do' })
    }
    await does('accept', {})
    await does('conclude', {
      outcome: 'unfounded',
      text: '查了两次，没有发现行医。',
      stage: 'check',
    })
    for (const words of shown) {
      expect(words).not.toBe('')
      expect(await person.says('查看')).toContain(words)
    }
  })

  it('a conversation that waits for a person is read, answered and given back', async () => {
    house.world.operator.write(rongchang, {
      sponsor: '荣昌区卫生健康委',
      telephone: '023-12345678',
    })
    await intake.get('/desk/people')
    const admin = await house.world.db.transaction(async (tx) => {
      const passwordHash = await hashPassword(password)
      await saveOfficer(tx, {
        id: 'admin',
        login: 'admin',
        name: '管理员',
        role: 'administrator',
        office: '',
        area: '',
        passwordHash,
      })
      return aBrowser(createWeb(house.world, { publicUrl: 'https://jubao.example' }))
    })
    await admin.signIn('admin')
    const csv = (await admin.get(`/desk/admin/areas/${rongchang}/offices.csv`)).html
    await admin.submit(await admin.get(`/desk/admin/areas/${rongchang}`), 'name="file"', {
      file: new File([csv], 'offices.csv'),
    })
    const person = aPerson(house, rongchang)
    await person.says('你好')
    await person.says('转人工')
    await person.says('我说不清楚 <b>就是</b>那家诊所')
    expect((await intake.get('/desk?queue=mine')).text).toMatch(/转人工 1/)
    const page = await intake.get('/desk/people')
    expect(page.text).toContain('我说不清楚 <b>就是</b>那家诊所')
    const empty = await intake.submit(page, 'name="session"', { stage: 'say' })
    expect(empty.text).toContain('还没有写正文')
    const said = await intake.submit(page, 'name="session"', { text: '是哪家诊所？', stage: 'say' })
    expect(said.text).toContain('已发给对方')
    expect(said.text).toContain('是哪家诊所？')
    const given = await intake.submit(said, 'name="session"', { stage: 'release' })
    expect(given.text).toContain('现在没有人在等')
    expect((await wei.get('/desk/people')).status).toBe(403)
  })
})
