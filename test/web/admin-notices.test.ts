import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTelling } from '#service/tell-departments.ts'
import type { DepartmentDelivery } from '#conversation/department.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

const path = '/desk/admin/areas/500153/notices'
const group = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0'

describe('where departments are told', () => {
  let desk: TestDesk
  let admin: BrowserLike
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('admin', 'administrator', '')
    await desk.officer('wei', 'handler', '500153-health-commission')
    admin = aBrowser(desk.app)
    await admin.signIn('admin')
  })
  afterAll(async () => await desk.close())

  const adds = async (fields: Readonly<Record<string, string>>): Promise<Seen> =>
    await admin.submit(await admin.get(path), 'name="kind"', { wants: 'task.new', ...fields })
  const presses = async (deed: string): Promise<Seen> =>
    await admin.submit(await admin.get(path), `value="${deed}"`, {})
  const tells = async (outcome: DepartmentDelivery): Promise<void> => {
    await createTelling(desk.world, async () => await Promise.resolve(outcome))()
  }

  it('an administrator comes there from the area, and reads what is told and what is not', async () => {
    const area = await admin.get('/desk/admin/areas/500153')
    expect(area.html).toContain(`href="${path}"`)
    const page = await admin.get(path)
    expect(page.text).toContain('还没有。各单位要自己到工作台来看。')
    expect(page.text).toContain('不写谁举报的，也不写内容')
  })

  it('what cannot be right is told, and what was typed stays, but for the secret', async () => {
    const typed = { kind: 'feishu', name: '值班群', office: 'all', secret: 'abcdefgh12' }
    const seen = await adds({ ...typed, address: group })
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('这不是这种机器人的网址')
    const again = seen.forms.find(({ html }) => html.includes('name="kind"'))
    expect(again?.fields).toMatchObject({ ...typed, address: group, secret: '' })
  })

  it('a robot is added, tried and told why it fails, without its key being shown', async () => {
    const fields = { kind: 'wecom', name: '值班群', office: '500153-health-commission' }
    const added = await adds({ ...fields, address: group })
    expect(added.text).toContain('已添加')
    expect(added.text).toMatch(/值班群\s*在用/)
    expect(added.text).toContain('qyapi.weixin.qq.com')
    expect(added.html).not.toContain('693a91f6')
    expect((await presses('test')).text).toContain('还有 1 条没有送到')
    await tells({ failed: 'wecom-93000' })
    const failing = await admin.get(path)
    expect(failing.text).toContain('平台说没有这个机器人')
    expect(failing.text).toContain('在群里重新建一个')
    expect(failing.text).toContain('再试')
    expect((await admin.get('/desk/admin')).text).not.toContain('通知送不到')
    desk.later(5500)
    await tells({ failed: 'wecom-93000' })
    expect((await admin.get('/desk/admin')).text).toContain('荣昌区有 1 处通知送不到')
    await presses('test')
    await tells('sent')
    const mended = await admin.get(path)
    expect(mended.text).toContain('上次送到')
    expect((await admin.get('/desk/admin')).text).not.toContain('通知送不到')
  })

  it('is switched off and on, and taken away', async () => {
    expect((await presses('off')).text).toContain('已停用')
    expect((await presses('on')).text).toContain('在用')
    expect((await presses('drop')).text).toContain('还没有。')
  })

  it('a webhook shows its secret once, when it is made and when it is changed', async () => {
    const fields = { kind: 'webhook', name: '执法系统', office: 'all' }
    const made = await adds({ ...fields, address: 'https://zhifa.example/hooks' })
    const secret = /whsec_[A-Za-z0-9+/]{43}=/.exec(made.text)?.[0] ?? ''
    expect(secret).not.toBe('')
    expect((await admin.get(path)).html).not.toContain('whsec_')
    const changed = await presses('rotate')
    expect(changed.text).toMatch(/whsec_/)
    expect(changed.text).not.toContain(secret)
    expect(changed.text).toContain('旧的密钥还能用一天')
    expect((await admin.get(path)).html).not.toContain('whsec_')
  })

  it('nobody else at the desk sees or changes it', async () => {
    const officer = aBrowser(desk.app)
    await officer.signIn('wei')
    expect((await officer.get(path)).status).toBe(403)
  })
})
