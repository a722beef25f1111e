import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchRewards } from '#service/reward-clock.ts'
import { eventsIn } from '../proof/events-in.ts'
import { aScheme } from '../core/reward-builders.ts'
import { aRewardDesk, type RewardDesk } from '../web/reward-desk.ts'
import { account, aToldReward, shows, takes, waives } from '../web/told-reward.ts'

const day = 24 * 3_600_000
const claims = process.env['LONG'] ? 10_000 : 300

let house: RewardDesk
beforeAll(async () => {
  house = await aRewardDesk()
})
afterAll(async () => await house.close())

describe('a reward is shown to whoever knows number and claim secret', () => {
  it('and to nobody else: a wrong secret, another report’s secret, a secret with another number', async () => {
    const [one, other] = [await aToldReward(house), await aToldReward(house)]
    expect(
      await shows(house, { number: one.number.toLowerCase(), code: one.secret }),
    ).toMatchObject({
      value: { id: one.rewardId, proof: 'secret', ways: ['counter', 'transfer'] },
    })
    const wrong = { refusal: { key: 'claim-wrong' } }
    const tries = ['0000-0000-0000-00000', other.secret]
    for (const [n, code] of tries.entries())
      expect(await shows(house, { number: one.number, code, asker: `a${n}` })).toMatchObject(wrong)
  })

  it('a guessed secret slows that conversation alone, and the right one still opens', async () => {
    const { number, secret } = await aToldReward(house)
    const guess = async (asker: string) =>
      await shows(house, { number, code: '0000-0000-0000-00000', asker })
    for (let n = 0; n < 3; n++)
      expect(await guess('guesser')).toMatchObject({ refusal: { key: 'claim-wrong' } })
    expect(await guess('guesser')).toMatchObject({ refusal: { key: 'receipt-slow' } })
    expect(await guess('another')).toMatchObject({ refusal: { key: 'claim-wrong' } })
    expect(await shows(house, { number, code: secret, asker: 'guesser' })).toMatchObject({
      ok: true,
    })
  })

  it('the passcode of an anonymous report shows the reward and does not claim it', async () => {
    const { number, passcode, rewardId } = await aToldReward(house)
    const seen = await shows(house, { number, code: passcode })
    expect(seen).toMatchObject({ value: { proof: 'passcode', needsSecret: true } })
    expect(await takes(house, { id: rewardId, proof: 'passcode', way: 'counter' })).toMatchObject({
      refusal: { key: 'reward-claim-unproven' },
    })
    expect(await waives(house, { id: rewardId, proof: 'chat' })).toMatchObject({
      refusal: { key: 'reward-claim-unproven' },
    })
  })

  it('to see it is the day the notice reached them: the claim period runs from then', async () => {
    const { number, secret } = await aToldReward(house)
    const seen = await shows(house, { number, code: secret })
    expect(seen).toMatchObject({
      value: { until: '2027-01-20', reward: { due: { from: '2026-11-20' } } },
    })
  })
})

