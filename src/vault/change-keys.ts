import type { KeyStore } from './key-store.ts'
import type { MasterKey } from './master-key.ts'
import type { WrappingKeys } from './wrapping-keys.ts'

/** Keys re-wrapped in one transaction: few enough that nobody who writes meanwhile waits. */
const batch = 200
/** A process that was not heard of for so long has ended. */
const heldFor = 60_000

/** Where a change of keys stands. */
export interface KeyStatus {
  /** Which master key wraps the newest wrapping key. */
  readonly master: string
  readonly generation: number
  /** Data keys that still lie under an older one. */
  readonly left: number
  /** Processes that have not taken up the newest one yet. */
  readonly behind: number
  /** Whether there is an older one at all. */
  readonly changing: boolean
}

/** A change of the wrapping key while the house is open. Whatever step it stops at, the next call goes on from there. */
export interface KeyChange {
  readonly status: () => Promise<KeyStatus>
  /** Makes the next wrapping key under this master key, or goes on with the change that was begun under it. */
  readonly begin: (master: MasterKey) => Promise<void>
  /** Re-wraps some data keys; gives how many. */
  readonly rewrapSome: () => Promise<number>
  /** Destroys the wrapping keys before, once nothing lies under them and no process needs them. `false`: not yet. */
  readonly settle: () => Promise<boolean>
}

export interface Changing {
  readonly store: KeyStore
  readonly wrappings: WrappingKeys
  readonly clock: () => number
}

export const keyChange = ({ store, wrappings, clock }: Changing): KeyChange => {
  const status = async (): Promise<KeyStatus> => {
    await wrappings.refresh()
    const { generation, master } = wrappings.newest()
    const holders = await store.holders(clock())
    return {
      master,
      generation,
      left: await store.countBelow(generation),
      behind: holders.filter((holder) => holder.generation < generation).length,
      changing: (await store.wrappings()).length > 1,
    }
  }
  return {
    status,
    begin: async (master) => {
      const { changing, master: by } = await status()
      if (!changing || by !== master.id) await wrappings.next(master)
    },
    rewrapSome: async () => {
      const { generation } = wrappings.newest()
      const found = await store.keysBelow(generation, batch)
      const pairs = []
      for (const before of found) {
        const key = await wrappings.unwrap(before)
        pairs.push({ before, after: wrappings.wrap({ ...before, key }, generation) })
      }
      await store.rewrap(pairs)
      return found.length
    },
    settle: async () => {
      const { left, behind, generation } = await status()
      if (left > 0 || behind > 0) return false
      await store.settle(generation)
      await wrappings.refresh()
      return true
    },
  }
}

/** Says from time to time that this process is there, and takes up new wrapping keys. */
export interface Holding {
  readonly keepUp: () => Promise<void>
  readonly letGo: () => Promise<void>
}

export const holdKeys = ({ store, wrappings, clock }: Changing, id: string): Holding => {
  let said = { generation: -1, at: 0 }
  return {
    keepUp: async () => {
      await wrappings.refresh()
      const { generation } = wrappings.newest()
      const now = clock()
      if (said.generation === generation && Math.abs(now - said.at) < heldFor / 3) return
      await store.hold({ id, generation, until: now + heldFor })
      said = { generation, at: now }
    },
    letGo: async () => {
      if (said.generation >= 0) await store.letGo(id)
    },
  }
}
