import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { codeFrom, secondStep } from './second-factor-desk.ts'
import { aDesk, password, type TestDesk } from './world.ts'

const area = '/desk/admin/areas/500153'

describe('administration', () => {
  let desk: TestDesk
  let admin: BrowserLike
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('admin', 'administrator', '')
    admin = aBrowser(desk.app)
  })
  afterAll(async () => await desk.close())

  it('whoever has just made the first account is told at once how work can begin', async () => {
    await admin.signIn('admin')
    const account = await admin.get('/desk/account')
    const scan = await admin.submit(account, 'now-totp', { now: password })
    await admin.submit(scan, 'name="code"', { code: codeFrom(desk, scan) })
    desk.later(60_000)
    await admin.post('/desk/sign-out', { csrf: scan.forms[0]?.fields['csrf'] ?? '' })
    const page = await secondStep(admin, 'admin', codeFrom(desk, scan))
    expect(page.path).toBe('/desk/admin')
    expect(page.text).toContain('下一步：请一位经办人员')
    expect(page.html).toContain(`href="${area}#invite"`)
  })

  it('an officer is invited by a link that is shown once and makes the account', async () => {
    const form = { name: '王经办', role: 'handler', office: '500153-health-commission' }
    const sent = await admin.submit(await admin.get(area), 'id="invite"', form)
    const link = /https:\/\/jubao\.example(\/desk\/setup\/[\w-]{43})/.exec(sent.text)?.[1] ?? ''
    expect(link).not.toBe('')
    expect((await admin.get(area)).html).not.toContain(link)
    const officer = aBrowser(desk.app)
    const fields = { login: 'wang', password, again: password }
    const page = await officer.submit(await officer.get(link), 'name="again"', fields)
    expect(page.text).toContain('本单位在办')
    expect((await admin.get('/desk/admin')).text).not.toContain('下一步：请一位经办人员')
  })

  it('role and office must fit, and what was typed stays', async () => {
    const form = { name: '李协调', role: 'intake', office: '500153-health-commission' }
    const seen = await admin.submit(await admin.get(area), 'id="invite"', form)
    expect(seen.text).toContain('岗位和单位对不上')
    const again = seen.forms.find(({ html }) => html.includes('id="invite"'))
    expect(again?.fields).toMatchObject(form)
  })

  it('sponsor, telephone and offices turn a demonstration into the real thing', async () => {
    const before = await admin.get(area)
    expect(before.text).toContain('还缺主办单位、值班电话、单位表')
    const saved = await admin.submit(before, 'name="sponsor"', {
      sponsor: '荣昌区卫生健康委',
      telephone: '023-12345678',
    })
    expect(saved.text).toContain('还缺单位表')
    const csv = (await admin.get(`${area}/offices.csv`)).html
    const file = new File([csv], 'offices.csv', { type: 'text/csv' })
    const taken = await admin.submit(saved, 'name="file"', { file })
    expect(taken.text).toContain('单位表已换成新的')
    expect(taken.text).toContain('正式')
    expect((await admin.get('/')).text).toContain('荣昌区卫生健康委，值班电话 023-12345678')
  })

  it('a wrong telephone is refused with the cure, and what was typed stays', async () => {
    const seen = await admin.submit(await admin.get(area), 'name="sponsor"', {
      telephone: '打这个 <b>',
    })
    expect([seen.status, seen.text.includes('电话只填数字和短横线')]).toEqual([422, true])
    const form = seen.forms.find(({ html }) => html.includes('name="telephone"'))
    expect(form?.fields['telephone']).toBe('打这个 <b>')
  })

  it('a file of offices with bad lines names the lines and changes nothing', async () => {
    const before = await admin.get(area)
    const file = new File(['id,name,department,place\nx,某局,no-such,500153\n'], 'o.csv')
    const seen = await admin.submit(before, 'name="file"', { file })
    expect(seen.text).toContain('第 2 行')
    expect(seen.text).toContain('单位表没有换')
    expect((await admin.get('/desk/admin')).text).not.toContain('某局')
  })

  it('an officer who is stopped is out at once; nobody stops themselves', async () => {
    await desk.officer('qian', 'handler', '500153-health-commission')
    const officer = aBrowser(desk.app)
    await officer.signIn('qian')
    await admin.submit(await admin.get('/desk/admin'), 'name="login" value="qian"')
    expect((await officer.get('/desk')).status).toBe(401)
    expect((await aBrowser(desk.app).signIn('qian')).status).toBe(401)
    const page = await admin.get('/desk/admin')
    const csrf = page.forms[0]?.fields['csrf'] ?? ''
    const self = await admin.post('/desk/admin/disable', { csrf, login: 'admin' })
    expect(self.text).toContain('不能停用自己')
  })

  it('a second administrator is invited the same way', async () => {
    const page = await admin.get('/desk/admin')
    const sent = await admin.submit(page, '/desk/admin/invite', { name: '赵管理' })
    expect(sent.text).toContain('系统管理员。链接只显示这一次')
  })
})
