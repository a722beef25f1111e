import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actOnReward } from '#service/reward-act.ts'
import { monthBook } from '#service/reward-books.ts'
import {
  aRewardDesk,
  aSubstantiatedReport,
  propose,
  step,
  type RewardDesk,
} from '../web/reward-desk.ts'

const claims = process.env['LONG'] ? 10_000 : 300

let house: RewardDesk
beforeEach(async () => {
  house = await aRewardDesk()
})
afterEach(async () => await house.close())

async function notified(
  where = '东街一号楼',
): Promise<{ readonly id: string; readonly secret: string }> {
  const told = { facts: { where, who: where } }
  const { number, secret } = await aSubstantiatedReport(house, told)
  const path = (await propose(house, number, { decision: `荣卫罚〔2026〕${number.slice(-2)}号` }))
    .path
  const page = path.replace(/\?.*/, '')
  await step(house, 'fuhe', { path: page, deed: 'check' })
  await step(house, 'pizhun', { path: page, deed: 'approve' })
  await step(house, 'tijiao', { path: page, deed: 'notify' })
  return { id: page.split('/').at(-1) ?? '', secret }
}

describe('promise 18', () => {
  it(`of ${claims} claims on one notice at once exactly one succeeds, and of as many payments`, async () => {
    const { id, secret } = await notified()
    const { world } = house.desk
    const { fuhe, tijiao, caiwu } = house.officers
    const claim = { type: 'claim', way: 'transfer', standing: 'anonymous', proxy: false } as const
    const given = { ...claim, secret, name: '' }
    const all = await Promise.all(
      Array.from({ length: claims }, async (_, n) => {
        const point = { id, version: 4 }
        return await actOnReward(world, n % 2 === 0 ? fuhe : tijiao, point, given)
      }),
    )
    const done = all.filter(({ ok }) => ok)
    expect(done).toHaveLength(1)
    const again = await actOnReward(world, fuhe, { id, version: 5 }, given)
    expect(again).toMatchObject({ refusal: { key: 'reward-already-claimed' } })
    const paid = await Promise.all(
      Array.from({ length: claims }, async (_, n) => {
        const pay = { type: 'pay', reference: `财${n}` } as const
        return await actOnReward(world, caiwu, { id, version: 5 }, pay)
      }),
    )
    expect(paid.filter(({ ok }) => ok)).toHaveLength(1)
    const book = await monthBook(world, caiwu, { month: '2026-11', file: false })
    if (!book.ok) throw new Error(book.refusal.key)
    expect([book.value.paid, book.value.payments.length]).toEqual([300_000, 1])
    console.log(`promise 18: ${claims} claims and ${claims} payments at once, 1 and 1 succeeded`)
  })

  it('totals reconcile to the cent: what was notified is paid, waived, given up, on its way or to come back', async () => {
    const { world } = house.desk
    const first = await notified('东街一号楼')
    const second = await notified('西街二号楼')
    const third = await notified('南街三号楼')
    await notified('北街四号楼')
    const claimed = async ({ id, secret }: { readonly id: string; readonly secret: string }) => {
      const fields = { standing: 'anonymous', way: 'transfer', secret }
      await step(house, 'fuhe', { path: `/desk/rewards/${id}`, deed: 'claim', fields })
      const pay = { path: `/desk/rewards/${id}`, deed: 'pay', fields: { reference: `财${id}` } }
      await step(house, 'caiwu', pay)
    }
    await claimed(first)
    await claimed(second)
    const paper = { reason: '复议改变了处罚', document: '荣府复决〔2026〕2号', sum: '1,000.01' }
    const at = `/desk/rewards/${second.id}`
    await step(house, 'pizhun', { path: at, deed: 'revoke', fields: paper })
    const waiver = { document: '声明一号' }
    const waive = { path: `/desk/rewards/${third.id}`, deed: 'waive', fields: waiver }
    await step(house, 'fuhe', waive)
    const book = await monthBook(world, house.officers.caiwu, { month: '2026-11', file: false })
    if (!book.ok) throw new Error(book.refusal.key)
    const { totals, paid, notified: lines } = book.value
    expect(totals).toMatchObject({
      paid: 600_000,
      waived: 300_000,
      open: 300_000,
      recover: 100_001,
    })
    expect(totals.granted + totals.recover).toBe(
      totals.paid + totals.waived + totals.lapsed + totals.open,
    )
    expect(paid).toBe(lines.reduce((sum, line) => sum + line.paid, 0))
    const numbers = lines.map(({ notice }) => notice)
    expect(numbers).toEqual([1, 2, 3, 4].map((n) => `荣卫奖〔2026〕${n}号`))
  })
})
