import { derive } from '#crypto/derive.ts'
import type { Suite } from '#crypto/suite.ts'
import type { KeyClass, KeyId, KeyStore, StoredKey, StoredWrapping } from './key-store.ts'
import { isRefused, isUnreachable, type MasterKey } from './master-key.ts'

/** What a master key wraps: the root, out of which all marks and digests with a key are made, and one wrapping key. */
interface Opened {
  readonly root: Uint8Array
  readonly wrapping: ReadonlyMap<number, Uint8Array>
  readonly newest: StoredWrapping
}

/** The keys under which data keys lie. They change while the house is open; the root never does. */
export interface WrappingKeys {
  readonly root: Uint8Array
  /** The one that new data keys are wrapped under. */
  readonly newest: () => StoredWrapping
  readonly wrap: (
    key: { readonly id: KeyId; readonly class: KeyClass; readonly key: Uint8Array },
    generation?: number,
  ) => StoredKey
  /** Looks again where it meets a wrapping key it has not seen. */
  readonly unwrap: (stored: StoredKey) => Promise<Uint8Array>
  /** Takes up a wrapping key that another process made. */
  readonly refresh: () => Promise<void>
  /** Makes the next wrapping key, wrapped by this master key. */
  readonly next: (master: MasterKey) => Promise<void>
}

export interface Ladder {
  readonly suite: Suite
  readonly store: KeyStore
  /** Those that may have wrapped the keys there are; the first one wraps what is made. */
  readonly masters: readonly MasterKey[]
  readonly random: (size: number) => Uint8Array
}

/** Throws where none of the master keys opens the keys there are; makes the first ones where there are none. */
export const openWrappingKeys = async (ladder: Ladder): Promise<WrappingKeys> => {
  const { suite, store } = ladder
  let opened = await openOrMake(ladder)
  const derived = new Map<string, Uint8Array>()
  const under = (generation: number, kind: KeyClass): Uint8Array | undefined => {
    const wrapping = opened.wrapping.get(generation)
    const known = derived.get(`${generation}:${kind}`)
    if (!wrapping || known) return known
    const made = derive(suite, wrapping, `yijian wrap ${kind}`)
    derived.set(`${generation}:${kind}`, made)
    return made
  }
  const refresh = async (): Promise<void> => {
    const rows = await store.wrappings()
    opened = climbed(suite, { ...opened, rows })
  }
  return {
    root: opened.root,
    newest: () => opened.newest,
    refresh,
    next: async (master) => {
      await refresh()
      await store.addWrapping(await nextWrapping(ladder, opened, master))
      await refresh()
    },
    wrap: ({ id, class: kind, key }, generation = opened.newest.generation) => {
      const wrapping = under(generation, kind)
      if (!wrapping) throw new Error(missed)
      return { id, class: kind, generation, wrapped: suite.seal(wrapping, key, placeOf(id, kind)) }
    },
    unwrap: async ({ id, class: kind, generation, wrapped }) => {
      if (!opened.wrapping.has(generation)) await refresh()
      const wrapping = under(generation, kind)
      if (!wrapping) throw new Error(missed)
      return suite.open(wrapping, wrapped, placeOf(id, kind))
    },
  }
}

const missed = 'the keys were changed while this process was away: start it again'
const wrongKey =
  'the master key or CRYPTO_SUITE is not the one this database was made with: nothing in it could be opened, and what came in would be lost to the right one'

const placeOf = (id: KeyId, kind: KeyClass): string => `key:${kind}:${id}`

async function openOrMake(ladder: Ladder): Promise<Opened> {
  const { suite, store, masters, random } = ladder
  const [first] = masters
  if (!first) throw new Error('a vault needs a master key')
  if ((await store.wrappings()).length === 0) {
    const fresh = { root: random(32), wrapping: random(32), generation: 1 }
    await store.addWrapping(await sealedBy(first, suite, fresh))
  }
  const rows = await store.wrappings()
  const foreign = rows.find((row) => row.suite !== '' && row.suite !== suite.name)
  if (foreign)
    throw new Error(
      `this database was made with CRYPTO_SUITE=${foreign.suite}: start with that; to change suites, export and begin anew`,
    )
  if (rows.every(({ suite: name }) => name === '')) return await openOld(ladder, rows)
  return await openWith(ladder, rows)
}

