import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

describe('looking a report up', () => {
  let desk: TestDesk
  let filed: FiledCase
  beforeAll(async () => {
    desk = await aDesk()
    filed = await desk.report()
  })
  afterAll(async () => await desk.close())

  const look = async (visitor: BrowserLike, number: string, passcode: string): Promise<Seen> =>
    await visitor.submit(await visitor.get('/track'), 'name="passcode"', { number, passcode })

  it('number and passcode tell how it stands, who has it and by which clause', async () => {
    const seen = await look(aBrowser(desk.app), filed.number.toLowerCase(), filed.passcode)
    expect(seen.text).toContain('已登记，待受理')
    expect(seen.text).toContain('荣昌区卫生健康委')
    expect(seen.text).toContain('三(九)')
    expect(seen.text).toContain('预计 12月11日前有结果')
  })

  it('never shows what was said, nor who handles it', async () => {
    const seen = await look(aBrowser(desk.app), filed.number, filed.passcode)
    expect(seen.text).not.toMatch(/打针输液|卖鱼的楼上|经办/)
  })

  it('desk edge 24: wrong tries slow that browser, and the right passcode still opens', async () => {
    const visitor = aBrowser(desk.app)
    const wrong = '0000-0000-0000-00000'
    for (let n = 0; n < 3; n++)
      expect((await look(visitor, filed.number, wrong)).text).toContain('对不上')
    const slow = await look(visitor, filed.number, wrong)
    expect(slow.text).toMatch(/过 1 分钟再试。密码对就一定查得到/)
    expect((await look(aBrowser(desk.app), filed.number, wrong)).text).toContain('对不上')
    expect((await look(visitor, filed.number, filed.passcode)).text).toContain('已登记')
  })

  it('desk edge 24: a passcode opens no report of another area, and the answer is that of a wrong one', async () => {
    const abroad = await look(aBrowser(desk.app), 'ZB-2026-00001', filed.passcode)
    const wrong = await look(aBrowser(desk.app), 'ZB-2026-00001', '0000-0000-0000-00000')
    expect(abroad.text).toContain('对不上')
    expect(abroad.text).toBe(wrong.text)
  })

  it('keeps the number typed, and never the passcode', async () => {
    const seen = await look(aBrowser(desk.app), 'RC-2026-00001', 'falsch')
    expect(seen.forms.at(-1)?.fields).toMatchObject({ number: 'RC-2026-00001', passcode: '' })
  })

  it('shows what was typed as words', async () => {
    const seen = await look(aBrowser(desk.app), '"><script>alert(1)</script>', 'x')
    expect(seen.html).not.toContain('<script>alert')
  })
})

describe('the public pages', () => {
  it('mark areas that nobody runs, and name who runs the others', async () => {
    const desk = await aDesk()
    const before = await aBrowser(desk.app).get('/')
    expect(before.text).toContain('演示')
    expect(before.text).toContain('真实举报请打 12345')
    desk.world.operator.write('500153', { sponsor: '荣昌区卫生健康委', telephone: '023-12345678' })
    await desk.close()
  })

  it('promise in the notice only what is so', async () => {
    const desk = await aDesk()
    const { text } = await aBrowser(desk.app).get('/privacy')
    for (const sentence of [
      '承办人员看不到您的姓名、电话和账号',
      '您说的细节可能让人猜到是您',
      '平台自己知道您联系过我们',
    ])
      expect(text).toContain(sentence)
    expect(text).not.toMatch(/没有人会知道|绝对|保证/)
    await desk.close()
  })

  it('show the whole notice with its version, and an operator’s own in its area', async () => {
    const desk = await aDesk()
    const reader = aBrowser(desk.app)
    const house = (await reader.get('/privacy')).text
    for (const title of ['谁在管', '拿来做什么', '怎么用', '保管哪些', '留多久', '您的权利'])
      expect(house).toContain(title)
    expect(house).toContain('2026-11 版')
    const own = { noticeText: '本区这样保管。\n\n找我们：一号窗口。', noticeVersion: '荣昌 2' }
    expect(desk.world.operator.write('500153', { noticeText: own.noticeText }).ok).toBe(false)
    desk.world.operator.write('500153', own)
    const { text } = await reader.get('/privacy?area=500153')
    expect(text).toContain('本区这样保管。')
    expect(text).toContain('版本 荣昌 2')
    expect((await reader.get('/privacy?area=370300')).text).toContain('2026-11 版')
    await desk.close()
  })
})
