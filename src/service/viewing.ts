import type { Officer } from '#core/access.ts'
import { ok, type Result } from '#core/result.ts'
import { readMentions } from '#store/mentions.ts'
import { officerById } from '#store/officers.ts'
import { standInQueues } from '#store/queued.ts'
import type { Tx } from '#store/transaction.ts'
import { lookAt } from '#store/viewing.ts'
import { visibleCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'

/** A colleague who has the same case before them. */
export interface OtherViewer {
  readonly name: string
  readonly since: number
}

/** Without scripts a page is loaded and left: whoever was not seen for so long has gone. */
const gone = 2 * 60_000

/**
 * Who else looks at a case now; what called for the reader is answered by their coming. It is told to those who may see the
 * case, and no history keeps it.
 */
export async function othersAt(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<readonly OtherViewer[]>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const caseId = file.value.id
    if (await readMentions(tx, { caseId, officer: officer.id, at: world.clock() }))
      await standInQueues(tx, caseId)
    return ok(await seenWith(world, tx, officer, caseId))
  })
}

async function seenWith(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  caseId: string,
): Promise<readonly OtherViewer[]> {
  const at = world.clock()
  const seen = await lookAt(tx, { caseId, officer: officer.id, at, forgotten: at - gone })
  const others: OtherViewer[] = []
  for (const one of seen) {
    const row = await officerById(tx, one.officer)
    if (row && row.disabledAt === undefined) others.push({ name: row.name, since: one.since })
  }
  return others
}
