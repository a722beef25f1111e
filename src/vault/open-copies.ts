import { randomBytes } from 'node:crypto'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Suite } from '#crypto/suite.ts'
import type { Db } from '#store/transaction.ts'
import { copyKeys } from './copy-keys.ts'
import { postgresKeyStore } from './key-store-postgres.ts'
import { sqliteKeyStore } from './key-store-sqlite.ts'
import type { KeyStore } from './key-store.ts'
import type { MasterKey } from './master-key.ts'
import { sealedCopies, type SealedCopies } from './sealed-copies.ts'
import { openWrappingKeys } from './wrapping-keys.ts'

interface Opening {
  readonly suite: Suite
  readonly masters: readonly MasterKey[]
  /** Holds `keys.db`. */
  readonly keysDir: string
}

/** What opens a copy, by the keys that were copied with it. Throws where no master key is the one of these keys. */
export const openCopies = async (opening: Opening): Promise<Result<SealedCopies>> =>
  await withKeys(opening, async (store) => {
    const root = await rootOf(opening, store)
    if (!root) return refuse('keys-missing')
    const whole = await isEachWhole(opening, store)
    return whole.ok ? ok(sealedCopies(opening.suite, root)) : whole
  })

const PAGE = 500

/** A key of which a byte is wrong opens nothing: known before anything is put back. */
async function isEachWhole({ suite, masters }: Opening, store: KeyStore): Promise<Result<void>> {
  const { unwrap } = await openWrappingKeys({ suite, store, masters, random: randomBytes })
  for (let last = ''; ;) {
    const keys = await store.after(last, PAGE)
    for (const key of keys)
      if (!(await unwrap(key).catch(() => undefined)))
        return refuse('keys-damaged', { file: 'keys.db' })
    const next = keys.at(-1)
    if (!next) return ok(undefined)
    last = next.id
  }
}

/**
 * Brings the keys of a folder into the database that the data goes to, and with them what is known of their copies on this
 * machine. Refused where that has keys of others.
 */
export const moveKeys = async (
  opening: Opening,
  db: Db,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Result<number>> =>
  await withKeys(opening, async (store) => {
    const fit = await fits(opening, store, db)
    if (!fit.ok) return fit
    const to = await postgresKeyStore(db)
    const count = await copyKeys(store, to, onProgress)
    await to.takeOver(await store.copies())
    return ok(count)
  })

/** Whether `moveKeys` would be refused. */
export const keysFit = async (opening: Opening, db: Db): Promise<Result<void>> =>
  await withKeys(opening, async (store) => await fits(opening, store, db))

async function fits(opening: Opening, store: KeyStore, db: Db): Promise<Result<void>> {
  if (!(await rootOf(opening, store))) return refuse('keys-missing')
  const to = await postgresKeyStore(db)
  const [own, others] = [await store.wrappings(), await to.wrappings()]
  const isStrange = others.some((other) => !own.some((one) => isSame(one, other)))
  return isStrange ? refuse('keys-exist') : ok(undefined)
}

const isSame = (
  a: { readonly generation: number; readonly sealed: Uint8Array },
  b: { readonly generation: number; readonly sealed: Uint8Array },
): boolean => a.generation === b.generation && Buffer.compare(a.sealed, b.sealed) === 0

async function withKeys<T>(opening: Opening, work: (store: KeyStore) => Promise<T>): Promise<T> {
  const store = sqliteKeyStore(opening.keysDir)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function rootOf(
  { suite, masters }: Opening,
  store: KeyStore,
): Promise<Uint8Array | undefined> {
  if ((await store.wrappings()).length === 0) return undefined
  return (await openWrappingKeys({ suite, store, masters, random: randomBytes })).root
}
