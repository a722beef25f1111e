import { randomBytes } from 'node:crypto'
import { derive } from '#crypto/derive.ts'
import type { Suite } from '#crypto/suite.ts'
import type { Db, Tx } from '#store/transaction.ts'
import { holdKeys, keyChange, type Holding, type KeyChange } from './change-keys.ts'
import { evidenceDoor, type EvidenceDoor } from './evidence-door.ts'
import type { Scanner } from './clamd.ts'
import * as identities from './identities.ts'
import * as grants from './identity-grants.ts'
import { ownIdentityDoor, type OwnIdentityDoor } from './own-identity.ts'
import { keyRing, type KeyRing } from './key-ring.ts'
import type { ErasureNote, KeyId, KeyStore } from './key-store.ts'
import { postgresKeyStore } from './key-store-postgres.ts'
import { sqliteKeyStore } from './key-store-sqlite.ts'
import { alike, likenessOf, ordersUnder } from './likeness.ts'
import { localMasterKey, type MasterKey } from './master-key.ts'
import { passcodeDoor, type PasscodeDoor } from './passcode-door.ts'
import { payeeDoor, type PayeeDoor } from './payees.ts'
import { newReceiptKey, signReceipt, type ReceiptKey } from './receipt-signing.ts'
import { sealedCopies, type SealedCopies } from './sealed-copies.ts'
import { sealedFiles } from './sealed-files.ts'
import { searchTokensUnder, type SearchTokens } from './search-tokens.ts'
import { openWrappingKeys } from './wrapping-keys.ts'

export type { ErasureNote, KeyId } from './key-store.ts'
export type { GivenFile, KeptFile } from './evidence.ts'
export type { EvidenceStream } from './evidence-stream.ts'
export type { Upload } from './upload.ts'
export type { IdentityGrant, ReporterIdentity } from './identity-grants.ts'
export type { PayeeGrant, PayeeIdentity } from './payees.ts'
export type { KeyStatus } from './change-keys.ts'
export type { MasterKey } from './master-key.ts'
export type { ReceiptKey } from './receipt-signing.ts'

/** The only one who can recognise a person or open words. It never gives its keys away. */
export interface Vault
  extends EvidenceDoor, OwnIdentityDoor, PasscodeDoor, PayeeDoor, SearchTokens {
  /** The same person on the same channel has the same one; nobody else can make it. */
  readonly addressHash: (channel: string, address: string) => string
  /** A key for one conversation, case or file. Costs a sync to the disk once in 256 times. */
  readonly newKey: () => Promise<KeyId>
  /**
   * Erasure: what was sealed under it can never be opened again. Call it after the commit that let it go. Copies of the
   * keys follow within the hour.
   */
  readonly dropKey: (keyId: KeyId) => Promise<void>
  readonly hasKey: (keyId: KeyId) => Promise<boolean>
  /** Ids of keys behind this one, in the order of their store; from the first one behind `''`. */
  readonly keysAfter: (id: KeyId, limit: number) => Promise<readonly KeyId[]>
  /** As `dropKey`, for all keys of one erasure; remembered with the keys, apart from the data. Twice is once. */
  readonly erase: (note: ErasureNote, keys: readonly KeyId[]) => Promise<void>
  /** What was ever erased here, oldest first. */
  readonly erasures: () => Promise<readonly ErasureNote[]>
  /** Brings the copies of the keys up to date, so that none has a key that was erased. */
  readonly freshenKeyCopies: KeyStore['freshen']
  /** As before, also for keys that were only dropped. */
  readonly followKeyCopies: KeyStore['follow']
  /** Copies of the keys that still have one that was erased, since they could not be written. */
  readonly staleKeyCopies: KeyStore['staleCopies']
  /** `about` binds the words to their place; they open with the same one only. */
  readonly seal: (keyId: KeyId, text: string, about: string) => Promise<Uint8Array>
  /** Throws where the words were changed or moved, or their key destroyed. */
  readonly open: (keyId: KeyId, sealed: Uint8Array, about: string) => Promise<string>
  readonly keepAddress: (
    tx: Tx,
    given: identities.KnownAddress & { readonly handle: string; readonly keyId: KeyId },
  ) => Promise<void>
  /** Written into the audit chain. */
  readonly openAddress: (
    tx: Tx,
    handle: string,
    opening: identities.Opening,
  ) => Promise<identities.KnownAddress | undefined>
  /** Yes or no, written into the audit chain. */
  readonly sameReporter: (
    tx: Tx,
    handles: readonly [string, string],
    opening: identities.Opening,
  ) => Promise<boolean>
  /** The address goes on under another key. */
  readonly moveAddress: (
    tx: Tx,
    to: { readonly handle: string; readonly keyId: KeyId },
  ) => Promise<void>
  readonly keepIdentity: (
    tx: Tx,
    identity: { readonly caseId: string; readonly name: string; readonly phone: string },
  ) => Promise<void>
  /** Whether a reporter left a name or telephone; not which. */
  readonly hasIdentity: (tx: Tx, caseId: string) => Promise<boolean>
  /** The mark without which a grant opens nothing. Throws where somebody grants to themselves. */
  readonly proofOfGrant: (grant: grants.IdentityGrant) => Uint8Array
  readonly isGrant: (shown: Pick<grants.GrantShown, 'grant' | 'proof'>) => boolean
  /** Throws without a grant of this vault that is this officer's and not over; written into the audit chain. */
  readonly openIdentity: (
    tx: Tx,
    shown: grants.GrantShown,
  ) => Promise<grants.ReporterIdentity | undefined>
  /** A key for acknowledgements, its private half sealed. */
  readonly newReceiptKey: () => ReceiptKey
  readonly signReceipt: (key: ReceiptKey, bytes: Uint8Array) => Uint8Array
  /** The suite's digest of what was filed. */
  readonly digest: (bytes: Uint8Array) => { readonly name: string; readonly hex: string }
  /** What a text can be compared by, under a key of its own; `undefined` where it is too short. */
  readonly likenessOf: (text: string) => Uint8Array | undefined
  /** How much two texts have in common, from 0 to 1. */
  readonly alike: (one: Uint8Array, other: Uint8Array) => number
  /** Proves the audit heads. */
  readonly mac: (bytes: Uint8Array) => Uint8Array
  /** Changes the key under which the data keys lie, while the house is open. */
  readonly keyChange: KeyChange
  /** Takes up a wrapping key that another process made, and says that this one is there. Each round. */
  readonly keepUp: Holding['keepUp']
  /** A copy of the wrapped keys, in place of the one before. */
  readonly backupKeys: (file: string) => Promise<void>
  /** Seals what else goes into a copy. */
  readonly copies: SealedCopies
  readonly close: () => Promise<void>
}

