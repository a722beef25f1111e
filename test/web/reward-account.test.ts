import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimReward } from '#service/claim.ts'
import { forgetMe } from '#service/erasure.ts'
import { ownData } from '#service/own-data.ts'
import type { Asking } from '#service/requests.ts'
import { createExpiry } from '#service/retention.ts'
import { caseById } from '#store/cases.ts'
import { aRewardDesk, aSubstantiatedReport, propose, step } from './reward-desk.ts'
import type { RewardDesk, Rewarded } from './reward-desk.ts'

const day = 24 * 3_600_000
const payee = { name: '鵷鶵隐', bank: '鸑鷟银行', account: '6222001122334455' }

let house: RewardDesk
beforeEach(async () => {
  house = await aRewardDesk()
})
afterEach(async () => await house.close())

/** Claimed by transfer; gives the page of the reward. */
async function claimed(filed: Rewarded): Promise<string> {
  const path = (await propose(house, filed.number)).path.replace(/\?.*/, '')
  await step(house, 'fuhe', { path, deed: 'check' })
  await step(house, 'pizhun', { path, deed: 'approve' })
  await step(house, 'tijiao', { path, deed: 'notify' })
  const id = path.split('/').at(-1) ?? ''
  const { world } = house.desk
  const done = await world.db.transaction(
    async (tx) => await claimReward(world, tx, { id, proof: 'secret', way: 'transfer', payee }),
  )
  expect(done).toMatchObject({ ok: true })
  return path
}

const paid = async (path: string): Promise<unknown> =>
  await step(house, 'caiwu', { path, deed: 'pay', fields: { reference: '财0001' } })

const accounts = async (): Promise<number> =>
  await house.desk.world.db.read(
    async (tx) => (await tx.selectFrom('payees').select('reward').execute()).length,
  )

/** What 我的信息 says of an account. */
async function told({ id }: Rewarded) {
  const { world } = house.desk
  return await world.db.transaction(async (tx) => {
    const about = await caseById(tx, id)
    const row = { id: 's', handle: about?.handle ?? '', area: '500153' }
    const asking = { world, tx, row, session: { lang: 'zh-cn' }, given: {}, at: world.clock() }
    const { accountKept, accountUntil } = await ownData(asking as unknown as Asking)
    return [accountKept, accountUntil]
  })
}

describe('the account of a reward', () => {
  it('is kept while finance may need it, named in 我的信息 with its day, and goes that day', async () => {
    const filed = await aSubstantiatedReport(house)
    expect(await told(filed)).toEqual(['none', null])
    const path = await claimed(filed)
    expect(await told(filed)).toEqual(['open', '3 个月'])
    await paid(path)
    expect(await told(filed)).toEqual(['until', '2027年2月20日'])
    house.desk.later(91 * day)
    await createExpiry(house.desk.world)()
    expect(await accounts()).toBe(1)
    house.desk.later(day)
    await createExpiry(house.desk.world)()
    expect(await accounts()).toBe(0)
    expect(await told(filed)).toEqual(['none', null])
    const trail = await house.desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('audit')
          .select(['actor', 'subject'])
          .where('action', '=', 'identity-erased')
          .execute(),
    )
    expect(trail).toEqual([{ actor: 'clock', subject: filed.number }])
  })

  it('that is still to be paid to outlasts the term of names, so that the payment arrives', async () => {
    const filed = await aSubstantiatedReport(house)
    const path = await claimed(filed)
    house.desk.later(400 * day)
    await createExpiry(house.desk.world)()
    expect(await accounts()).toBe(1)
    await paid(path)
    expect(await told(filed)).toEqual(['until', '2028年3月25日'])
  })

  it('goes at once where the reporter wants to be forgotten and nothing is to be paid any more', async () => {
    const filed = await aSubstantiatedReport(house)
    await paid(await claimed(filed))
    house.desk.later(200 * day)
    const { world } = house.desk
    await world.db.transaction(async (tx) => {
      const about = await caseById(tx, filed.id)
      await forgetMe(world, tx, { handle: about?.handle ?? '', at: world.clock() })
    })
    expect(await accounts()).toBe(0)
  })

  it('is kept as long as the operator of the area says', async () => {
    const { world } = house.desk
    const written = world.operator.write('500153', { keepPayee: '10D' })
    expect(written.ok).toBe(true)
    const filed = await aSubstantiatedReport(house)
    await paid(await claimed(filed))
    expect(await told(filed)).toEqual(['until', '2026年11月30日'])
  })
})
