import type { AreaCode } from '#core/plan.ts'
import type { AreaPack, Packs } from '#packs/load.ts'
import { withOwnCalendars } from '#packs/own-calendars.ts'
import { packError } from '#packs/problem.ts'
import { readPacks } from '#packs/read-packs.ts'
import type { Db } from '#store/transaction.ts'
import type { Config } from '../config.ts'
import { whyNotAsRoot } from '../folder-owner.ts'
import { hasStore } from '../has-store.ts'
import type { Log } from '../log.ts'

/** What a command that looks at plans works with. */
export interface Here {
  readonly config: Config
  readonly log: Log
}

/**
 * The packs as the service routes by them: what was published at the desk where there is a database, else what `data/`
 * says. Nothing is kept and none is made.
 */
export async function packsHere({ config, log }: Here): Promise<Packs> {
  const read = withOwnCalendars(readPacks(config.dataDir, { schemes: false }), config.stateDir)
  if (!hasStore(config)) {
    if (read.problems.length > 0) throw packError(read.problems)
    return read.packs
  }
  const { choosePacks } = await import('#service/packs-at-start.ts')
  return await withStore(config, async (db) => {
    return await choosePacks({ db, log, clock: Date.now, mac: noMac }, read)
  })
}

/** A published version, by its number, if there is one. */
export async function versionHere(
  { config, log }: Here,
  area: AreaCode,
  number: number,
): Promise<AreaPack | undefined> {
  if (!hasStore(config)) return undefined
  const { packNumbered } = await import('#service/packs-in-force.ts')
  const { offences } = readPacks(config.dataDir).packs
  return await withStore(config, async (db) => {
    const world = { db, log, packs: { offences } }
    const found = await db.read(async (tx) => await packNumbered(world, tx, area, number))
    return found?.pack
  })
}

/** Looking writes no audit entry. */
const noMac = (): Uint8Array => {
  throw new Error('a command that only looks signs nothing')
}

async function withStore<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const why = whyNotAsRoot(config)
  if (why !== undefined) throw new Error(why)
  const { databaseUrl, stateDir: dir } = config
  const { openStore } = await import('#store/open.ts')
  const db = await openStore({ dir, ...(databaseUrl ? { url: databaseUrl } : {}) })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
