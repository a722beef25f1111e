import type { Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { RewardContext } from '#core/reward-context.ts'
import { clearThrottle, countWrongTry, holdTries, throttleOf } from '#store/receipts.ts'
import { caseOfSecret } from '#store/reward-books.ts'
import type { Tx } from '#store/transaction.ts'
import { counterCode, saysCode } from './counter-code.ts'
import type { CounterClaim, RewardDeed } from './reward-act.ts'
import type { RewardFile } from './reward-file.ts'
import { mayNotCheck, namesakesOf } from './reward-namesake.ts'
import type { Sealed } from './sealed.ts'

type Payee = NonNullable<RewardContext['payee']>

interface Asked {
  readonly found: RewardFile
  readonly deed: RewardDeed
}

/**
 * What is known of whoever is to be paid: whether the claim is theirs, whether they bear the name of somebody here. A claim that was proven
 * once stays so until it is turned away. Wrong tries slow who asks and whoever guesses at this reward.
 */
export async function payeeFor(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { found, deed }: Asked,
): Promise<Result<Payee>> {
  const { reward, file } = found
  const askers = [`claim:${officer.id}`, `claimed:${found.row.id}`]
  if (deed.type !== 'claim') {
    const code = deed.type === 'confirm' ? counterCode(world, found) : undefined
    if (code !== undefined) {
      const said = deed.type === 'confirm' ? (deed.code ?? '') : ''
      const tried = await slowed(world, tx, { askers, isRight: saysCode(code, said) })
      if (!tried.ok) return tried
      if (!tried.value) return refuse('reward-counter-code')
    }
    const now = await namesakesOf(world, tx, found)
    const namesakes = [...new Set([...now, ...(reward.claim?.namesakes ?? [])])]
    const isProven = reward.claim !== undefined
    if (deed.type !== 'check-namesake') return ok({ isOfficer: false, isProven, namesakes })
    const asked = { found, marks: namesakes }
    const closed = await mayNotCheck(world, tx, officer, asked)
    return ok({ isOfficer: false, isProven, namesakes, mayNotCheck: closed })
  }
  const tried = await slowed(world, tx, {
    askers,
    isRight: await isTheirs(world, tx, file.id, deed),
  })
  if (!tried.ok) return tried
  const namesakes = await namesakesOf(world, tx, found, [deed.name])
  return ok({ isProven: tried.value, isOfficer: false, namesakes })
}

interface Tried {
  readonly askers: readonly string[]
  readonly isRight: boolean
}

async function slowed(world: Sealed, tx: Tx, { askers, isRight }: Tried): Promise<Result<boolean>> {
  for (const asker of askers) await holdTries(tx, asker)
  const at = world.clock()
  const until = await longestPause(tx, askers)
  if (until > at) return refuse('receipt-slow', { minutes: Math.ceil((until - at) / 60_000) })
  for (const asker of askers)
    await (isRight ? clearThrottle(tx, asker) : countWrongTry(tx, asker, at, freeTries))
  return ok(isRight)
}

/** At a counter people mistype; ten in a row guess. */
const freeTries = 10

async function longestPause(tx: Tx, askers: readonly string[]): Promise<number> {
  let until = 0
  for (const asker of askers) until = Math.max(until, (await throttleOf(tx, asker)).until)
  return until
}

/** By the secret that was told once, or by the name that was left with the report; neither is kept or told. */
async function isTheirs(
  world: Sealed,
  tx: Tx,
  caseId: string,
  { secret, name, standing }: CounterClaim,
): Promise<boolean> {
  const hmac = world.vault.passcodeHmac(secret)
  if (hmac !== undefined && (await caseOfSecret(tx, hmac)) === caseId) return true
  return standing === 'named' && (await world.vault.bearsName(tx, caseId, [name]))
}
