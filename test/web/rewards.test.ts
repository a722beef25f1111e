import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openNewsOf } from '../service/reward-news.ts'
import {
  aRewardDesk,
  aSubstantiatedReport,
  health,
  propose,
  step,
  type RewardDesk,
} from './reward-desk.ts'

let house: RewardDesk
beforeEach(async () => {
  house = await aRewardDesk()
})
afterEach(async () => await house.close())

/** From the proposal to the notice. */
async function notified(number: string): Promise<string> {
  const { path } = await propose(house, number)
  const page = path.replace(/\?.*/, '')
  await step(house, 'fuhe', { path: page, deed: 'check' })
  await step(house, 'pizhun', { path: page, deed: 'approve' })
  const sent = await step(house, 'tijiao', { path: page, deed: 'notify' })
  expect(sent.text).toContain('荣卫奖〔2026〕1号')
  return page
}

const claimed = { standing: 'anonymous', way: 'transfer' }

describe('a reward at the desk', () => {
  it('goes from the verified report to the payment through four people, and every sum is shown with its article', async () => {
    const { number, secret } = await aSubstantiatedReport(house)
    const officer = await house.at('tijiao')
    expect((await officer.get('/desk/rewards')).text).toContain(`${number} 提出奖励`)
    const proposed = await propose(house, number)
    expect(proposed.text).toContain('3,000.00 元（人民币叁仟元整）')
    expect(proposed.text).toContain('取整前 1,200.00 元')
    expect(proposed.text).toContain('第levels条')
    const page = proposed.path.replace(/\?.*/, '')
    expect(proposed.text).toContain('是您提出的，要由另一位复核')
    await step(house, 'fuhe', { path: page, deed: 'check' })
    await step(house, 'pizhun', { path: page, deed: 'approve' })
    await step(house, 'tijiao', { path: page, deed: 'notify' })
    const said = await openNewsOf(house.desk.world, number)
    expect(said.at(-1)).toContain('3,000.00 元（人民币叁仟元整）')
    expect(said.at(-1)).toContain('2个月内领取')
    expect(said.at(-1)).not.toMatch(/打针|昌元|菜市场/)
    const fields = { ...claimed, secret }
    await step(house, 'fuhe', { path: page, deed: 'claim', fields })
    const paid = await step(house, 'caiwu', {
      path: page,
      deed: 'pay',
      fields: { reference: '财0001' },
    })
    expect(paid.text).toContain('已发放')
    expect(paid.text).toMatch(/caiwu经办\s*发放/)
  })

  it('shows finance the sum and the calculation, and not the report', async () => {
    const { number } = await aSubstantiatedReport(house)
    const page = await notified(number)
    const finance = await house.at('caiwu')
    const seen = await finance.get(page)
    expect(seen.text).toContain('3,000.00')
    expect(seen.html).not.toContain(`/desk/cases/${number}`)
    expect((await finance.get(`/desk/cases/${number}`)).status).toBe(404)
  })

  it('two officers at once: the second hears that it has changed', async () => {
    const { number } = await aSubstantiatedReport(house)
    const { path } = await propose(house, number)
    const page = path.replace(/\?.*/, '')
    const checker = await house.at('fuhe')
    const before = await checker.get(page)
    await checker.submit(before, 'value="check"', { deed: 'check' })
    const late = await checker.submit(before, 'value="check"', { deed: 'check' })
    expect([late.status, late.text.includes('又有变动')]).toEqual([409, true])
  })

  it('who proposed does not approve, and another office does not know that there is one', async () => {
    const { number } = await aSubstantiatedReport(house)
    const { path } = await propose(house, number)
    const page = path.replace(/\?.*/, '')
    const proposer = await house.at('tijiao')
    const own = await proposer.get(page)
    const csrf = own.forms.find(({ fields }) => fields['csrf'])?.fields['csrf'] ?? ''
    const tried = await proposer.post(page, { csrf, version: '1', deed: 'check' })
    expect([tried.status, tried.text.includes('由不同的人办')]).toEqual([422, true])
    await house.desk.officer('yibao', 'reward-officer', '500153-medical-insurance')
    const { aBrowser } = await import('./browser-like.ts')
    const other = aBrowser(house.desk.app)
    await other.signIn('yibao')
    expect((await other.get(page)).status).toBe(404)
    expect((await other.get('/desk/rewards?queue=check')).text).not.toContain(number)
  })

  it('a guessed claim secret is refused, slows whoever guesses, and opens nothing', async () => {
    const { number, secret } = await aSubstantiatedReport(house)
    const page = await notified(number)
    const guess = async (words: string) =>
      await step(house, 'fuhe', {
        path: page,
        deed: 'claim',
        fields: { ...claimed, secret: words },
      })
    const wrong = await guess('0000-0000-0000-00000')
    expect([wrong.status, wrong.text.includes('没有核对上')]).toEqual([422, true])
    for (let n = 0; n < 10; n++) await guess(`wrong ${n}`)
    expect((await guess(secret)).text).toContain('分钟')
    house.desk.later(60_000)
    expect((await guess(secret)).text).toContain('已申领，待发放')
  })

  it('a payee who bears the name of an officer waits until somebody of another office has checked who it is', async () => {
    const { number, secret } = await aSubstantiatedReport(house, {
      name: 'fuhe经办',
      phone: '13800001111',
    })
    const page = await notified(number)
    const fields = { standing: 'named', way: 'transfer', name: 'fuhe经办', secret }
    const taken = await step(house, 'fuhe', { path: page, deed: 'claim', fields })
    expect(taken.text).toContain('已申领')
    expect(taken.text).toContain('收款人和一位工作人员同名')
    const pay = { path: page, deed: 'pay', fields: { reference: '财0001' } }
    expect((await step(house, 'caiwu', pay)).text).toContain('要先由另一位核对')
    const check = { who: 'other', reason: '看过身份证件，出生日期不同' }
    // The namesake themselves and a colleague of theirs hear the same: nobody learns whose name it is.
    await house.desk.officer('tongshi', 'reward-officer', health)
    const { aBrowser } = await import('./browser-like.ts')
    const colleague = aBrowser(house.desk.app)
    await colleague.signIn('tongshi')
    for (const who of [await house.at('fuhe'), colleague]) {
      const tried = await who.submit(await who.get(page), 'value="check-namesake"', {
        deed: 'check-namesake',
        ...check,
      })
      expect([tried.status, tried.text.includes('要由另一个单位的人办')]).toEqual([422, true])
    }
    const found = await step(house, 'pizhun', { path: page, deed: 'check-namesake', fields: check })
    expect(found.text).toMatch(/pizhun经办\s*核对同名：看过身份证件，出生日期不同/)
    expect((await step(house, 'caiwu', pay)).text).toContain('已发放')
  })

  it('who is found to be the officer is never paid', async () => {
    const { number, secret } = await aSubstantiatedReport(house, {
      name: 'fuhe经办',
      phone: '13800001111',
    })
    const page = await notified(number)
    const fields = { standing: 'named', way: 'transfer', name: 'fuhe经办', secret }
    await step(house, 'tijiao', { path: page, deed: 'claim', fields })
    const check = { who: 'officer', reason: '身份证件是同一个人' }
    await step(house, 'pizhun', { path: page, deed: 'check-namesake', fields: check })
    const refused = await step(house, 'caiwu', {
      path: page,
      deed: 'pay',
      fields: { reference: '财0001' },
    })
    expect([refused.status, refused.text.includes('领奖人是本系统的工作人员')]).toEqual([422, true])
  })

  it('at a counter two officers look at whoever comes, and the name they compare stands nowhere', async () => {
    const { number } = await aSubstantiatedReport(house, { name: '鵷鶵隐', phone: '13977665544' })
    const page = await notified(number)
    const fields = { standing: 'named', way: 'counter', name: '鵷鶵 隐' }
    const taken = await step(house, 'tijiao', { path: page, deed: 'claim', fields })
    expect(taken.text).toContain('实名，当面领取')
    const pay = { path: page, deed: 'pay', fields: { reference: '现0001' } }
    expect((await step(house, 'caiwu', pay)).text).toContain('当面领取要两个人核对')
    await step(house, 'tijiao', { path: page, deed: 'confirm' })
    await step(house, 'fuhe', { path: page, deed: 'confirm' })
    const paid = await step(house, 'caiwu', pay)
    expect(paid.text).toContain('已发放')
    expect(paid.html + house.desk.logged.join()).not.toMatch(/鵷鶵|13977665544/)
  })

  it('a decision revoked after payment: the reward stops, falls, and what was paid is recorded as it comes back', async () => {
    const { number, secret } = await aSubstantiatedReport(house)
    const page = await notified(number)
    await step(house, 'fuhe', { path: page, deed: 'claim', fields: { ...claimed, secret } })
    await step(house, 'caiwu', { path: page, deed: 'pay', fields: { reference: '财0001' } })
    const paper = { reason: '复议改变了处罚', document: '荣府复决〔2026〕2号' }
    await step(house, 'pizhun', { path: page, deed: 'reopen', fields: paper })
    const fallen = await step(house, 'pizhun', { path: page, deed: 'revoke', fields: paper })
    expect(fallen.text).toContain('3,000.00 元（人民币叁仟元整），已追回 0.00 元')
    const more = { sum: '3000.01', reference: '收0001' }
    const back = async (fields: Readonly<Record<string, string>>) =>
      await step(house, 'caiwu', { path: page, deed: 'recover', fields })
    expect((await back(more)).status).toBe(422)
    expect((await back({ ...more, sum: '3,000' })).text).toContain('已追回 3,000.00 元')
    expect((await openNewsOf(house.desk.world, number)).at(-1)).toContain('已经撤销')
  })

  it('a report without a wish, and a slip in an amount, are refused with what cures them', async () => {
    const plain = await aSubstantiatedReport(house, { wantsReward: false })
    expect((await propose(house, plain.number)).text).toContain('举报人没有说要领奖励')
    const { number } = await aSubstantiatedReport(house)
    const slip = await propose(house, number, { base: '4万' })
    expect([slip.status, slip.text.includes('计算基数没有填对')]).toEqual([422, true])
    expect(slip.html).toContain('value="4万"')
    const open = await propose(house, number, { 'rule-unknown': '' })
    expect(open.text).toContain('主要事实事先没有掌握')
  })

  it('the second report of the same facts is found with the reason, and the officer decides', async () => {
    const first = await aSubstantiatedReport(house)
    house.desk.later(60_000)
    const second = await aSubstantiatedReport(house)
    const officer = await house.at('tijiao')
    const page = await officer.get(`/desk/cases/${second.number}/reward`)
    expect(page.text).toContain(`${first.number} 11月20日`)
    expect(page.text).toMatch(/被举报方相同、地点相同、前后一个月内|地点相同、前后一个月内/)
    const open = await propose(house, second.number)
    expect(open.text).toContain('都请选是不是同一事实')
    const same = { other: first.number, [`same-${first.number}`]: 'yes' }
    const why = { [`why-${first.number}`]: '同一个地址同一个人' }
    const none = await propose(house, second.number, { ...same, ...why })
    expect(none.text).toContain('按先后次序，这件举报不分奖励')
  })

  it("the month's file for finance adds up to its lines, holds no formula and no identity", async () => {
    const { number, secret } = await aSubstantiatedReport(house, {
      name: '鵷鶵隐',
      phone: '13977665544',
    })
    const page = await notified(number)
    await step(house, 'fuhe', { path: page, deed: 'claim', fields: { ...claimed, secret } })
    await step(house, 'caiwu', { path: page, deed: 'pay', fields: { reference: '=1+1' } })
    const finance = await house.at('caiwu')
    const book = await finance.get('/desk/reward-book?month=2026-11')
    expect(book.text).toMatch(/发放合计\s*3,000.00 元（人民币叁仟元整）/)
    const cookie = [...finance.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const file = await house.desk.app.request(
      'https://jubao.example/desk/reward-book/month.xlsx?month=2026-11',
      { headers: { cookie } },
    )
    const { unzipSync, strFromU8 } = await import('fflate')
    const sheets = unzipSync(new Uint8Array(await file.arrayBuffer()))
    const xml = Object.values(sheets)
      .map((one) => strFromU8(one))
      .join('\n')
    const amounts = [
      ...strFromU8(sheets['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).matchAll(
        /<v>(-?[\d.]+)<\/v>/g,
      ),
    ]
    const [sums, total] = [amounts.slice(0, -1), amounts.at(-1)]
    const added = sums.reduce((sum, one) => sum + Number(one[1]), 0)
    expect([added, Number(total?.[1])]).toEqual([3000, 3000])
    expect(xml).toContain('>=1+1<')
    expect(xml).not.toContain('<f>')
    expect(xml).not.toMatch(/鵷鶵|13977665544/)
    expect(xml).not.toContain(number)
  })

  it('the public register names no month that is not over and no line of fewer than five', async () => {
    const { number, secret } = await aSubstantiatedReport(house)
    const page = await notified(number)
    await step(house, 'fuhe', { path: page, deed: 'claim', fields: { ...claimed, secret } })
    await step(house, 'caiwu', { path: page, deed: 'pay', fields: { reference: '财0001' } })
    const open = async () =>
      await (
        await house.desk.app.request('https://jubao.example/rewards?area=500153&year=2026')
      ).text()
    const before = await open()
    expect(before).toContain('没有可以单独列出的')
    house.desk.later(15 * 24 * 3_600_000)
    // While the year runs it says the same with a reward as without: the difference would be that reward.
    expect(await open()).toBe(before)
    house.desk.later(31 * 24 * 3_600_000)
    const told = await open()
    expect(told).toContain('另有不到 5 件，不列')
    expect(told).not.toContain('3,000')
  })
})
