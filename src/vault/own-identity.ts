import type { Tx } from '#store/transaction.ts'
import type { ReporterIdentity } from './identity-grants.ts'
import { keepIdentity, type Holding } from './identities.ts'
import type { KeyId } from './key-store.ts'

/** What the person themself may be shown of what they left, and a way to take it out of other words. */
export interface OwnIdentity {
  /** 139****5678; absent where no telephone was left. */
  readonly phoneMask?: string
  /** The text without the name and without the telephone. */
  readonly mask: (text: string) => string
}

/** Of the name and the telephone of a case; neither leaves the vault. */
export const ownIdentity = async (
  holding: Holding,
  tx: Tx,
  caseId: string,
): Promise<OwnIdentity | undefined> => {
  const left = await opened(holding, tx, caseId)
  if (!left) return undefined
  const { name, phone } = left.words
  return {
    ...(phone ? { phoneMask: maskedPhone(phone) } : {}),
    mask: (text) => {
      const named = name.length < 2 ? text : text.replaceAll(name, maskedName(name))
      return phone === '' ? named : named.replace(spelled(phone), maskedPhone(phone))
    },
  }
}

/**
 * Puts another name or telephone in the place of what was left, under a key of its own. Gives the key of the old ones:
 * whoever calls sees to it that it is destroyed. `undefined`: nothing was left.
 */
export const correctIdentity = async (
  holding: Holding,
  tx: Tx,
  { caseId, ...right }: Partial<ReporterIdentity> & { readonly caseId: string },
): Promise<KeyId | undefined> => {
  const left = await opened(holding, tx, caseId)
  if (!left) return undefined
  await keepIdentity(holding, tx, { ...left.words, ...right, caseId })
  return left.keyId
}

const opened = async (
  { suite, keys }: Holding,
  tx: Tx,
  caseId: string,
): Promise<{ readonly keyId: KeyId; readonly words: ReporterIdentity } | undefined> => {
  const row = await tx
    .selectFrom('identities')
    .select(['keyId', 'sealed'])
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  if (!row) return undefined
  const plain = suite.open(
    await keys.keyOf(row.keyId, 'identity'),
    row.sealed,
    `identity:${caseId}`,
  )
  const words = JSON.parse(Buffer.from(plain).toString()) as ReporterIdentity
  return { keyId: row.keyId, words }
}

const maskedPhone = (phone: string): string =>
  phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`

const maskedName = (name: string): string => `${Array.from(name)[0] ?? ''}**`

/** The digits as people part them: 139 1234 5678, 139-1234-5678. */
const spelled = (phone: string): RegExp =>
  new RegExp(phone.split('').join('[\\s\\-—–.]{0,2}'), 'gu')
