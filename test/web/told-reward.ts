import { claimReward, waiveReward, type Claiming } from '#service/claim.ts'
import { proveClaim } from '#service/claim-proof.ts'
import { claimView } from '#service/claim-view.ts'
import type { Result } from '#core/result.ts'
import type { ClaimView } from '#service/claim-view.ts'
import {
  aSubstantiatedReport,
  propose,
  step,
  type Rewarded,
  type RewardDesk,
} from './reward-desk.ts'
import type { Told } from './world.ts'

/** A reward whose notice was given, and who may claim it. */
export interface ToldReward extends Rewarded {
  readonly rewardId: string
  readonly page: string
}

let told = 0

/** From the report to the notice, by four officers. */
export async function aToldReward(house: RewardDesk, more: Told = {}): Promise<ToldReward> {
  const where = `第${(told += 1)}街一号楼`
  const filed = await aSubstantiatedReport(house, { facts: { where, who: where }, ...more })
  const decision = `荣卫罚〔2026〕${filed.number.slice(-2)}号`
  const page = (await propose(house, filed.number, { decision })).path.replace(/\?.*/, '')
  await step(house, 'fuhe', { path: page, deed: 'check' })
  await step(house, 'pizhun', { path: page, deed: 'approve' })
  await step(house, 'tijiao', { path: page, deed: 'notify' })
  return { ...filed, page, rewardId: page.split('/').at(-1) ?? '' }
}

/** Whoever knows number and code, as a chat or a page asks for them. */
export async function shows(
  { desk }: RewardDesk,
  { number, code, asker = 'somebody' }: Record<'number' | 'code', string> & { asker?: string },
): Promise<Result<ClaimView | undefined>> {
  const { world } = desk
  return await world.db.transaction(async (tx) => {
    const proven = await proveClaim(world, tx, { number, code, asker, at: world.clock() })
    if (!proven.ok) return proven
    return { ok: true, value: await claimView(world, tx, proven.value) }
  })
}

export const takes = async (
  { desk: { world } }: RewardDesk,
  claiming: Claiming,
): Promise<Result<ClaimView>> =>
  await world.db.transaction(async (tx) => await claimReward(world, tx, claiming))

export const waives = async (
  { desk: { world } }: RewardDesk,
  claiming: Pick<Claiming, 'id' | 'proof'>,
): Promise<Result<ClaimView>> =>
  await world.db.transaction(async (tx) => await waiveReward(world, tx, claiming))

export const account = { name: '鵷鶵隐', bank: '测试银行荣昌支行', account: '6222 0202 0011 2233' }
