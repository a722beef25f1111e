import type { AreaCode, OffenceCode } from '#core/plan.ts'
import type { Precedent } from '#core/route.ts'
import type { Tx } from '#store/transaction.ts'
import { precedentsOf, type PrecedentRow } from '#store/precedents.ts'
import type { World } from './world.ts'

/** The intake office's rulings in an area. Their reasons stay sealed: routing needs only who and when. */
export async function precedentsIn(
  _world: World,
  tx: Tx,
  area: AreaCode,
): Promise<readonly Precedent[]> {
  const rows = await precedentsOf(tx, area)
  return rows.map((row) => ({
    offence: row.offence,
    area: row.area,
    lead: row.lead,
    cooperate: row.cooperate,
    reason: '',
    on: row.on,
    at: row.at,
    number: row.number,
  }))
}

/** What a ruling's reason is sealed for. */
export const reasonText = ({ number, offence }: Pick<Precedent, 'number' | 'offence'>): string =>
  `precedent:${number}:${offence}`

/** Opens the reason of a ruling. Only who holds the vault can give one. */
export type OpenReason = (row: PrecedentRow) => Promise<string>

/** The rulings on one offence, or on all, newest first, each with the reason that the intake office gave. */
export async function precedentsWithReasons(
  tx: Tx,
  { area, offence }: { readonly area: AreaCode; readonly offence?: OffenceCode },
  openReason: OpenReason,
): Promise<readonly Precedent[]> {
  const precedents: Precedent[] = []
  for (const row of await precedentsOf(tx, area)) {
    if (offence !== undefined && row.offence !== offence) continue
    const { keyId: _key, sealed: _sealed, ...plain } = row
    precedents.push({ ...plain, reason: await openReason(row) })
  }
  return precedents
}