export interface VaultSettings {
  readonly db: Db
  /** Holds `keys.db` (with SQLite) and `evidence/`. */
  readonly dir: string
  readonly suite: Suite
  /** Its bytes, or those who may hold it: the first one wraps what is made. */
  readonly masterKey: Uint8Array | readonly MasterKey[]
  /** Pass the store's `appendAudit`. */
  readonly audit: identities.Audit
  readonly random?: (size: number) => Uint8Array
  readonly clock?: () => number
  /** Largest file in bytes; 20 MB unless told. */
  readonly largestFile?: number
  /** Looks at every file before it is shown to anybody. */
  readonly scan?: Scanner
}

const LARGEST_FILE = 20 * 1024 * 1024

/** Throws where the master key is not that of the keys there are. */
export const openVault = async (settings: VaultSettings): Promise<Vault> => {
  const { db, dir, suite, masterKey, random = randomBytes } = settings
  const { audit, clock = Date.now, largestFile = LARGEST_FILE } = settings
  const masters = masterKey instanceof Uint8Array ? [localMasterKey(suite, masterKey)] : masterKey
  const store = db.dialect === 'sqlite' ? sqliteKeyStore(dir) : await postgresKeyStore(db)
  const wrappings = await openWrappingKeys({ suite, store, masters, random }).catch(
    async (cause: unknown) => {
      await store.close()
      throw cause
    },
  )
  const { root } = wrappings
  const keys = keyRing({ store, wrappings, random })
  const mac = Object.assign(macUnder(suite, root, 'yijian audit'), { digest: digestOf(suite) })
  const changing = { store, wrappings, clock }
  const held = holdKeys(changing, Buffer.from(random(12)).toString('base64url'))
  return {
    addressHash: addressHashUnder(suite, root),
    mac,
    ...sealing(suite, keys),
    ...identityRoom(
      { suite, keys, audit, mac, clock },
      macUnder(suite, root, 'yijian identity grant'),
    ),
    ...payeeDoor({ suite, keys, audit, mac, clock }, macUnder(suite, root, 'yijian payee grant')),
    ...receiptRoom(suite, derive(suite, root, 'yijian receipt keys')),
    ...evidenceDoor({
      suite,
      keys,
      clock,
      files: sealedFiles(`${dir}/evidence`),
      newId: () => Buffer.from(random(16)).toString('hex'),
      largest: largestFile,
      ...(settings.scan ? { scan: settings.scan } : {}),
    }),
    ...passcodeDoor(macUnder(suite, root, 'yijian passcode'), random),
    ...likening(macUnder(suite, root, 'yijian likeness')),
    ...searchTokensUnder(suite, root),
    copies: sealedCopies(suite, root),
    keyChange: keyChange(changing),
    keysAfter: async (id, limit) => (await store.after(id, limit)).map((one) => one.id),
    ...keeping(store, held),
  }
}

