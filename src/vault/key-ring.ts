import type { Tx } from '#store/transaction.ts'
import type { ErasureNote, KeyClass, KeyId, KeyStore, StoredKey } from './key-store.ts'
import { leastRecent } from './least-recent.ts'
import type { WrappingKeys } from './wrapping-keys.ts'

/** Data keys: made ahead in batches, opened on demand, destroyed for good. They never leave the vault. */
export interface KeyRing {
  readonly newKey: () => Promise<KeyId>
  readonly newIdentityKey: (tx: Tx) => Promise<KeyId>
  /** Throws where the key was destroyed, and where it is one of another class. */
  readonly keyOf: (id: KeyId, kind?: KeyClass) => Promise<Uint8Array>
  readonly has: (id: KeyId) => Promise<boolean>
  readonly destroy: (id: KeyId) => Promise<void>
  /** As `destroy`, for all that one erasure lets go; the key store remembers it. */
  readonly erase: (note: ErasureNote, ids: readonly KeyId[]) => Promise<void>
}

export interface KeyMaking {
  readonly store: KeyStore
  readonly wrappings: WrappingKeys
  readonly random: (size: number) => Uint8Array
}

interface OpenKey {
  readonly id: KeyId
  readonly key: Uint8Array
}

/** Keys written with one sync to the disk. */
const BATCH = 256
/** So many left: more are made while these are handed out. */
const LOW = 32
const KEPT_OPEN = 10_000

export const keyRing = (making: KeyMaking): KeyRing => {
  const { store, wrappings } = making
  const opened = leastRecent<`${KeyClass}:${KeyId}`, Uint8Array>(KEPT_OPEN)
  const ready: OpenKey[] = []
  let filling: Promise<void> | undefined
  const fill = async (): Promise<void> => {
    const fresh = Array.from({ length: BATCH }, () => freshKey(making, 'content'))
    await store.add(fresh.map(({ stored }) => stored))
    ready.push(...fresh)
  }
  const refill = async (): Promise<void> => {
    filling ??= fill().finally(() => {
      filling = undefined
    })
    await filling
  }
  const forget = (id: KeyId): void => {
    opened.drop(`content:${id}`)
    opened.drop(`identity:${id}`)
  }
  return {
    newKey: async () => {
      while (ready.length === 0) await refill()
      const next = ready.pop()
      if (!next) return await Promise.reject(new Error('the pool of keys is empty'))
      // The next batch is nobody's wait: if it fails, the key that finds the pool empty says so.
      if (ready.length < LOW) refill().catch(() => {})
      opened.set(`content:${next.id}`, next.key)
      return next.id
    },
    newIdentityKey: async (tx) => {
      const { id, key, stored } = freshKey(making, 'identity')
      await store.add([stored], tx)
      opened.set(`identity:${id}`, key)
      return id
    },
    keyOf: async (id, kind = 'content') => {
      const known = opened.get(`${kind}:${id}`)
      if (known) return known
      const stored = await store.find(id)
      if (stored?.class !== kind) throw new Error(`key ${id} was destroyed or never made`)
      const key = await wrappings.unwrap(stored)
      opened.set(`${kind}:${id}`, key)
      return key
    },
    has: async (id) => (await store.find(id)) !== undefined,
    destroy: async (id) => {
      await store.destroy(id)
      forget(id)
    },
    erase: async (note, ids) => {
      await store.erase(note, ids)
      for (const id of ids) forget(id)
    },
  }
}

const freshKey = (
  { wrappings, random }: KeyMaking,
  kind: KeyClass,
): OpenKey & { readonly stored: StoredKey } => {
  const id = Buffer.from(random(16)).toString('base64url')
  const key = random(32)
  return { id, key, stored: wrappings.wrap({ id, class: kind, key }) }
}
