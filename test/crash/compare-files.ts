import type { House } from '../../src/house.ts'
import { count, expectOnce, type Findings } from './findings.ts'
import { sha256 } from './story.ts'
import type { Reporter, Told } from './told.ts'

const aDay = 24 * 3_600_000

/**
 * Every file once, its original to the last byte, and the copy an officer gets. Of a report that was not sent off in a day
 * the files are let go, as the notice says.
 */
export async function compareFiles(found: Findings, { world }: House, told: Told): Promise<void> {
  const rows = await world.db.read(
    async (tx) => await tx.selectFrom('evidence').selectAll().execute(),
  )
  const files: string[] = []
  for (const reporter of told.reporters)
    if (reporter.number !== undefined || !(await isLeft(world, reporter)))
      files.push(...reporter.files)
    else count(found, 'files of reports not sent off in a day', reporter.files.length)
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

/** Somebody else was heard more than a day after the conversation began, by the clock of the house, which is set again and again. */
async function isLeft(world: House['world'], { channel, address }: Reporter): Promise<boolean> {
  const hash = world.vault.addressHash(channel, address)
  const { began, now } = await world.db.read(
    async (tx) =>
      await tx
        .selectFrom('heard')
        .innerJoin('sessions', 'sessions.id', 'heard.session')
        .select((eb) => [
          eb.fn.min('heard.at').as('began'),
          eb
            .selectFrom('heard as last')
            .select(({ fn }) => fn.max('last.at').as('at'))
            .as('now'),
        ])
        .where('sessions.addressHash', '=', hash)
        .executeTakeFirstOrThrow(),
  )
  return began !== null && began < (now ?? 0) - aDay
}
