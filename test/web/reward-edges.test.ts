import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RewardScheme } from '#core/reward-scheme.ts'
import { eraseCase, forgetMe } from '#service/erasure.ts'
import { watchRewards } from '#service/reward-clock.ts'
import { actOnReward } from '#service/reward-act.ts'
import { caseByNumber } from '#store/cases.ts'
import { markRead } from '#store/news.ts'
import { aScheme, lacking } from '../core/reward-builders.ts'
import { openNewsOf } from '../service/reward-news.ts'
import {
  aRewardDesk,
  aSubstantiatedReport,
  propose,
  step,
  testScheme,
  type RewardDesk,
  type Rewarded,
} from './reward-desk.ts'

const day = 24 * 3_600_000
const open: RewardDesk[] = []
async function deskWith(schemes: RewardScheme[] = [testScheme]): Promise<RewardDesk> {
  const house = await aRewardDesk(schemes)
  open.push(house)
  return house
}
let house: RewardDesk
beforeEach(async () => {
  house = await deskWith()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const bare = (path: string): string => path.replace(/\?.*/, '')

async function notified({ number }: Rewarded, at = house): Promise<string> {
  const page = bare((await propose(at, number)).path)
  await step(at, 'fuhe', { path: page, deed: 'check' })
  await step(at, 'pizhun', { path: page, deed: 'approve' })
  await step(at, 'tijiao', { path: page, deed: 'notify' })
  return page
}

/** The reporter opens what there is to read. */
async function reads({ number }: Rewarded): Promise<void> {
  await house.desk.world.db.transaction(async (tx) => {
    const about = await caseByNumber(tx, number)
    const rows = await tx
      .selectFrom('news')
      .select('id')
      .where('caseId', '=', about?.id ?? '')
      .execute()
    await markRead(
      tx,
      rows.map(({ id }) => id),
      house.desk.world.clock(),
    )
  })
}

const stateOf = async (page: string) =>
  await house.desk.world.db.read(
    async (tx) =>
      await tx
        .selectFrom('rewards')
        .select(['state', 'dueOn'])
        .where('id', '=', page.split('/').at(-1) ?? '')
        .executeTakeFirst(),
  )

describe('the clock of a reward', () => {
  it('begins when the reporter opens the notice, reminds before the last day, and lapses after it', async () => {
    const filed = await aSubstantiatedReport(house)
    const page = await notified(filed)
    const { world, later } = house.desk
    await watchRewards(world)
    expect((await stateOf(page))?.dueOn).toBeNull()
    later(2 * day)
    await reads(filed)
    await watchRewards(world)
    expect(await stateOf(page)).toEqual({ state: 'notified', dueOn: '2027-01-22' })
    later(55 * day)
    await watchRewards(world)
    await watchRewards(world)
    const told = await openNewsOf(world, filed.number)
    expect(told.filter((one) => one.startsWith('提醒：'))).toHaveLength(1)
    expect(told.at(-1)).toContain('到 2027-01-22 为止')
    later(6 * day)
    await watchRewards(world)
    expect((await stateOf(page))?.state).toBe('notified')
    later(day)
    await watchRewards(world)
    expect((await stateOf(page))?.state).toBe('lapsed')
    expect((await openNewsOf(world, filed.number)).at(-1)).toContain('视为放弃')
  })

  it('a claim after the deadline is refused, also before the clock has come by', async () => {
    const filed = await aSubstantiatedReport(house)
    const page = await notified(filed)
    await reads(filed)
    await watchRewards(house.desk.world)
    house.desk.later(70 * day)
    const point = { id: page.split('/').at(-1) ?? '', version: 5 }
    const claim = { type: 'claim', way: 'transfer', standing: 'anonymous', proxy: false } as const
    const given = { ...claim, secret: filed.secret, name: '' }
    const late = await actOnReward(house.desk.world, house.officers.fuhe, point, given)
    expect(late).toMatchObject({ refusal: { key: 'reward-claim-over' } })
  })
})

/** The second person of what the administrator entered. */
async function approve({ at }: RewardDesk): Promise<void> {
  const officer = await at('fuhe')
  const page = await officer.get('/desk/reward-parameters')
  await officer.submit(page, 'value="approve"', { deed: 'approve' })
}

describe('a scheme', () => {
  it('without one of its parameters names no sum and says what is missing and who settles it', async () => {
    const own = await deskWith([lacking(testScheme, 'levels')])
    const { number } = await aSubstantiatedReport(own)
    const page = await (await own.at('tijiao')).get(`/desk/cases/${number}/reward`)
    expect(page.text).toContain('还不能计算，缺：')
    expect(page.text).toContain('等级和比例')
    expect(page.html).not.toContain('name="decision"')
  })

  it('is completed by the administrator, each parameter with its source, and refuses one without', async () => {
    const own = await deskWith([lacking(testScheme, 'levels')])
    const admin = await own.at('guanli')
    const path = '/desk/admin/areas/500153/rewards'
    const levels = '一级｜5%｜5000｜完全相符\n二级｜分段 5万:4% 以上:3%｜3000｜基本相符'
    const fill = async (fields: Readonly<Record<string, string>>) =>
      await admin.submit(await admin.get(path), 'name="levels"', {
        levels,
        reason: '会议纪要三号',
        ...fields,
      })
    const unsourced = await fill({ 'levels-article': '第五条' })
    expect([unsourced.status, unsourced.text.includes('“等级和比例”没有写全出处')]).toEqual([
      422,
      true,
    ])
    expect(unsourced.html).toContain('二级｜分段 5万:4% 以上:3%｜3000｜基本相符')
    const source = {
      'levels-article': '第五条',
      'levels-source': '荣卫发〔2026〕3号',
      'levels-on': '2026-03-02',
    }
    const slip = await fill({ ...source, levels: '一级｜五成｜｜完全相符' })
    expect(slip.text).toContain('没有填对')
    const first = await fill(source)
    expect(first.text).toContain('还缺 1')
    await approve(own)
    const now = await admin.get(path)
    expect(now.text).toContain('已经填齐')
    expect(now.text).toMatch(/第 1\s*版/)
    const { number } = await aSubstantiatedReport(own)
    const proposed = await propose(own, number, { level: '2' })
    expect(proposed.text).toContain('荣卫发〔2026〕3号')
    expect(proposed.text).toContain('3,000.00 元')
  })

  it('edited between proposal and approval: the approval is refused, and it is calculated anew', async () => {
    const own = await deskWith([lacking(testScheme, 'budget')])
    const admin = await own.at('guanli')
    const path = '/desk/admin/areas/500153/rewards'
    const fill = async (budget: string) => {
      await admin.submit(await admin.get(path), 'name="budget"', {
        budget,
        'budget-article': '预算',
        'budget-source': '荣财〔2026〕1号',
        'budget-on': '2026-01-05',
        reason: '年度预算',
      })
      await approve(own)
    }
    await fill('科目一')
    const { number } = await aSubstantiatedReport(own)
    const page = bare((await propose(own, number)).path)
    await step(own, 'fuhe', { path: page, deed: 'check' })
    await fill('科目二')
    const refused = await step(own, 'pizhun', { path: page, deed: 'approve' })
    expect([refused.status, refused.text.includes('奖励办法在提出以后改过')]).toEqual([422, true])
    await step(own, 'pizhun', { path: page, deed: 'send-back', fields: { reason: '办法改了' } })
    const officer = await own.at('tijiao')
    const again = await officer.get(`/desk/cases/${number}/reward?again=${page.split('/').at(-1)}`)
    const rule = ['clear', 'unknown', 'duty']
    const anew = await officer.submit(again, 'name="decision"', { rule })
    expect(anew.text).toContain('待复核')
    expect(bare(anew.path)).toBe(page)
  })

  it('two schemes for the same facts: the second is refused', async () => {
    const own = await deskWith([testScheme, aScheme({}, { id: 'other', name: '测试方案二' })])
    const { number } = await aSubstantiatedReport(own)
    await propose(own, number)
    const officer = await own.at('tijiao')
    const page = await officer.get(`/desk/cases/${number}/reward`)
    const form = page.forms.find(({ fields }) => fields['scheme'] === 'other')
    expect(form).toBeDefined()
    const { proposal } = await import('./reward-desk.ts')
    const twice = await officer.post(bare(page.path), { ...form?.fields, ...proposal })
    expect(twice.text).toContain('同一事实已经按另一个办法提了奖励')
  })

  it('a sum above the cap is cut to it, and from a threshold on finance signs too', async () => {
    const own = await deskWith([aScheme({ most: 250_000, financeFrom: 250_000, least: 0 })])
    const { number } = await aSubstantiatedReport(own)
    const proposed = await propose(own, number)
    expect(proposed.text).toContain('2,500.00 元（人民币贰仟伍佰元整）')
    expect(proposed.text).toContain('超过上限的，给上限')
    const page = bare(proposed.path)
    await step(own, 'fuhe', { path: page, deed: 'check' })
    const half = await step(own, 'pizhun', { path: page, deed: 'approve' })
    expect(half.text).toContain('待批准')
    const whole = await step(own, 'caiwu', { path: page, deed: 'approve-finance' })
    expect(whole.text).toContain('待通知')
  })
})

describe('a joint report', () => {
  it('with a quarrel over shares waits where the scheme says so; agreed, the shares add up to the sum', async () => {
    const own = await deskWith([aScheme({ joint: { unlessAgreed: 'wait' } })])
    const { number } = await aSubstantiatedReport(own)
    const quarrel = await propose(own, number, { [`members-${number}`]: '甲\n乙' })
    expect(quarrel.text).toContain('份额还没有商定')
    const named = await propose(own, number, { [`members-${number}`]: '张三 1\n乙 1' })
    expect(named.text).toContain('不写姓名')
    const agreed = await propose(own, number, { [`members-${number}`]: '甲 2\n乙 1' })
    expect(agreed.text).toContain('联名举报人甲')
    expect(agreed.text).toContain('2,000.00')
    expect(agreed.text).toContain('1,000.00')
  })
})

describe('a case with a reward on its way', () => {
  it('is not erased, not even when its reporter asks; when all is over the books keep the sum and nothing that leads to it', async () => {
    const filed = await aSubstantiatedReport(house)
    const page = await notified(filed)
    const { world } = house.desk
    const at = world.clock()
    const row = await world.db.read(async (tx) => await caseByNumber(tx, filed.number))
    if (!row) throw new Error('no case')
    const kept = await world.db.transaction(async (tx) => ({
      asked: await forgetMe(world, tx, { handle: row.handle, at }),
      expired: await eraseCase(world, tx, row, { why: 'expired', by: 'clock' }),
    }))
    expect(kept.asked.kept).toEqual([{ number: filed.number, why: 'reward' }])
    expect(kept.expired).toMatchObject({ refusal: { key: 'reward-keeps' } })
    const claimed = { standing: 'anonymous', way: 'transfer', secret: filed.secret }
    await step(house, 'fuhe', { path: page, deed: 'claim', fields: claimed })
    await step(house, 'caiwu', { path: page, deed: 'pay', fields: { reference: '财0001' } })
    const gone = await world.db.transaction(
      async (tx) => await eraseCase(world, tx, row, { why: 'expired', by: 'clock' }),
    )
    expect(gone.ok).toBe(true)
    const officer = await house.at('tijiao')
    expect((await officer.get(page)).status).toBe(404)
    expect((await officer.get('/desk/rewards?queue=done')).text).toContain('案卷已删除')
    const book = await officer.get('/desk/reward-book?month=2026-11')
    expect(book.text).toContain('3,000.00')
    expect(book.text).not.toContain(filed.number)
  })
})

describe('whether somebody is asked about a reward', () => {
  it('only where a scheme for that offence is complete: none of the five plans sets sums, so by itself nobody is', async () => {
    const { isRewardPossible } = await import('#service/reward-wish.ts')
    const asked = async ({ desk }: RewardDesk, area: string, offence: string) =>
      await desk.world.db.read(
        async (tx) => await isRewardPossible(desk.world, tx, { area, offences: [offence] }),
      )
    const half = await deskWith([lacking(testScheme, 'claim')])
    expect(await asked(house, '500153', 'A1')).toBe(true)
    expect(await asked(house, '500153', 'E1')).toBe(false)
    expect(await asked(half, '500153', 'A1')).toBe(false)
    const { aDesk } = await import('./world.ts')
    const plain = await aDesk()
    const offences = [...plain.world.packs.offences.keys()]
    const possible = await plain.world.db.read(async (tx) => {
      const areas = [...plain.world.packs.areas.keys()]
      return await Promise.all(
        areas.map(async (area) => await isRewardPossible(plain.world, tx, { area, offences })),
      )
    })
    expect(possible).toEqual([false, false, false, false, false])
    await plain.close()
  })
})
