import { decideReward } from '#core/decide-reward.ts'
import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import { rewardTable } from '#core/reward-transitions.ts'
import { settledTerm, type ParameterId } from '#core/reward-scheme.ts'
import type { Reward, RewardCommand, RewardState } from '#core/reward.ts'
import { holdName } from '#store/row-lock.ts'
import { rewardById } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import type { PayeeIdentity } from '#vault/open.ts'
import type { ClaimProof } from './claim-proof.ts'
import { isProvenBy, viewOf, type ClaimView, type ClaimWay } from './claim-view.ts'
import { recordErasure } from './erasure-record.ts'
import { contextOf, keep } from './reward-act.ts'
import { openReward, type RewardFile } from './reward-file.ts'
import { namesakesOf } from './reward-namesake.ts'
import type { Sealed } from './sealed.ts'

/** Whoever wants a reward, after they have shown that it is theirs. */
export interface Claiming {
  readonly id: string
  readonly proof: ClaimProof
  readonly way: ClaimWay
  /** For a transfer. Goes to the vault and nowhere else. */
  readonly payee?: PayeeIdentity
}

/** 领取. Of two at once the second hears that it was claimed; nothing of what was typed is kept then. */
export async function claimReward(
  world: Sealed,
  tx: Tx,
  { id, proof, way, payee }: Claiming,
): Promise<Result<ClaimView>> {
  const found = await held(world, tx, { id, command: 'claim' })
  if (!found.ok) return found
  const { reward, file } = found.value
  const { standing } = file.case
  if (way === 'transfer') {
    const fault = await payeeFault(world, tx, { caseId: file.id, standing, payee })
    if (fault) return refuse(fault)
  }
  const namesakes = await namesakesOf(world, tx, found.value, payee ? [payee.name] : [])
  const context = await contextOf(world, tx, found.value, {
    by: { kind: 'reporter' },
    payee: { isOfficer: false, isProven: isProvenBy(proof, standing), namesakes },
  })
  const isProxy = way === 'proxy'
  const claim = { way: isProxy ? 'counter' : way, standing, proxy: isProxy } as const
  const event = decideReward(reward, { type: 'claim', claim }, context)
  if (!event.ok) return withRule(event.refusal, reward)
  if (way === 'transfer' && payee) await keepPayee(world, tx, { id, file, payee })
  await keep(world, tx, found.value, event.value)
  return await seenAnew(world, tx, id, proof)
}

/** 放弃, in the reporter's own words. */
export async function waiveReward(
  world: Sealed,
  tx: Tx,
  { id, proof }: Pick<Claiming, 'id' | 'proof'>,
): Promise<Result<ClaimView>> {
  const found = await held(world, tx, { id, command: 'waive' })
  if (!found.ok) return found
  const { reward, file } = found.value
  if (!isProvenBy(proof, file.case.standing)) return refuse('reward-claim-unproven')
  const context = await contextOf(world, tx, found.value, { by: { kind: 'reporter' } })
  const event = decideReward(reward, { type: 'waive' }, context)
  if (!event.ok) return withRule(event.refusal, reward)
  await keep(world, tx, found.value, event.value)
  return await seenAnew(world, tx, id, proof)
}

interface Held {
  readonly id: string
  readonly command: RewardCommand['type']
}

/** One at a time. Whether it can be claimed at all is read from the row before anything is opened. */
async function held(world: Sealed, tx: Tx, { id, command }: Held): Promise<Result<RewardFile>> {
  await holdName(tx, 'reward', id)
  const row = await rewardById(tx, id)
  if (!row) return refuse('reward-unknown')
  const answer = rewardTable[row.state as RewardState][command]
  if (answer !== 'yes' && answer !== 'reward-claim-over') return refuse(answer)
  const found = await openReward(world, tx, row)
  if (!found) return refuse('reward-unknown')
  return answer === 'yes' ? ok(found) : withRule({ key: answer }, found.reward)
}

const seenAnew = async (
  world: Sealed,
  tx: Tx,
  id: string,
  proof: ClaimProof,
): Promise<Result<ClaimView>> => {
  const row = await rewardById(tx, id)
  const found = row && (await openReward(world, tx, row))
  return found ? ok(viewOf(world, found, proof)) : refuse('reward-unknown')
}

interface Paid {
  readonly caseId: string
  readonly standing: 'anonymous' | 'named'
  readonly payee: PayeeIdentity | undefined
}

/** Of a named report the account is in the reporter's own name. */
async function payeeFault(world: Sealed, tx: Tx, { caseId, standing, payee }: Paid) {
  if (!payee || !isWritten(payee)) return 'reward-payee-missing'
  if (standing === 'anonymous' || (await world.vault.bearsName(tx, caseId, [payee.name])))
    return undefined
  return 'reward-payee-name'
}

/** A name, a bank, and digits that can be an account. */
const isWritten = ({ name, bank, account }: PayeeIdentity): boolean =>
  name.trim().length >= 2 && bank.trim().length >= 2 && /^\d{8,32}$/.test(plainAccount(account))

const plainAccount = (account: string): string => account.normalize('NFKC').replaceAll(/[\s-]/g, '')

interface Kept {
  readonly id: string
  readonly file: RewardFile['file']
  readonly payee: PayeeIdentity
}

/** What was given before is destroyed. */
async function keepPayee(world: Sealed, tx: Tx, { id, file, payee }: Kept): Promise<void> {
  const { name, bank, account } = payee
  const plain = { name: name.trim(), bank: bank.trim(), account: plainAccount(account) }
  const old = await world.vault.keepPayee(tx, { reward: id, caseId: file.id, ...plain })
  if (old === undefined) return
  const { number, area } = file.case
  const erased = { kind: 'identity', number, area, keys: [old], files: [] } as const
  await recordErasure(world, tx, erased, { why: 'asked', by: 'reporter' })
}

/** Where the rule stands by which somebody is refused. */
const ruleOf: Readonly<Record<string, ParameterId>> = {
  'reward-claim-over': 'claim',
  'reward-anonymous-not-paid': 'anonymous',
  'reward-way-not-provided': 'ways',
  'reward-proxy-not-provided': 'proxy',
  'reward-payee-officer': 'exclusions',
}

function withRule({ key, facts }: Refusal, reward: Reward): ReturnType<typeof refuse> {
  return refuse(key, { ...facts, rule: ruleWords(reward, key) })
}

/** 《办法》第几条; the document alone where no article of it says so. */
export function ruleWords({ scheme }: Reward, key: string): string {
  const parameter = ruleOf[key]
  const article = parameter === undefined ? '' : settledTerm(scheme, parameter).article
  return `《${scheme.document.title}》${article}`
}
