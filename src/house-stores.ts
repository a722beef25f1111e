import { mkdirSync } from 'node:fs'
import { createSuite } from '#crypto/suite.ts'
import { startClock } from '#service/clock-guard.ts'
import type { ClockWatch } from '#service/clock-watch.ts'
import { appendAudit } from '#store/audit.ts'
import { isHalfCopied } from '#store/copy-tables.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { clamd } from '#vault/clamd.ts'
import { openVault, type Vault } from '#vault/open.ts'
import type { Config } from './config.ts'
import { whyNotAsRoot } from './folder-owner.ts'
import { masterKeysOf } from './master-key.ts'
import { movedIn } from './moved-store.ts'

const halfCopied =
  'the move into this PostgreSQL did not come to its end: run yijian migrate-store again, it goes on where it was'

/** Database and vault; both are closed with what they are opened in. */
export async function openStores(
  config: Config,
  watch: ClockWatch,
  opened: AsyncDisposableStack,
): Promise<{ readonly db: Db; readonly vault: Vault }> {
  const why = whyNotAsRoot(config)
  if (why !== undefined) throw new Error(why)
  const { databaseUrl, stateDir: dir } = config
  const clock = watch.now
  const moved = databaseUrl ? undefined : movedIn(dir)
  if (moved)
    throw new Error(
      `the database of ${dir} was moved to PostgreSQL at ${moved.at}: set DATABASE_URL or DATABASE_URL_FILE`,
    )
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const suite = createSuite(config.cryptoSuite)
  const masterKey = masterKeysOf(config, suite)
  const db = await openStore({ dir, ...(databaseUrl ? { url: databaseUrl } : {}) })
  opened.defer(db.close)
  if (databaseUrl && (await isHalfCopied(db))) throw new Error(halfCopied)
  await startClock({ db }, watch)
  const vault = await openVault({
    db,
    dir,
    clock,
    masterKey,
    suite,
    audit: appendAudit,
    largestFile: config.maxFileBytes,
    ...(config.clamd ? { scan: clamd(config.clamd) } : {}),
  })
  opened.defer(vault.close)
  return { db, vault }
}
