import { timingSafeEqual } from 'node:crypto'
import type { Tx } from '#store/transaction.ts'
import type { Holding } from './identities.ts'

/** Whom a reward is transferred to, as the reporter wrote it. */
export interface PayeeIdentity {
  readonly name: string
  readonly bank: string
  readonly account: string
}

/** One reward, one officer of finance, one end; made when a second person grants. */
export interface PayeeGrant {
  readonly reward: string
  readonly caseId: string
  readonly area: string
  /** Who may look. */
  readonly asker: string
  readonly granter: string
  readonly until: number
}

/** What the vault looks at before it opens an account. */
export interface PayeeShown {
  readonly grant: PayeeGrant
  readonly proof: Uint8Array
  readonly officer: string
}

/** What may be done with the account a reward goes to. */
export interface PayeeDoor {
  /** Under a key of the class that opens identities; what was there before is no more. Gives the key of that. */
  readonly keepPayee: (
    tx: Tx,
    payee: PayeeIdentity & { readonly reward: string; readonly caseId: string },
  ) => Promise<string | undefined>
  /** Whether an account was given; not which. */
  readonly hasPayee: (tx: Tx, reward: string) => Promise<boolean>
  /** The vault's mark on a grant. Throws where somebody grants to themselves. */
  readonly proofOfPayeeGrant: (grant: PayeeGrant) => Uint8Array
  /** Throws without a grant of this vault that is this officer's and not over; written into the audit chain. */
  readonly openPayee: (tx: Tx, shown: PayeeShown) => Promise<PayeeIdentity | undefined>
}

/** `mark`: makes and checks the marks on grants. */
export const payeeDoor = (holding: Holding, mark: Holding['mac']): PayeeDoor => ({
  keepPayee: async (tx, payee) => await keepPayee(holding, tx, payee),
  hasPayee: async (tx, reward) => (await payeeRow(tx, reward)) !== undefined,
  proofOfPayeeGrant: (grant) => proofOf(mark, grant),
  openPayee: async (tx, shown) => await openPayee(holding, mark, { tx, shown }),
})

const proofOf = (mark: Holding['mac'], grant: PayeeGrant): Uint8Array => {
  const { reward, caseId, area, asker, granter, until } = grant
  if (asker === granter) throw new Error('nobody grants an account to themselves')
  return mark(
    Buffer.from(JSON.stringify(['payee grant', reward, caseId, area, asker, granter, until])),
  )
}

const placeOf = (reward: string): string => `payee:${reward}`

const payeeRow = async (tx: Tx, reward: string) =>
  await tx.selectFrom('payees').selectAll().where('reward', '=', reward).executeTakeFirst()

const keepPayee = async (
  { suite, keys }: Holding,
  tx: Tx,
  { reward, caseId, name, bank, account }: Parameters<PayeeDoor['keepPayee']>[1],
): Promise<string | undefined> => {
  const before = await payeeRow(tx, reward)
  const keyId = await keys.newIdentityKey(tx)
  const words = Buffer.from(JSON.stringify({ name, bank, account }))
  const sealed = suite.seal(await keys.keyOf(keyId, 'identity'), words, placeOf(reward))
  const row = { reward, caseId, keyId, sealed }
  await tx
    .insertInto('payees')
    .values(row)
    .onConflict((conflict) => conflict.column('reward').doUpdateSet(row))
    .execute()
  return before?.keyId
}

interface Opening {
  readonly tx: Tx
  readonly shown: PayeeShown
}

const openPayee = async (
  { suite, keys, audit, mac, clock }: Holding,
  mark: Holding['mac'],
  { tx, shown: { grant, proof, officer } }: Opening,
): Promise<PayeeIdentity | undefined> => {
  const at = clock()
  const right = proofOf(mark, grant)
  if (right.length !== proof.length || !timingSafeEqual(right, proof))
    throw new Error('this grant is not of this vault')
  if (officer !== grant.asker) throw new Error('this grant is for another officer')
  if (at >= grant.until) throw new Error('this grant is over')
  const { reward, caseId, area } = grant
  const row = await payeeRow(tx, reward)
  if (row?.caseId !== caseId) return undefined
  const key = await keys.keyOf(row.keyId, 'identity')
  const plain = suite.open(key, row.sealed, placeOf(reward))
  const entry = { area, at, actor: `officer:${officer}`, action: 'payee-read', subject: reward }
  await audit(tx, entry, mac)
  return JSON.parse(Buffer.from(plain).toString()) as PayeeIdentity
}
