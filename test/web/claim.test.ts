import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPages } from '../paper/read-pages.ts'
import { renderPages } from '../paper/render-pages.ts'
import { aScheme } from '../core/reward-builders.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aRewardDesk, step, type RewardDesk } from './reward-desk.ts'
import { account, aToldReward, type ToldReward } from './told-reward.ts'

let house: RewardDesk
beforeAll(async () => {
  house = await aRewardDesk([aScheme({ proxy: true })])
})
afterAll(async () => await house.close())

const look = async (
  visitor: BrowserLike,
  { number, secret: code }: Pick<ToldReward, 'number' | 'secret'>,
): Promise<Seen> =>
  await visitor.submit(await visitor.get('/claim'), 'name="code"', { number, code })

describe('领奖 on a page without scripts', () => {
  it('number and secret show the notice; at a counter two officers hear the code, and it is paid', async () => {
    const told = await aToldReward(house)
    const visitor = aBrowser(house.desk.app)
    const seen = await look(visitor, told)
    expect(seen.text).toContain('人民币叁仟元整')
    expect(seen.text).toContain('2027年1月20日前领')
    const claimed = await visitor.submit(seen, 'value="counter"', { way: 'counter' })
    const [, code = ''] = /取奖码：(\d{4} \d{4})/.exec(claimed.text) ?? []
    expect(code).not.toBe('')
    const wrong = { path: told.page, deed: 'confirm', fields: { code: '0000 0000' } }
    expect((await step(house, 'fuhe', wrong)).text).toContain('取奖码没有核对上')
    const right = { ...wrong, fields: { code } }
    await step(house, 'fuhe', right)
    await step(house, 'tijiao', right)
    const pay = { path: told.page, deed: 'pay', fields: { reference: '财1' } }
    expect((await step(house, 'caiwu', pay)).text).toContain('已发放')
    expect((await look(visitor, told)).text).toContain('已经发放')
  })

  it('shows nothing of the report: not what was said, nor where, nor whom, nor the number of the decision', async () => {
    const seen = await look(aBrowser(house.desk.app), await aToldReward(house))
    expect(seen.text).not.toMatch(/打针|老太婆|街一号楼|荣卫罚|经办|无证/)
  })

  it('the claim secret does not open the report, and the passcode does not claim it', async () => {
    const told = await aToldReward(house)
    const visitor = aBrowser(house.desk.app)
    const track = await visitor.submit(await visitor.get('/track'), 'name="passcode"', {
      number: told.number,
      passcode: told.secret,
    })
    expect(track.text).toContain('对不上')
    const seen = await look(visitor, { number: told.number, secret: told.passcode })
    expect(seen.text).toContain('查询密码只能看，不能领')
    expect(seen.html).not.toContain('value="counter"')
    const forced = await visitor.submit(seen, 'action="/claim/notice"')
    expect(forced.headers.get('content-type')).toBe('application/pdf')
  })

  it('by proxy it says what the proxy must bring', async () => {
    const visitor = aBrowser(house.desk.app)
    const seen = await look(visitor, await aToldReward(house))
    const claimed = await visitor.submit(seen, 'value="proxy"', { way: 'proxy' })
    expect(claimed.text).toContain('代领的人带委托书')
  })

  it('an account that is not whole is refused; who bears an officer’s name has claimed, and is told nothing of that officer', async () => {
    const visitor = aBrowser(house.desk.app)
    const told = await aToldReward(house)
    const seen = await look(visitor, told)
    const half = { way: 'transfer', ...account, account: '12' }
    const refused = await visitor.submit(seen, 'value="transfer"', half)
    expect(refused.text).toContain('要写全')
    const one = { way: 'transfer', ...account, name: 'fuhe经办' }
    const claimed = await visitor.submit(refused, 'value="transfer"', one)
    expect(claimed.text).toContain('申领')
    expect(claimed.text).not.toMatch(/同名|fuhe/)
  })

  it('is given up only by whoever ticks that they mean it', async () => {
    const visitor = aBrowser(house.desk.app)
    const told = await aToldReward(house)
    const seen = await look(visitor, told)
    expect((await visitor.submit(seen, 'value="waive"', { sure: '' })).text).toContain('请勾选')
    expect((await visitor.submit(seen, 'value="waive"', { sure: 'yes' })).text).toContain(
      '您已经放弃',
    )
  })
})

