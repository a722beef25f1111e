import type { Tx } from '#store/transaction.ts'

export type KeyId = string
/** Identities have keys of a class of their own, wrapped under another key. */
export type KeyClass = 'content' | 'identity'

export interface StoredKey {
  readonly id: KeyId
  readonly class: KeyClass
  readonly wrapped: Uint8Array
}

/** One erasure as the key store remembers it; `plain` tells what went, without a word of anybody. */
export interface ErasureNote {
  readonly id: string
  readonly at: number
  readonly plain: string
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
  /**
   * As `destroy`, for many, and remembers why: the list lies with the keys, so that a copy of the data from before
   * finds it when it comes back. The same note twice is one.
   */
  readonly erase: (note: ErasureNote, ids: readonly KeyId[]) => Promise<void>
  /** Oldest first. */
  readonly erasures: () => Promise<readonly ErasureNote[]>
  /** Writes a copy in place of the one before: of keys only the latest copy is kept. */
  readonly backup: (file: string) => Promise<void>
  /** Writes the latest copy over each one made before, wherever it lies; gives those that are not where they were. */
  readonly freshen: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}