/** By its name in the standards. */
const digestOf = (suite: Suite) => (suite.digest === 'sm3' ? 'SM3' : 'SHA-256')

const likening = (mac: (bytes: Uint8Array) => Uint8Array): Pick<Vault, 'likenessOf' | 'alike'> => {
  const ordersOf = ordersUnder(mac)
  return { likenessOf: (text) => likenessOf(ordersOf, text), alike }
}

const macUnder = (suite: Suite, root: Uint8Array, purpose: string) => {
  const key = derive(suite, root, purpose)
  return (bytes: Uint8Array): Uint8Array => suite.hmac(key, bytes)
}

const addressHashUnder = (suite: Suite, root: Uint8Array): Vault['addressHash'] => {
  const mac = macUnder(suite, root, 'yijian address')
  return (channel, address) => text64(mac(Buffer.from(JSON.stringify([channel, address]))))
}

const sealing = (suite: Suite, keys: KeyRing) => ({
  newKey: keys.newKey,
  dropKey: keys.destroy,
  hasKey: keys.has,
  erase: keys.erase,
  seal: async (keyId: KeyId, text: string, about: string) =>
    suite.seal(await keys.keyOf(keyId), Buffer.from(text), about),
  open: async (keyId: KeyId, sealed: Uint8Array, about: string) =>
    Buffer.from(suite.open(await keys.keyOf(keyId), sealed, about)).toString(),
})

const identityRoom = (
  holding: identities.Holding,
  grantMac: identities.Holding['mac'],
): Pick<
  Vault,
  | 'keepAddress'
  | 'openAddress'
  | 'sameReporter'
  | 'moveAddress'
  | 'keepIdentity'
  | keyof OwnIdentityDoor
  | 'hasIdentity'
  | 'proofOfGrant'
  | 'isGrant'
  | 'openIdentity'
> => ({
  keepAddress: async (tx, given) => await identities.keepAddress(holding, tx, given),
  openAddress: async (tx, handle, opening) =>
    await identities.openAddress(holding, tx, { ...opening, handle }),
  sameReporter: async (tx, handles, opening) =>
    await identities.sameReporter(holding, tx, { ...opening, handles }),
  moveAddress: async (tx, to) => await identities.moveAddress(holding, tx, to),
  keepIdentity: async (tx, identity) => await identities.keepIdentity(holding, tx, identity),
  ...ownIdentityDoor(holding),
  hasIdentity: grants.hasIdentity,
  proofOfGrant: (grant) => grants.proofOf(grantMac, grant),
  isGrant: (shown) => grants.isGrant(grantMac, shown),
  openIdentity: async (tx, shown) => await grants.openIdentity({ ...holding, grantMac }, tx, shown),
})

const receiptRoom = (
  suite: Suite,
  under: Uint8Array,
): Pick<Vault, 'newReceiptKey' | 'signReceipt' | 'digest'> => ({
  newReceiptKey: () => newReceiptKey(suite, under),
  signReceipt: (key, bytes) => signReceipt(suite, under, { key, bytes }),
  digest: (bytes) => ({
    name: suite.digest,
    hex: Buffer.from(suite.hash(bytes)).toString('hex'),
  }),
})

const keeping = (
  store: KeyStore,
  held: Holding,
): Pick<
  Vault,
  | 'keepUp'
  | 'erasures'
  | 'backupKeys'
  | 'freshenKeyCopies'
  | 'followKeyCopies'
  | 'staleKeyCopies'
  | 'close'
> => ({
  keepUp: held.keepUp,
  erasures: store.erasures,
  backupKeys: store.backup,
  freshenKeyCopies: store.freshen,
  followKeyCopies: store.follow,
  staleKeyCopies: store.staleCopies,
  close: async () => {
    await held.letGo()
    await store.close()
  },
})

const text64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
