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

/** What may be done with a name and a telephone without a grant: neither of them leaves the vault. */
export interface OwnIdentityDoor {
  /** For the person themself: the telephone with its middle hidden, and how to take both out of other words. */
  readonly ownIdentity: (tx: Tx, caseId: string) => Promise<OwnIdentity | undefined>
  /** Gives the key of what was there before: see that it is destroyed. `undefined`: nothing was left. */
  readonly correctIdentity: (
    tx: Tx,
    right: Partial<ReporterIdentity> & { readonly caseId: string },
  ) => Promise<KeyId | undefined>
  /** Whether whoever left a name with the case bears one of these. Spaces do not matter. */
  readonly bearsName: (tx: Tx, caseId: string, names: readonly string[]) => Promise<boolean>
}

export const ownIdentityDoor = (holding: Holding): OwnIdentityDoor => ({
  ownIdentity: async (tx, caseId) => await ownIdentity(holding, tx, caseId),
  correctIdentity: async (tx, right) => await correctIdentity(holding, tx, right),
  bearsName: async (tx, caseId, names) => {
    const name = plainName((await opened(holding, tx, caseId))?.words.name ?? '')
    return name !== '' && names.some((one) => plainName(one) === name)
  },
})

const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '')

/** Of the name and the telephone of a case; neither leaves the vault. */
const ownIdentity = async (
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
const correctIdentity = async (
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
