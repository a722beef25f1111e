import type { Tx } from '#store/transaction.ts'

export type KeyId = string
/** Identities have keys of a class of their own, wrapped under another key. */
export type KeyClass = 'content' | 'identity'

export interface StoredKey {
  readonly id: KeyId
  readonly class: KeyClass
  readonly wrapped: Uint8Array
}

/** Where wrapped keys lie: apart from the data, so that a copy of the data opens nothing. */
export interface KeyStore {
  /** All are on disk when this resolves. `tx`: with this transaction, where the keys share its database. */
  readonly add: (keys: readonly StoredKey[], tx?: Tx) => Promise<void>
  readonly find: (id: KeyId) => Promise<StoredKey | undefined>
  /** Any one of them: whoever can unwrap it has the right master key. */
  readonly any: () => Promise<StoredKey | undefined>
  /** The wrapped key's bytes are gone from the disk when this resolves. */
  readonly destroy: (id: KeyId) => Promise<void>
  /** Writes a copy in place of the one before: of keys only the latest copy is kept. */
  readonly backup: (file: string) => Promise<void>
  readonly close: () => Promise<void>
}
