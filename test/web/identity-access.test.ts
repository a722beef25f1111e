import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '#store/audit.ts'
import { casesAfter } from '#store/cases.ts'
import { unreadNews } from '#store/news.ts'
import {
  anIdentityDesk,
  because,
  canaries,
  hour,
  shows,
  type IdentityDesk,
} from './identity-desk.ts'

const [name, phone] = canaries

let house: IdentityDesk
beforeAll(async () => {
  house = await anIdentityDesk()
})
afterAll(async () => await house.desk.close())

describe('a look at who reported', () => {
  beforeAll(async () => await house.files())

  it('is asked for with purpose and reason, granted by another, shown for its time, then no more', async () => {
    expect((await house.at('wei').get(`/desk/cases/${house.filed().number}`)).text).toContain(
      '申请查看身份',
    )
    expect((await house.asks('wei', { ...because, purpose: '' })).text).toContain('还没有选用途')
    expect((await house.asks('wei', { ...because, reason: '' })).text).toContain('还没有写理由')
    expect((await house.asks('wei')).text).toContain('等督办人员批复')
    expect((await house.sees('wei')).status).toBe(403)

    const queue = await house.at('dudao').get('/desk/identity')
    expect(queue.text).toContain('wei经办')
    expect(queue.text).toContain(because.reason)
    expect(queue.text).toContain('当面核实情况')
    expect((await house.answers('dudao')).text).toContain('已同意')

    const seen = await house.sees('wei')
    expect(seen.status).toBe(200)
    expect(seen.text).toContain(name)
    expect(seen.text).toContain(phone)
    await house.later(hour - 1)
    expect(shows(await house.sees('wei'))).toBe(true)
    await house.later(1)
    const over = await house.sees('wei')
    expect([over.status, shows(over)]).toEqual([403, false])
    expect(over.text).toContain('批准的时间已经过了')
  })

  it('is covered with who looks, of which office, when; is kept by no browser and leaves the screen by itself', async () => {
    await house.asks('wei')
    await house.answers('dudao')
    const seen = await house.sees('wei')
    const [mark = ''] = /<div class="watermark"[^]*?<\/div>/.exec(seen.html) ?? []
    const copies = [...mark.matchAll(/<span>([^<]*)<\/span>/g)].map(([, words]) => words)
    expect(copies.length).toBeGreaterThan(40)
    expect(new Set(copies)).toEqual(
      new Set([`wei经办 荣昌区卫生健康委 2026年11月20日 11:00 ${house.filed().number}`]),
    )
    expect(seen.headers.get('cache-control')).toBe('no-store')
    expect(seen.headers.get('refresh')).toBe(`180; url=${house.path()}`)
    expect(seen.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('leaves the screen when the grant ends, where that is sooner', async () => {
    await house.later(hour - 60_000)
    expect((await house.sees('wei')).headers.get('refresh')).toMatch(/^60;/)
  })

  it('ends when it is given back', async () => {
    await house.at('wei').submit(await house.at('wei').get(house.path()), '用完了，交回')
    const seen = await house.sees('wei')
    expect([seen.status, shows(seen)]).toEqual([403, false])
  })

  it('stands in an unbroken audit chain: every question, answer, look and refusal', async () => {
    expect(await house.actions()).toEqual([
      'wei identity-asked verify-facts',
      'wei identity-denied identity-not-granted',
      'dudao identity-granted links:same-inviter',
      'wei identity-read',
      'wei identity-read',
      'wei identity-denied identity-grant-over',
      'wei identity-asked verify-facts',
      'dudao identity-granted links:same-inviter',
      'wei identity-read',
      'wei identity-read',
      'wei identity-ended',
      'wei identity-denied identity-grant-over',
    ])
    const { db, vault } = house.desk.world
    expect((await db.read(async (tx) => await verifyAudit(tx, vault.mac))).ok).toBe(true)
  })

  it('that two accounts were made by one person is shown to whoever grants and whoever audits', async () => {
    for (const login of ['dudao', 'shen'] as const)
      expect((await house.at(login).get('/desk/identity')).text).toContain(
        '两个账号是同一个人开通的',
      )
  })

  it('an auditor reads that it was done and by whom, not the words of a case', async () => {
    const seen = await house.at('shen').get('/desk')
    expect(seen.path).toBe('/desk/identity')
    expect(seen.text).toMatch(/wei经办：已收回，看过 2 次/)
    expect(seen.text).not.toContain(because.reason)
    expect(seen.html).not.toContain(`href="/desk/cases/${house.filed().number}"`)
  })
})

describe('the reporter', () => {
  beforeAll(async () => await house.files())

  const news = async (): Promise<number> =>
    await house.desk.world.db.read(async (tx) => {
      const [row] = (await casesAfter(tx, '', 100)).filter(
        ({ number }) => number === house.filed().number,
      )
      return row ? (await unreadNews(tx, row.handle)).length : 0
    })

  it('is told of the first look where the area’s operator has it so, and not where not', async () => {
    for (const told of ['no', 'yes']) {
      await house.files()
      const setting = await house.posts('admin', '/desk/admin/identity', { area: '500153', told })
      expect(setting.text).toContain(`荣昌区：${told === 'yes' ? '告诉' : '不告诉'}`)
      await house.asks('wei')
      await house.answers('dudao')
      expect(await news()).toBe(0)
      await house.sees('wei')
      await house.sees('wei')
      expect(await news()).toBe(told === 'yes' ? 1 : 0)
    }
  })

  it('who left no name cannot be asked for', async () => {
    await house.files(false)
    const seen = await house.at('wei').get(house.path())
    expect(seen.text).toContain('举报人没有留姓名电话')
    const refused = await house.posts('wei', house.path(), because)
    expect([refused.status, refused.text.includes('没有可以申请查看的')]).toEqual([422, true])
  })

  it('whose report was erased is gone with it; that somebody asked stays on record', async () => {
    await house.files()
    await house.asks('wei')
    await house.answers('dudao')
    await house.desk.world.vault.dropKey(await keyOfCase())
    const seen = await house.sees('wei')
    expect([seen.status, shows(seen)]).toEqual([404, false])
    const { number } = house.filed()
    expect((await house.at('dudao').get('/desk/identity')).text).not.toContain(number)
    expect((await house.at('shen').get('/desk/identity')).text).toContain(number)
  })
})

const keyOfCase = async (): Promise<string> =>
  await house.desk.world.db.read(async (tx) => {
    const rows = await casesAfter(tx, '', 100)
    return rows.find(({ number }) => number === house.filed().number)?.keyId ?? ''
  })
