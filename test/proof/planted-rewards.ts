import { calculate, type RewardFacts } from '#core/reward-calculation.ts'
import type { RewardEvent } from '#core/reward.ts'
import { openCase } from '#service/case-file.ts'
import { keepRewardEvent, openReward } from '#service/reward-file.ts'
import { caseByNumber } from '#store/cases.ts'
import { keepClaimSecret, keepNotice, keepWish } from '#store/reward-books.ts'
import { rewardById } from '#store/rewards.ts'
import type { House } from '../../src/house.ts'
import { aReportOf, aScheme, facts, findings } from '../core/reward-builders.ts'

/** The id of the reward of a case. */
export const rewardOf = (number: string): string => `reward-of-${number}`

const officer = { kind: 'officer', id: 'officer-x', office: '500153-health-commission' } as const

/** A reward for a case, paid, with its notice and its claim secret; gives the secret. */
export async function plantReward({ world }: House, number: string, nth: number): Promise<string> {
  const { passcode, hmac } = world.vault.newPasscode()
  const scheme = aScheme()
  const own: RewardFacts = facts({ reports: [aReportOf({ number })] })
  const calculation = calculate(scheme, own)
  if (!calculation.ok) throw new Error(calculation.refusal.key)
  const { sum } = calculation.value
  const needs = { third: false, finance: false }
  const parts = { calculation: calculation.value, sum, members: [], needs }
  const proposal = { report: number, facts: own, findings, scheme, ...parts }
  const notice = `荣卫奖〔2026〕${nth}号`
  const due = { from: '2026-11-20', on: '2027-01-20', provisional: false } as const
  const claim = { way: 'transfer', standing: 'anonymous', proxy: false } as const
  const bodies = [
    { type: 'proposed', area: '500153', proposal },
    { type: 'checked' },
    { type: 'approved' },
    { type: 'notified', number: notice },
    { type: 'delivered', due: { ...due, term: { amount: 2, unit: 'M' } } },
    { type: 'claimed', claim },
    { type: 'paid', sum, reference: `财${nth}` },
  ] as const
  for (const [n, body] of bodies.entries()) {
    const event: RewardEvent = { ...body, id: `${number}-r${n}`, at: world.clock(), by: officer }
    await world.db.transaction(async (tx) => {
      const row = await caseByNumber(tx, number)
      if (!row) throw new Error(`no case ${number}`)
      await keepWish(tx, { caseId: row.id, area: row.area })
      await keepClaimSecret(tx, row.id, hmac)
      const id = rewardOf(number)
      const known = await rewardById(tx, id)
      const before = known && (await openReward(world, tx, known))
      const file = await openCase(world, tx, row)
      const kept = { id, office: officer.office, offence: 'A1', file }
      await keepRewardEvent(world, tx, { ...kept, ...(before ? { before } : {}) }, event)
      if (event.type === 'notified')
        await keepNotice(tx, {
          number: notice,
          reward: id,
          office: officer.office,
          year: 2026,
          nth,
          at: event.at,
        })
    })
  }
  return passcode
}
