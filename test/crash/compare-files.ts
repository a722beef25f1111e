import type { House } from '../../src/house.ts'
import { count, expectOnce, type Findings } from './findings.ts'
import { sha256 } from './story.ts'
import type { Told } from './told.ts'

/** Every file once, its original to the last byte, and the copy an officer gets. */
export async function compareFiles(found: Findings, { world }: House, told: Told): Promise<void> {
  const rows = await world.db.read(
    async (tx) => await tx.selectFrom('evidence').selectAll().execute(),
  )
  const files = told.reporters.flatMap((reporter) => reporter.files)
  for (const digest of files) {
    count(found, 'files')
    const kept = rows.filter((row) => row.digest === `sha256:${digest}`)
    expectOnce(found, `file ${digest}`, kept.length)
    for (const row of kept) {
      const original = await world.vault.readEvidence(row, 'original').catch(() => undefined)
      if (!original || sha256(original.bytes) !== digest)
        found.missing.push(`the bytes of file ${digest}`)
      const cleaned = await world.vault.readEvidence(row, 'cleaned').catch(() => undefined)
      if (cleaned?.bytes.length !== row.cleanedSize)
        found.missing.push(`the copy for officers of file ${digest}`)
    }
  }
}
