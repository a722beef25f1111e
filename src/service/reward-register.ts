import { dayOf, startOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { registerOf, type RewardRegister } from '#core/reward-register.ts'
import { paymentsBetween } from '#store/reward-books.ts'
import type { World } from './world.ts'

/** Rewards paid in an area in a year, as anybody may read of them. Nothing of a month that is not over. */
export async function rewardRegister(
  world: World,
  area: AreaCode,
  year: number,
): Promise<RewardRegister> {
  const [from, end] = [startOf(`${year}-01-01`), startOf(`${year + 1}-01-01`)]
  const now = world.clock()
  const monthBegan = startOf(`${dayOf(now).slice(0, 7)}-01`)
  const to = Math.min(end, monthBegan)
  const rows =
    from < to
      ? await world.db.read(async (tx) => await paymentsBetween(tx, { area }, { from, to }))
      : []
  const names = new Map(world.packs.rewards?.schemes.map(({ id, name }) => [id, name]))
  return registerOf(
    rows
      .filter(({ kind }) => kind === 'paid')
      .map(({ at, scheme, level, sum }) => ({
        month: dayOf(at).slice(0, 7),
        scheme: names.get(scheme) ?? '其他办法',
        level,
        sum,
      })),
    { isOver: end <= monthBegan },
  )
}
