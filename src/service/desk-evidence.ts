import { evidenceOfCase, type EvidenceRow } from '#store/evidence.ts'
import type { Tx } from '#store/transaction.ts'

export interface DeskEvidence {
  readonly id: string
  readonly kind: string
  readonly type: string
  readonly size: number
  /** Which version an officer may open. */
  readonly version: 'cleaned' | 'original' | 'none' | 'infected'
  /** The virus scanner has not looked at it yet. */
  readonly unchecked?: true
  /** What the virus scanner found. */
  readonly finding?: string
}

/** A copy without metadata; the original of what cannot be cleaned, unless it is a photo or film, which tells where it was taken. */
export function versionFor(
  row: Pick<EvidenceRow, 'type' | 'cleanedSize' | 'checked'>,
): DeskEvidence['version'] {
  if (row.checked === 'infected') return 'infected'
  if (row.cleanedSize !== undefined) return 'cleaned'
  return /^(?:image|video)\/|m4a|audio\/mp4/.test(row.type) ? 'none' : 'original'
}

/** A case's files, with the version an officer may open. */
export async function deskEvidence(tx: Tx, caseId: string): Promise<readonly DeskEvidence[]> {
  const rows = await evidenceOfCase(tx, caseId)
  return rows.map((row) => {
    const { id, kind, type, size, checked, finding } = row
    const shown = { id, kind, type, size, version: versionFor(row) }
    return {
      ...shown,
      ...(checked === 'unchecked' ? { unchecked: true } : {}),
      ...(finding === undefined ? {} : { finding }),
    }
  })
}
