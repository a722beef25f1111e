import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trace } from '#service/trace.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk } from './world.ts'

const health = '500153-health-commission'
const day = 24 * 3_600_000

let desk: TestDesk
let filed: FiledCase
let auditor: BrowserLike
beforeAll(async () => {
  desk = await aDesk()
  await desk.officer('wei', 'handler', health, { name: '=HYPERLINK("x")' })
  await desk.officer('xietiao', 'intake', '500153-intake')
  await desk.officer('dudao', 'supervisor', health)
  await desk.officer('shenji', 'auditor', '500153-intake')
  await desk.officer('guanli', 'administrator', '')
  filed = await desk.report({ name: '甄举报', phone: '13812345678' })
  const wei = aBrowser(desk.app)
  await wei.signIn('wei')
  await wei.get(`/desk/cases/${filed.number}`)
  await aBrowser(desk.app).signIn('guanli')
  desk.later(day)
  auditor = aBrowser(desk.app)
  await auditor.signIn('shenji')
})
afterAll(async () => await desk.close())

/** What stands in the list, without the words of the filter above it. */
const listed = async (query = '', who = auditor): Promise<string> => {
  const { html } = await who.get(`/desk/audit${query}`)
  return /<tbody.*<\/tbody>/s.exec(html)?.[0] ?? ''
}

describe('the audit trail', () => {
  it('names who looked at which case and when, and holds no word of it', async () => {
    const all = await listed()
    for (const part of ['看案件', filed.number, '2026-11-20 10:00:00', '（wei）'])
      expect(all).toContain(part)
    for (const part of ['老太婆', '菜市场', '甄举报', '13812345678'])
      expect(all).not.toContain(part)
  })

  it('is narrowed by day, deed, officer and case number', async () => {
    expect(await listed('?day=2026-11-20')).not.toContain('2026-11-21')
    expect(await listed('?day=2026-11-21')).not.toContain('2026-11-20')
    expect(await listed('?day=2026-02-30')).toContain('2026-11-20')
    expect((await listed('?action=signed-in')).match(/<tr/g)).toHaveLength(2)
    expect(await listed('?officer=shenji')).not.toContain('（wei）')
    const ofCase = await listed(`?number=${filed.number.toLowerCase()}`)
    expect(ofCase).toContain('看案件')
    expect(ofCase).not.toContain('登录')
    expect((await auditor.get('/desk/audit?officer=nobody')).text).toContain('没有这样的记录')
  })

  it('goes on page by page without leaving one out', async () => {
    const seen: number[] = []
    for (let n = 0; n < 60; n++) await auditor.get('/desk/audit?day=2026-11-20')
    let path: string | undefined = '/desk/audit'
    while (path !== undefined) {
      const { html } = await auditor.get(path)
      for (const [, seq = ''] of html.matchAll(/data-label="序号">(\d+)</g)) seen.push(Number(seq))
      path = /href="(\/desk\/audit\?[^"]*before=\d+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    const newest = seen[0] ?? 0
    expect(newest).toBeGreaterThan(60)
    expect(seen).toEqual(Array.from({ length: newest }, (_, n) => newest - n))
  })

  it('every look at it stands in it too', async () => {
    const before = await listed('?action=audit-read')
    const after = await listed('?action=audit-read')
    expect(before).toContain('看审计记录')
    const newest = (html: string): number => Number(/data-label="序号">(\d+)</.exec(html)?.[1])
    expect(newest(after)).toBe(newest(before) + 1)
  })

  it('is given as a file that a spreadsheet cannot take for formulas', async () => {
    const { html, headers } = await auditor.get(`/desk/audit.csv?number=${filed.number}`)
    expect(headers.get('content-disposition')).toBe('attachment; filename="audit.csv"')
    expect(html).toContain(`"'=HYPERLINK(""x"")（wei）"`)
    expect(html).not.toMatch(/(^|,)"?=/m)
  })

  it('of the house is for auditors: what administrators did', async () => {
    expect(await listed('?chain=house')).toContain('guanli')
    expect(await listed()).not.toContain('guanli')
    const supervisor = aBrowser(desk.app)
    await supervisor.signIn('dudao')
    expect((await supervisor.get('/desk/audit')).status).toBe(200)
    expect((await supervisor.get('/desk/audit?chain=house')).status).toBe(403)
  })

  it('hides from a department what is about accusations against it', async () => {
    const number = 'RC-2026-77777'
    const { world } = desk
    await world.db.transaction(async (tx) => {
      const own = await tx
        .selectFrom('cases')
        .selectAll()
        .where('number', '=', filed.number)
        .executeTakeFirstOrThrow()
      const accusing = { id: 'accusing', number, accuses: 'health-commission' }
      await tx
        .insertInto('cases')
        .values({ ...own, ...accusing })
        .execute()
      await trace(world, tx, 'operator', { area: rongchang, action: 'case-read', subject: number })
    })
    const supervisor = aBrowser(desk.app)
    await supervisor.signIn('dudao')
    expect(await listed(`?number=${number}`)).toContain(number)
    expect(await listed('', supervisor)).not.toContain(number)
    expect((await supervisor.get(`/desk/audit.csv?number=${number}`)).html).not.toContain(number)
  })

  it('is read by nobody else', async () => {
    for (const login of ['wei', 'xietiao', 'guanli']) {
      const other = aBrowser(desk.app)
      await other.signIn(login)
      for (const path of ['/desk/audit', '/desk/audit.csv'])
        expect([login, (await other.get(path)).status]).toEqual([login, 403])
    }
  })

  it('is verified at a click: whole, or from which entry on it was tampered with', async () => {
    const page = await auditor.get('/desk/audit')
    expect((await auditor.submit(page, '核验有没有')).text).toMatch(/核验过了：\d+ 条，一条不少/)
    await desk.world.db.transaction(async (tx) => {
      await tx
        .updateTable('audit')
        .set({ actor: 'officer:somebody-else' })
        .where('area', '=', rongchang)
        .where('seq', '=', 2)
        .execute()
    })
    const broken = await auditor.submit(page, '核验有没有')
    expect([broken.status, broken.text.includes('从第 2 条起')]).toEqual([422, true])
    const house = await auditor.submit(await auditor.get('/desk/audit?chain=house'), '核验有没有')
    expect(house.text).toContain('一条不少')
  })
})
