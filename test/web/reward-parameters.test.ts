import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lacking } from '../core/reward-builders.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aRewardDesk, aSubstantiatedReport, propose, testScheme } from './reward-desk.ts'
import type { RewardDesk } from './reward-desk.ts'

const admin = '/desk/admin/areas/500153/rewards'
const waiting = '/desk/reward-parameters'

let house: RewardDesk
let second: BrowserLike
beforeEach(async () => {
  house = await aRewardDesk([lacking(testScheme, 'claim')])
  await house.desk.officer('guanli2', 'administrator', '')
  second = aBrowser(house.desk.app)
  await second.signIn('guanli2')
})
afterEach(async () => await house.close())

const entered = {
  claim: '2',
  'claim-unit': 'M',
  'claim-article': '第十二条',
  'claim-source': '某市实施细则（某卫发〔2026〕7号）',
  'claim-on': '2026-05-06',
  reason: '按市里的细则补领取期限',
} as const

async function enter(more: Readonly<Record<string, string>> = {}): Promise<Seen> {
  const officer = await house.at('guanli')
  return await officer.submit(await officer.get(admin), 'name="scheme"', { ...entered, ...more })
}

const decide = async (who: BrowserLike, page: Seen, deed: 'approve' | 'reject', reason = '') =>
  await who.submit(page, `value="${deed}"`, { deed, reason })

const versions = async () =>
  await house.desk.world.db.read(
    async (tx) => await tx.selectFrom('rewardParameters').selectAll().execute(),
  )

describe('parameters of a reward scheme', () => {
  it('hold for nothing until another person has approved them; both names and the day of the source stand in the version', async () => {
    const { number } = await aSubstantiatedReport(house)
    expect((await enter()).text).toContain('等另一位管理员或者奖励经办人员批准')
    expect((await (await house.at('tijiao')).get(`/desk/cases/${number}/reward`)).text).toContain(
      '还不能计算',
    )
    const page = await second.get(`${waiting}?area=500153`)
    expect(page.text).toContain('第十二条，某市实施细则（某卫发〔2026〕7号），2026年5月6日')
    expect(page.text).toContain('2 个月')
    expect((await decide(second, page, 'approve')).text).toContain('已批准并公布')
    const [kept] = await versions()
    const [one, other] = await Promise.all(
      ['guanli', 'guanli2'].map(async (login) => await idOf(login)),
    )
    expect(kept).toMatchObject({ number: 1, by: one, approvedBy: other })
    expect(JSON.parse(kept?.content ?? '{}')).toMatchObject({
      given: { claim: { on: '2026-05-06' } },
    })
    expect((await second.get(admin)).text).toContain('guanli经办填，guanli2经办批准')
    expect((await propose(house, number)).text).toContain('3,000.00 元')
  })

  it('whoever entered them cannot approve them, and is not shown how', async () => {
    await enter()
    const officer = await house.at('guanli')
    const own = await officer.get(`${waiting}?area=500153`)
    expect(own.text).toContain('是您填的，要由另一位批准')
    expect(own.html).not.toContain('value="approve"')
    const fields = own.forms.find((form) => form.fields['id'])?.fields ?? {}
    const tried = await officer.post(`${waiting}?area=500153`, { ...fields, deed: 'approve' })
    expect([tried.status, tried.text.includes('要由另一位批准')]).toEqual([422, true])
    expect(await versions()).toEqual([])
  })

  it('a reward officer of the area approves too; one of another area finds nothing there', async () => {
    await enter()
    const officer = await house.at('fuhe')
    expect((await officer.get('/desk/rewards?queue=check')).html).toContain(waiting)
    const page = await officer.get(waiting)
    expect((await decide(officer, page, 'approve')).text).toContain('已批准并公布')
    const handler = aBrowser(house.desk.app)
    await handler.signIn('banan')
    expect((await handler.get(waiting)).status).toBe(403)
    const other = await officer.get(`${waiting}?area=370300`)
    expect(other.text).not.toContain('淄博')
  })

  it('what was changed after the second person read it is not approved unread', async () => {
    await enter()
    const page = await second.get(`${waiting}?area=500153`)
    await enter({ claim: '30', 'claim-unit': 'WD' })
    const late = await decide(second, page, 'approve')
    expect([late.status, late.text.includes('请再看一遍')]).toEqual([409, true])
    expect(late.text).toContain('30 工作日')
  })

  it('what is sent back says why and is approved by nobody; whoever entered it may take it back', async () => {
    await enter()
    const page = await second.get(`${waiting}?area=500153`)
    expect((await decide(second, page, 'reject')).status).toBe(422)
    const done = await decide(second, page, 'reject', '细则还没有印发')
    expect(done.text).toContain('guanli2经办退回：细则还没有印发')
    const late = await decide(second, page, 'approve')
    expect(late.status).toBe(409)
    const own = await (await house.at('guanli')).get(`${waiting}?area=500153`)
    const gone = await decide(await house.at('guanli'), own, 'reject')
    expect(gone.text).toContain('没有等着批准的')
    expect(await versions()).toEqual([])
  })

  it('a source without its day, or of a day to come, is refused', async () => {
    expect((await enter({ 'claim-on': '' })).text).toContain('文件日期')
    expect((await enter({ 'claim-on': '2027-01-01' })).text).toContain('文件日期在今天以后')
  })
})

const idOf = async (login: string): Promise<string> =>
  await house.desk.world.db.read(
    async (tx) =>
      (
        await tx
          .selectFrom('officers')
          .select('id')
          .where('login', '=', login)
          .executeTakeFirstOrThrow()
      ).id,
  )
