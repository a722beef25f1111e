import type { Suite } from '#crypto/suite.ts'
import type { Tx } from '#store/transaction.ts'
import type { KeyRing } from './key-ring.ts'
import type { KeyId } from './key-store.ts'

/** Where a person can be reached. */
export interface KnownAddress {
  readonly channel: string
  readonly address: string
}

/** Who opens what only the vault may know, and why. `reason` is a key and stands in the audit chain. */
export interface Opening {
  readonly officer: string
  readonly reason: string
  /** The chain it is written to; else that of the conversation's area. */
  readonly area?: string
}

/** Writes into the audit chain, in the same transaction as what it tells of. */
export type Audit = (
  tx: Tx,
  entry: {
    readonly area: string
    readonly at: number
    readonly actor: string
    readonly action: string
    readonly subject: string
    readonly reason?: string
  },
  mac: (bytes: Uint8Array) => Uint8Array,
) => Promise<void>

export interface Holding {
  readonly suite: Suite
  readonly keys: KeyRing
  readonly audit: Audit
  readonly mac: (bytes: Uint8Array) => Uint8Array
  readonly clock: () => number
}

export const keepAddress = async (
  { suite, keys }: Holding,
  tx: Tx,
  given: KnownAddress & { readonly handle: string; readonly keyId: KeyId },
): Promise<void> => {
  const { handle, channel, address, keyId } = given
  const sealed = suite.seal(await keys.keyOf(keyId), Buffer.from(address), placeOf(handle))
  const row = { handle, channel, keyId, sealed }
  await tx
    .insertInto('addresses')
    .values(row)
    .onConflict((conflict) => conflict.column('handle').doUpdateSet(row))
    .execute()
}

/** The address of a conversation that goes on under another key. Nobody sees it, so there is nothing to put on record. */
export const moveAddress = async (
  holding: Holding,
  tx: Tx,
  { handle, keyId }: { readonly handle: string; readonly keyId: KeyId },
): Promise<void> => {
  const found = await addressOf(holding, tx, handle)
  if (found) await keepAddress(holding, tx, { ...found, handle, keyId })
}

export const openAddress = async (
  holding: Holding,
  tx: Tx,
  { handle, ...opening }: Opening & { readonly handle: string },
): Promise<KnownAddress | undefined> => {
  const found = await addressOf(holding, tx, handle)
  if (!found) return undefined
  await note(holding, tx, { ...opening, action: 'address-opened', handle })
  return found
}

export const sameReporter = async (
  holding: Holding,
  tx: Tx,
  { handles, ...opening }: Opening & { readonly handles: readonly [string, string] },
): Promise<boolean> => {
  const [one, other] = handles
  await note(holding, tx, { ...opening, action: 'reporters-compared', handle: one })
  const a = await addressOf(holding, tx, one)
  const b = await addressOf(holding, tx, other)
  return a !== undefined && b !== undefined && a.channel === b.channel && a.address === b.address
}

/** Name and telephone of a named reporter, under a key of the class that opens nothing else. */
export const keepIdentity = async (
  { suite, keys }: Holding,
  tx: Tx,
  identity: { readonly caseId: string; readonly name: string; readonly phone: string },
): Promise<void> => {
  const { caseId, name, phone } = identity
  const keyId = await keys.newIdentityKey(tx)
  const words = Buffer.from(JSON.stringify({ name, phone }))
  const row = {
    caseId,
    keyId,
    sealed: suite.seal(await keys.keyOf(keyId, 'identity'), words, `identity:${caseId}`),
  }
  await tx
    .insertInto('identities')
    .values(row)
    .onConflict((conflict) => conflict.column('caseId').doUpdateSet(row))
    .execute()
}

const placeOf = (handle: string): string => `address:${handle}`

const addressOf = async (
  { suite, keys }: Holding,
  tx: Tx,
  handle: string,
): Promise<KnownAddress | undefined> => {
  const row = await tx
    .selectFrom('addresses')
    .selectAll()
    .where('handle', '=', handle)
    .executeTakeFirst()
  if (!row) return undefined
  const address = suite.open(await keys.keyOf(row.keyId), row.sealed, placeOf(handle))
  return { channel: row.channel, address: Buffer.from(address).toString() }
}

const note = async (
  { audit, mac, clock }: Holding,
  tx: Tx,
  opened: Opening & { readonly action: string; readonly handle: string },
): Promise<void> => {
  const { officer, reason, action, handle } = opened
  const area = opened.area ?? (await areaOf(tx, handle)) ?? 'none'
  await audit(tx, { area, at: clock(), actor: officer, action, subject: handle, reason }, mac)
}

const areaOf = async (tx: Tx, handle: string): Promise<string | null | undefined> =>
  (await tx.selectFrom('sessions').select('area').where('handle', '=', handle).executeTakeFirst())
    ?.area
