import type { AreaCode } from '#core/plan.ts'
import { covers, missingOf } from '#core/reward-scheme.ts'
import { dayOf } from '#core/clock.ts'
import { receiptByHmac } from '#store/receipts.ts'
import { caseOfSecret, keepClaimSecret, keepWish } from '#store/reward-books.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { schemesIn } from './reward-schemes.ts'
import type { Sealed } from './sealed.ts'
import type { World } from './world.ts'

/** Whose reporter wishes for a reward is found by that, and by nothing they said. */
export const followWish = async (
  tx: Tx,
  { id, case: about }: OpenCase,
  isNew: boolean,
): Promise<void> => {
  if (isNew && about.wantsReward) await keepWish(tx, { caseId: id, area: about.area })
}

/** 领奖凭证, told once at the report and never again: only its keyed digest is kept. `null` where no reward is wished for. */
export async function newClaimSecret(
  world: Sealed,
  tx: Tx,
  { id, case: about }: Pick<OpenCase, 'id' | 'case'>,
): Promise<string | null> {
  if (!about.wantsReward) return null
  const { passcode, hmac } = world.vault.newPasscode()
  await keepClaimSecret(tx, id, hmac)
  return passcode
}

/** Whether it opens a report here or claims a reward. */
export const isSecretHere = async (tx: Tx, hmac: string): Promise<boolean> =>
  (await receiptByHmac(tx, hmac)) !== undefined || (await caseOfSecret(tx, hmac)) !== undefined

/**
 * Whether somebody who tells this here may ever be paid for it: a scheme for that offence is in force, and it names a
 * sum. Who pays is whom the plan gives the offence to, so any department's scheme counts.
 */
export async function isRewardPossible(
  world: World,
  tx: Tx,
  { area, offences }: { readonly area: AreaCode | undefined; readonly offences: readonly string[] },
): Promise<boolean> {
  if (area === undefined) return false
  const on = dayOf(world.clock())
  const schemes = await schemesIn(world, tx, area)
  return schemes.some(
    ({ scheme }) =>
      missingOf(scheme).length === 0 &&
      offences.some((offence) => {
        const stream = world.packs.offences.get(offence)?.stream ?? 'tip-off'
        const { department } = scheme
        return covers(scheme, { area, department, offence, stream, on })
      }),
  )
}
