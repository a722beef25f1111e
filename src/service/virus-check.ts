import { saveEvidence, uncheckedEvidence, type EvidenceRow } from '#store/evidence.ts'
import type { Sealed } from './sealed.ts'

/** Files one round looks at, and how long it then pauses. */
const batch = 20
const pause = 60_000

/** Files that came while the virus scanner did not answer are looked at when it does again. */
export function createVirusCheck(world: Sealed): () => Promise<void> {
  let next = 0
  return async () => {
    if (world.clock() < next) return
    next = world.clock() + pause
    const rows = await world.db.read(async (tx) => await uncheckedEvidence(tx, batch))
    for (const row of rows) {
      const said = await world.vault.scanEvidence(row)
      if (said.checked === undefined) return
      if (said.checked === 'unchecked') {
        world.log.warn('the virus scanner does not answer', { files: rows.length })
        return
      }
      await world.db.transaction(
        async (tx) =>
          await saveEvidence(
            tx,
            said.checked === 'infected' ? { ...bare(row), ...said } : { ...row, ...said },
          ),
      )
    }
  }
}

/** The copy of an infected file is gone. */
function bare({ cleanedSize: _gone, ...row }: EvidenceRow): EvidenceRow {
  return { ...row, cleaned: 'no' }
}