describe('收款账户', () => {
  it('is seen by one of finance alone, after a second person granted it, for a day', async () => {
    const told = await aToldReward(house)
    const visitor = aBrowser(house.desk.app)
    const seen = await look(visitor, told)
    await visitor.submit(seen, 'value="transfer"', { way: 'transfer', ...account })
    const path = `${told.page}/payee`
    const act = async (login: 'caiwu' | 'pizhun' | 'fuhe', deed: string, more = {}) => {
      const officer = await house.at(login)
      const page = await officer.get(path)
      const token = page.forms.find(({ fields }) => fields['csrf'])?.fields['csrf'] ?? ''
      return await officer.post(path, { csrf: token, deed, ...more })
    }
    const secret = /鵷鶵隐|6222020200112233|荣昌支行/
    expect((await act('fuhe', 'ask')).status).not.toBe(200)
    expect((await act('caiwu', 'see')).text).toContain('还没有批准查看')
    expect((await act('caiwu', 'ask')).text).toContain('已申请')
    expect((await act('caiwu', 'grant', { asker: 'officer-caiwu' })).status).toBe(403)
    const granted = await act('pizhun', 'grant', { asker: 'officer-caiwu' })
    expect(granted.text).toContain('已批准')
    expect(granted.text).not.toMatch(secret)
    expect((await act('pizhun', 'see')).text).not.toMatch(secret)
    expect((await act('caiwu', 'see')).text).toMatch(/鵷鶵隐.*6222020200112233/s)
    expect((await (await house.at('caiwu')).get(path)).text).not.toMatch(secret)
    house.desk.later(25 * 3_600_000)
    const again = aBrowser(house.desk.app)
    await again.signIn('caiwu')
    const page = await again.get(path)
    const csrf = page.forms.find(({ fields }) => fields['csrf'])?.fields['csrf'] ?? ''
    expect((await again.post(path, { csrf, deed: 'see' })).text).not.toMatch(secret)
  })
})

describe('举报奖励通知书', () => {
  it('has all contents in words that can be copied, and nothing of what or whom it was about', async () => {
    const fresh = await aRewardDesk([aScheme({ proxy: true })])
    const told = await aToldReward(fresh)
    const visitor = aBrowser(fresh.desk.app)
    const seen = await look(visitor, told)
    const response = await fresh.desk.app.request('https://jubao.example/claim/notice', {
      method: 'POST',
      headers: {
        'sec-fetch-site': 'same-origin',
        cookie: [...visitor.cookies].map((one) => one.join('=')).join('; '),
      },
      body: new URLSearchParams({
        ...seen.forms.find(({ action }) => action === '/claim/notice')?.fields,
      }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const words = (await readPages(bytes)).flatMap(({ lines }) => lines).join('')
    const drawn = await renderPages(bytes)
    expect(drawn.map(({ text }) => text.replaceAll(/\s/g, '')).join('')).toBe(
      words.replaceAll(/\s/g, ''),
    )
    expect(drawn.every(({ dark }) => dark > 0.005)).toBe(true)
    expect(drawn[0]?.red).toBeGreaterThan(0.001)
    if (process.env['PICTURES'])
      writeFileSync(
        join(import.meta.dirname, '../../docs/images/reward-notice.png'),
        drawn[0]?.png ?? '',
      )
    for (const one of [
      '荣卫奖〔2026〕1号',
      '举报奖励通知书',
      `举报人（编号${told.number}）`,
      '您2026年11月20日的举报',
      '经查证属实，已经作出处理决定',
      '《测试方案》（测〔2026〕1号）',
      '计算基数',
      '40,000.00 元',
      '二级，',
      '3,000.00 元',
      '人民币叁仟元整',
      '2027年1月20日前',
      '逾期未领取视为放弃',
      '凭举报编号（身份代码）和领奖凭证',
      '代领人带委托书',
      '举报奖励经办岗、举报奖励复核岗',
      '不得打听、透露举报人是谁',
      '荣昌区卫生健康委（盖章）',
      '2026年11月20日',
      '举报奖励领取回执',
      '工作人员二',
      '放弃举报奖励声明',
    ])
      expect(words).toContain(one)
    expect(words).not.toMatch(/荣卫罚|老太婆|打针|街一号楼|经办人员|officer|□[^ 　柜转代]/)
    await fresh.close()
  })
})
