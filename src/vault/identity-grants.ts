import { timingSafeEqual } from 'node:crypto'
import type { Tx } from '#store/transaction.ts'
import type { Holding } from './identities.ts'

/** Name and telephone as the reporter left them. */
export interface ReporterIdentity {
  readonly name: string
  readonly phone: string
}

/** One case, one officer, one end; made when a second officer grants. */
export interface IdentityGrant {
  readonly request: string
  readonly caseId: string
  readonly number: string
  readonly area: string
  /** Who may look. */
  readonly asker: string
  /** Who granted it. */
  readonly granter: string
  readonly until: number
}

/** What the vault looks at before it opens an identity: a grant, its own mark on it, and who stands there. */
export interface GrantShown {
  readonly grant: IdentityGrant
  readonly proof: Uint8Array
  readonly officer: string
}

/**
 * The vault's mark on a grant: a row that somebody wrote into the database by hand has none. Who grants to themselves
 * gets none.
 */
export const proofOf = (mac: Holding['mac'], grant: IdentityGrant): Uint8Array => {
  if (grant.asker === grant.granter) throw new Error('nobody grants an identity to themselves')
  const { request, caseId, number, area, asker, granter, until } = grant
  const words = [request, caseId, number, area, asker, granter, until]
  return mac(Buffer.from(JSON.stringify(['identity grant', ...words])))
}

/** Whether the vault itself marked this very grant. */
export const isGrant = (
  mac: Holding['mac'],
  { grant, proof }: Pick<GrantShown, 'grant' | 'proof'>,
): boolean => grant.asker !== grant.granter && isSame(proofOf(mac, grant), proof)

export const hasIdentity = async (tx: Tx, caseId: string): Promise<boolean> =>
  (await sealedIdentity(tx, caseId)) !== undefined

/**
 * The only way in. Throws where the grant is another officer's, over, or not this vault's: the service has refused
 * before. Every look is written into the audit chain of the grant's area.
 */
export const openIdentity = async (
  { suite, keys, audit, mac, clock, grantMac }: Holding & { readonly grantMac: Holding['mac'] },
  tx: Tx,
  { grant, proof, officer }: GrantShown,
): Promise<ReporterIdentity | undefined> => {
  const at = clock()
  if (!isGrant(grantMac, { grant, proof })) throw new Error('this grant is not of this vault')
  if (officer !== grant.asker) throw new Error('this grant is for another officer')
  if (at >= grant.until) throw new Error('this grant is over')
  const row = await sealedIdentity(tx, grant.caseId)
  if (!row) return undefined
  const key = await keys.keyOf(row.keyId, 'identity')
  const plain = suite.open(key, row.sealed, `identity:${grant.caseId}`)
  const { area, number: subject, request } = grant
  const entry = { area, at, actor: `officer:${officer}`, action: 'identity-read', subject }
  await audit(tx, { ...entry, reason: `request:${request}` }, mac)
  return JSON.parse(Buffer.from(plain).toString()) as ReporterIdentity
}

const sealedIdentity = async (tx: Tx, caseId: string) =>
  await tx
    .selectFrom('identities')
    .select(['keyId', 'sealed'])
    .where('caseId', '=', caseId)
    .executeTakeFirst()

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