describe('a claim', () => {
  it('two people at once with the right secret: one has it, the other hears that it was claimed', async () => {
    const { rewardId: id } = await aToldReward(house)
    const done = await Promise.all(
      ['counter', 'transfer'].map(
        async (way) =>
          await takes(house, { id, proof: 'secret', way: way as 'counter', payee: account }),
      ),
    )
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(done.find(({ ok }) => !ok)).toMatchObject({
      refusal: { key: 'reward-already-claimed' },
    })
  })

  it(`promise 18: of ${claims} claims by reporters on one notice at once exactly one succeeds`, async () => {
    const { rewardId: id } = await aToldReward(house)
    const before = performance.now()
    const all = await Promise.all(
      Array.from(
        { length: claims },
        async () => await takes(house, { id, proof: 'secret', way: 'counter' }),
      ),
    )
    const refused = all.flatMap((one) => (one.ok ? [] : [one.refusal.key]))
    expect(refused.filter((key) => key === 'reward-already-claimed')).toHaveLength(claims - 1)
    const took = Math.round(performance.now() - before)
    console.log(
      `promise 18: ${claims} claims of reporters at once, ${claims - refused.length} succeeded, ${refused.length} heard that it was claimed, ${took} ms`,
    )
  }, 120_000)

  it('a payee with the name of an officer has claimed, and no entry of the reward holds the name', async () => {
    const { rewardId: id } = await aToldReward(house)
    const payee = { ...account, name: 'fuhe 经办' }
    const taken = await takes(house, { id, proof: 'secret', way: 'transfer', payee })
    expect(taken).toMatchObject({ ok: true, value: { reward: { state: 'claimed' } } })
    const { reward } = taken.ok ? taken.value : {}
    expect(reward?.claim?.namesakes).toHaveLength(1)
    expect(JSON.stringify(reward)).not.toMatch(/fuhe\s*经办/)
    const { world } = house.desk
    expect(await world.db.read(async (tx) => await world.vault.hasPayee(tx, id))).toBe(true)
  })

  it('a named reporter is paid to an account in their own name only', async () => {
    const { rewardId: id } = await aToldReward(house, { name: '鵷鶵隐', phone: '13977665544' })
    const payee = { ...account, name: '李四' }
    expect(await takes(house, { id, proof: 'passcode', way: 'transfer', payee })).toMatchObject({
      refusal: { key: 'reward-payee-name' },
    })
    const own = { id, proof: 'passcode', way: 'transfer', payee: account } as const
    expect(await takes(house, own)).toMatchObject({ ok: true })
  })

  it('an account that is not whole is refused', async () => {
    const { rewardId: id } = await aToldReward(house)
    for (const payee of [
      { ...account, account: '12ab' },
      { ...account, bank: ' ' },
    ])
      expect(await takes(house, { id, proof: 'secret', way: 'transfer', payee })).toMatchObject({
        refusal: { key: 'reward-payee-missing' },
      })
  })

  it('by proxy where the scheme knows none is refused with the rule', async () => {
    const { rewardId: id } = await aToldReward(house)
    expect(await takes(house, { id, proof: 'secret', way: 'proxy' })).toMatchObject({
      refusal: { key: 'reward-proxy-not-provided', facts: { rule: '《测试方案》第proxy条' } },
    })
  })

  it('waived is waived: nobody claims it afterwards', async () => {
    const { rewardId: id } = await aToldReward(house)
    expect(await waives(house, { id, proof: 'secret' })).toMatchObject({ ok: true })
    expect(await takes(house, { id, proof: 'secret', way: 'counter' })).toMatchObject({
      refusal: { key: 'reward-waived' },
    })
  })

  it('the account goes to the vault: no table of the desk has it in clear', async () => {
    const { rewardId: id } = await aToldReward(house)
    await takes(house, { id, proof: 'secret', way: 'transfer', payee: account })
    expect(await eventsIn(house.desk.world, id)).not.toMatch(/鵷鶵隐|6222020200112233|测试银行/)
  })
})

describe('after the deadline', () => {
  it('a claim is refused with the day and the rule, kindly, and the clock lets it lapse', async () => {
    const late = await aRewardDesk([aScheme({ proxy: true })])
    const { number, secret, rewardId: id } = await aToldReward(late)
    expect(await shows(late, { number, code: secret })).toMatchObject({ ok: true })
    late.desk.later(62 * day)
    const claim = { id, proof: 'secret', way: 'counter' } as const
    const over = { refusal: { key: 'reward-claim-over', facts: { rule: '《测试方案》第claim条' } } }
    expect(await takes(late, claim)).toMatchObject(over)
    await watchRewards(late.desk.world)
    expect(await takes(late, claim)).toMatchObject(over)
    expect(await shows(late, { number, code: secret })).toMatchObject({
      value: { reward: { state: 'lapsed' }, until: '2027-01-20' },
    })
    await late.close()
  })
})
