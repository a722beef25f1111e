import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createSuite, type SuiteName } from '#crypto/suite.ts'
import { appendAudit } from '#store/audit.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { openVault, type Vault } from '#vault/open.ts'
import { layTables } from '../store/laid-tables.ts'

export const masterKey = Uint8Array.from({ length: 32 }, (_, n) => (n * 37 + 11) % 251)

export interface Fixture {
  readonly dir: string
  readonly db: Db
  readonly vault: Vault
  /** A second vault on the same keys, as after a restart. */
  readonly reopened: (key?: Uint8Array<ArrayBuffer>, at?: string) => Promise<Vault>
  readonly close: () => Promise<void>
}

/** A store and a vault in a folder of their own. */
export const aVault = async (
  suiteName: SuiteName = 'international',
  largestFile?: number,
): Promise<Fixture> => {
  const dir = mkdtempSync(`${tmpdir()}/yijian-vault-`)
  await layTables(dir)
  const db = await openStore({ dir })
  const suite = createSuite(suiteName)
  const opened: Vault[] = []
  const reopened: Fixture['reopened'] = async (key = masterKey, at = dir) => {
    const settings = { db, dir: at, suite, masterKey: key, audit: appendAudit, clock: () => 1_000 }
    const vault = await openVault({ ...settings, ...(largestFile ? { largestFile } : {}) })
    opened.push(vault)
    return vault
  }
  return {
    dir,
    db,
    vault: await reopened(),
    reopened,
    close: async () => {
      for (const vault of opened) await vault.close()
      await db.close()
      rmSync(dir, { recursive: true })
    },
  }
}