async function openWith({ suite, masters }: Ladder, rows: readonly StoredWrapping[]) {
  const failures: Error[] = []
  for (const row of rows.toReversed())
    for (const master of masters) {
      if (row.suite === '' || (row.master !== master.id && rows.some(isOf(master)))) continue
      const block = await master.unwrap(row.sealed).catch((cause: unknown) => {
        failures.push(cause instanceof Error ? cause : new Error(wrongKey))
        return undefined
      })
      const parts = block && blockIn(block, row.generation)
      if (!parts) continue
      const wrapping = new Map([[row.generation, parts.wrapping]])
      return climbed(suite, { root: parts.root, wrapping, rows })
    }
  // What a key service says of itself is told before what is only that no key fits.
  const told = failures.find(isUnreachable) ?? failures.find(isRefused)
  throw told ?? new Error(wrongKey, { cause: failures[0] })
}

const isOf =
  ({ id }: MasterKey) =>
  (row: StoredWrapping): boolean =>
    row.master === id

/** A house made before there were wrapping keys: the master key itself was the root, and wrapped the data keys. */
async function openOld(ladder: Ladder, rows: readonly StoredWrapping[]): Promise<Opened> {
  const { suite, store, masters } = ladder
  const stored = await store.any()
  for (const master of masters) {
    const { bytes } = master
    if (!bytes || (stored && !opensOld(suite, bytes, stored))) continue
    const fresh = { root: bytes, wrapping: ladder.random(32), generation: 1 }
    await store.addWrapping(await sealedBy(master, suite, fresh))
    return await openWith(ladder, await store.wrappings())
  }
  throw new Error(wrongKey, { cause: rows.length })
}

const opensOld = (suite: Suite, master: Uint8Array, stored: StoredKey): boolean => {
  const wrapping = derive(suite, master, `yijian wrap ${stored.class}`)
  try {
    suite.open(wrapping, stored.wrapped, placeOf(stored.id, stored.class))
    return true
  } catch {
    return false
  }
}

interface Climb {
  readonly root: Uint8Array
  readonly wrapping: ReadonlyMap<number, Uint8Array>
  readonly rows: readonly StoredWrapping[]
}

/** From the wrapping keys that are known to those beside them, as far as their rows reach. What was settled is forgotten. */
function climbed(suite: Suite, { root, wrapping, rows }: Climb): Opened {
  const known = new Map<number, Uint8Array>()
  const take = (generation: number, key: Uint8Array | undefined): void => {
    if (key && !known.has(generation)) known.set(generation, key)
  }
  for (const { generation } of rows)
    take(generation, generation === 0 ? root : wrapping.get(generation))
  for (const { generation: n, up } of rows) {
    const before = wrapping.get(n - 1) ?? known.get(n - 1)
    if (up && before) take(n, suite.open(before, up, `wrapping:${n}:up`))
  }
  for (const { generation: n, down } of rows.toReversed()) {
    const here = known.get(n)
    if (down && here && rows.some(({ generation }) => generation === n - 1))
      take(n - 1, suite.open(here, down, `wrapping:${n}:down`))
  }
  const newest = rows.findLast(({ generation }) => known.has(generation))
  if (!newest || newest !== rows.at(-1)) throw new Error(missed)
  return { root, wrapping: known, newest }
}

async function nextWrapping({ suite, random }: Ladder, opened: Opened, master: MasterKey) {
  const { root, newest } = opened
  const before = opened.wrapping.get(newest.generation)
  if (!before) throw new Error(missed)
  const generation = newest.generation + 1
  const wrapping = random(32)
  return {
    ...(await sealedBy(master, suite, { root, wrapping, generation })),
    up: suite.seal(before, wrapping, `wrapping:${generation}:up`),
    down: suite.seal(wrapping, before, `wrapping:${generation}:down`),
  }
}

interface Block {
  readonly root: Uint8Array
  readonly wrapping: Uint8Array
  readonly generation: number
}

/** A key service may bind nothing to a block, so the block says itself which one it is. */
async function sealedBy(
  master: MasterKey,
  suite: Suite,
  { root, wrapping, generation }: Block,
): Promise<StoredWrapping> {
  const block = Buffer.concat([Buffer.from(`yijian keys ${generation}\n`), root, wrapping])
  const sealed = await master.wrap(block)
  return { generation, suite: suite.name, master: master.id, sealed, up: null, down: null }
}

function blockIn(block: Uint8Array, generation: number): Omit<Block, 'generation'> | undefined {
  const head = Buffer.from(`yijian keys ${generation}\n`)
  const fits = block.length === head.length + 64 && head.equals(block.subarray(0, head.length))
  if (!fits) return undefined
  const root = Uint8Array.from(block.subarray(head.length, head.length + 32))
  return { root, wrapping: Uint8Array.from(block.subarray(head.length + 32)) }
}
