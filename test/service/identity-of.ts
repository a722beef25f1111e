import type { ReporterIdentity } from '#vault/open.ts'
import type { TestHouse } from './house.ts'

/** The identity behind a case, opened with a grant of the vault's own. */
export async function openIdentityOf(
  { world, now }: TestHouse,
  caseId: string,
): Promise<ReporterIdentity | undefined> {
  const grant = {
    request: 'a-request',
    caseId,
    number: 'RC-2026-00001',
    area: '500153',
    asker: 'one-officer',
    granter: 'another',
    until: now() + 60_000,
  }
  const shown = { grant, proof: world.vault.proofOfGrant(grant), officer: 'one-officer' }
  return await world.db.transaction(async (tx) => await world.vault.openIdentity(tx, shown))
}
