import type { SuiteName } from '#crypto/suite.ts'
import type { Tx } from '#store/transaction.ts'

export type KeyId = string
/** Identities have keys of a class of their own, wrapped under another key. */
export type KeyClass = 'content' | 'identity'

export interface StoredKey {
  readonly id: KeyId
  readonly class: KeyClass
  /** Of the wrapping key it lies under. */
  readonly generation: number
  readonly wrapped: Uint8Array
}

/** One erasure as the key store remembers it; `plain` tells what went, without a word of anybody. */
export interface ErasureNote {
  readonly id: string
  readonly at: number
  readonly plain: string
}

/** A wrapping key as it lies on the disk. */
export interface StoredWrapping {
  readonly generation: number
  readonly suite: SuiteName | ''
  /** Id of the master key that wrapped it; empty for keys that lie under the master key itself, as they once did. */
  readonly master: string
  /** With the root, wrapped by the master key. */
  readonly sealed: Uint8Array
  /** While keys change: this one under the one before, so that whoever runs finds it. */
  readonly up: Uint8Array | null
  /** While keys change: the one before under this one, so that whoever starts finds it. */
  readonly down: Uint8Array | null
}

/** A process that works with the keys, and the newest wrapping key it has. */
export interface Holder {
  readonly id: string
  readonly generation: number
  /** Counted as gone after this. */
  readonly until: number
}

/** A copy of the keys, made by `backup`. */
export interface KeptCopy {
  readonly file: string
  /** It has none of the keys that were destroyed. */
  readonly isFresh: boolean
}

/** What became of the copies that still had a key that was erased. */
export interface Freshened {
  /** Not where they were; nobody here knows of them any more. */
  readonly away: readonly string[]
  /** Another house wrote its keys there: left as they are, and nobody here knows of them any more. */
  readonly others: readonly string[]
  /** Could not be written: they stay stale, and are tried again. */
  readonly failed: readonly { readonly file: string; readonly why: string }[]
}

/** The part of it that knows of its copies. */
export type Copies = Pick<
  KeyStore,
  'backup' | 'freshen' | 'follow' | 'copies' | 'takeOver' | 'staleCopies'
>

/** Where wrapped keys lie: apart from the data, so that a copy of the data opens nothing. */
export interface KeyStore {
  /**
   * All are on disk when this resolves. `tx`: with this transaction, where the keys share its database. Fails where the
   * wrapping key was destroyed meanwhile.
   */
  readonly add: (keys: readonly StoredKey[], tx?: Tx) => Promise<void>
  readonly find: (id: KeyId) => Promise<StoredKey | undefined>
  /** The next ones behind this id, in the order of this store; from the first one behind `''`. */
  readonly after: (id: KeyId, limit: number) => Promise<readonly StoredKey[]>
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
  /** Oldest first. */
  readonly wrappings: () => Promise<readonly StoredWrapping[]>
  /** `false`: another process made this generation first. */
  readonly addWrapping: (wrapping: StoredWrapping) => Promise<boolean>
  /** Some that lie under an older wrapping key. */
  readonly keysBelow: (generation: number, limit: number) => Promise<readonly StoredKey[]>
  readonly countBelow: (generation: number) => Promise<number>
  /** Each as it was found or not at all: one that was destroyed meanwhile does not come back. */
  readonly rewrap: (
    keys: readonly { readonly before: StoredKey; readonly after: StoredKey }[],
  ) => Promise<void>
  /** Destroys all wrapping keys before this one, their bytes on the disk too. Fails while a key still lies under one. */
  readonly settle: (generation: number) => Promise<void>
  readonly hold: (holder: Holder) => Promise<void>
  readonly letGo: (id: string) => Promise<void>
  readonly holders: (now: number) => Promise<readonly Holder[]>
  /** Writes a copy in place of the one before: of keys only the latest copy is kept. */
  readonly backup: (file: string) => Promise<void>
  /** Writes the latest copy over each one made before that still has a key that was erased, wherever it lies. */
  readonly freshen: () => Promise<Freshened>
  /** As `freshen`, also for what was only let go of; no copy is forgotten by it. Gives those that could not be written. */
  readonly follow: () => Promise<Freshened['failed']>
  /** The copies of this machine. */
  readonly copies: () => Promise<readonly KeptCopy[]>
  /** Remembers copies that another store of the same keys made on this machine. */
  readonly takeOver: (copies: readonly KeptCopy[]) => Promise<void>
  /** Copies that still have a key that was erased, by name; on other machines too, which cannot be reached from here. */
  readonly staleCopies: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}
