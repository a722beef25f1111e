import type { Officer } from '#core/access.ts'
import { discloseToOfficer, type CaseForOfficer } from '#core/disclosure.ts'
import { casesMergedInto } from '#store/merged-cases.ts'
import type { Tx } from '#store/transaction.ts'
import { asRead } from './as-read.ts'
import { openCase } from './case-file.ts'
import { deskEvidence, type DeskEvidence } from './desk-evidence.ts'
import { withMainOffices } from './follow-merge.ts'
import { openIfWhole } from './or-skip.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** A case that is handled within the one on the page, as its officers read it. */
export interface JoinedCase {
  readonly file: CaseForOfficer
  readonly evidence: readonly DeskEvidence[]
}

/** What was told in the cases within this one, however deep; that it was read is on record for each. */
export async function joinedCases(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  number: string,
): Promise<readonly JoinedCase[]> {
  const all: JoinedCase[] = []
  for (const row of await casesMergedInto(tx, number)) {
    const whole = await openIfWhole(world, row, async () => await openCase(world, tx, row))
    if (!whole) continue
    const open = asRead(await withMainOffices(tx, whole))
    const file = discloseToOfficer(open.case, officer)
    if (!file) continue
    await trace(world, tx, officer, { action: 'case-read', subject: row.number })
    all.push({ file, evidence: await deskEvidence(tx, row.id) })
    all.push(...(await joinedCases(world, tx, officer, row.number)))
  }
  return all
}
