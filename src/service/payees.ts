import { may, type Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { officerById } from '#store/officers.ts'
import {
  askForPayee,
  grantPayeeLook,
  payeeGrant,
  payeeGrants,
  type PayeeGrantRow,
} from '#store/payees.ts'
import type { Tx } from '#store/transaction.ts'
import type { PayeeGrant, PayeeIdentity } from '#vault/open.ts'
import { visibleReward } from './reward-act.ts'
import type { RewardFile } from './reward-file.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

const day = 24 * 3_600_000

/** Who asked to see the account of a reward, and how far that is. */
export interface PayeePage {
  readonly number: string
  readonly hasPayee: boolean
  readonly mayAsk: boolean
  readonly mayGrant: boolean
  readonly requests: readonly {
    readonly asker: string
    readonly askerName: string
    readonly askedAt: number
    readonly until?: number
    readonly isMine: boolean
  }[]
}

export async function payeePage(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<PayeePage>> {
  return await onReward(world, officer, id, async (tx, { reward }) => {
    const requests: PayeePage['requests'][number][] = []
    for (const { asker, askedAt, until } of await payeeGrants(tx, id))
      requests.push({
        asker,
        askedAt,
        askerName: (await officerById(tx, asker))?.name ?? asker,
        isMine: asker === officer.id,
        ...(until === undefined ? {} : { until }),
      })
    return ok({
      number: reward.report,
      hasPayee: await world.vault.hasPayee(tx, id),
      mayAsk: isCashier(officer),
      mayGrant: may(officer, 'grant-identity').ok,
      requests,
    })
  })
}

const isCashier = (officer: Officer): boolean =>
  officer.department === 'finance' && may(officer, 'pay-reward').ok

/** Finance asks to see where a reward is to be transferred to. */
export async function askPayee(world: Sealed, officer: Officer, id: string): Promise<Result<true>> {
  return await onReward(world, officer, id, async (tx) => {
    if (!isCashier(officer)) return refuse('reward-finance-only')
    if (!(await world.vault.hasPayee(tx, id))) return refuse('reward-payee-none')
    await askForPayee(tx, { reward: id, asker: officer.id, askedAt: world.clock() })
    await trace(world, tx, officer, { action: 'payee-asked', subject: id })
    return ok(true)
  })
}

/** A second person grants it for a day. */
export async function grantPayee(
  world: Sealed,
  officer: Officer,
  { id, asker }: { readonly id: string; readonly asker: string },
): Promise<Result<true>> {
  return await onReward(world, officer, id, async (tx, found) => {
    const right = may(officer, 'grant-identity')
    if (!right.ok) return right
    if (asker === officer.id) return refuse('identity-self-grant')
    const asked = await payeeGrant(tx, id, asker)
    if (!asked) return refuse('reward-payee-not-asked')
    if (asked.proof) return refuse('identity-already-answered')
    const granted = { granter: officer.id, until: world.clock() + day }
    const grant = grantOf(found, { asker, ...granted })
    const proof = world.vault.proofOfPayeeGrant(grant)
    await grantPayeeLook(tx, { reward: id, asker, ...granted, proof })
    const reason = `officer:${asker}`
    await trace(world, tx, officer, { action: 'payee-granted', subject: id, reason })
    return ok(true)
  })
}

/** The account, for whoever it was granted to; every look is on record by the vault itself. */
export async function seePayee(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<PayeeIdentity & { readonly until: number }>> {
  return await onReward(world, officer, id, async (tx, found) => {
    if (!isCashier(officer)) return refuse('reward-finance-only')
    const row = await payeeGrant(tx, id, officer.id)
    const live = liveIn(row, world.clock())
    if (!live) return refuse('reward-payee-not-granted')
    const { granter, until, proof } = live
    const grant = grantOf(found, { asker: officer.id, granter, until })
    const payee = await world.vault.openPayee(tx, { grant, proof, officer: officer.id })
    return payee ? ok({ ...payee, until }) : refuse('reward-payee-none')
  })
}

function liveIn(row: PayeeGrantRow | undefined, now: number) {
  const { granter, until, proof } = row ?? {}
  if (granter === undefined || until === undefined || proof === undefined) return undefined
  return now < until ? { granter, until, proof } : undefined
}

const grantOf = (
  { row, file }: RewardFile,
  by: Pick<PayeeGrant, 'asker' | 'granter' | 'until'>,
): PayeeGrant => ({ reward: row.id, caseId: file.id, area: row.area, ...by })

async function onReward<T>(
  world: Sealed,
  officer: Officer,
  id: string,
  work: (tx: Tx, found: RewardFile) => Promise<Result<T>>,
): Promise<Result<T>> {
  return await world.db.transaction(async (tx) => {
    const found = await visibleReward(world, tx, officer, id)
    return found.ok ? await work(tx, found.value) : found
  })
}
