import { canonical } from '#core/canonical.ts'
import { auditOf } from '#store/audit.ts'
import { erasures, type ErasureRow } from '#store/erasures.ts'
import { erasedIn, markOf } from './erasure-record.ts'
import type { Sealed } from './sealed.ts'

/** One erasure as it can be shown to anybody: no word of anybody is in it. */
export interface ErasureShown {
  readonly id: string
  readonly kind: string
  readonly number?: string
  readonly area: string
  readonly at: number
  readonly why: string
  readonly by: string
  readonly doneAt?: number
  /** Keys and files that went with it. */
  readonly keys: number
  readonly files: number
  /** What of it does not hold; empty: the mark is the vault's own, no key is left, the audit chain tells of it. */
  readonly faults: readonly ('not-done' | 'forged' | 'key-left' | 'not-in-audit')[]
}

/** All erasures, oldest first, with a digest of the list and the vault's mark on it, as on an audit head. */
export interface ErasureProof {
  readonly erasures: readonly ErasureShown[]
  readonly count: number
  readonly hash: string
  readonly mac: string
}

/** What was erased, each looked at anew. */
export async function erasureProof(world: Sealed): Promise<ErasureProof> {
  const rows = await world.db.read(async (tx) => await erasures(tx))
  const shown: ErasureShown[] = []
  for (const row of rows) shown.push(await shownOf(world, row))
  const { hex: hash } = world.vault.digest(Buffer.from(canonical(shown)))
  const count = shown.length
  const mac = world.vault.mac(Buffer.from(canonical(['erasures', count, hash])))
  return { erasures: shown, count, hash, mac: Buffer.from(mac).toString('hex') }
}

async function shownOf(world: Sealed, row: ErasureRow): Promise<ErasureShown> {
  const { id, kind, number, area, at, why, by, doneAt } = row
  const { keys, files } = erasedIn(row)
  return {
    id,
    kind,
    area,
    at,
    why,
    by,
    ...(number === undefined ? {} : { number }),
    ...(doneAt === undefined ? {} : { doneAt }),
    keys: keys.length,
    files: files.length,
    faults: await faultsOf(world, row, keys),
  }
}

async function faultsOf(
  world: Sealed,
  row: ErasureRow,
  keys: readonly string[],
): Promise<ErasureShown['faults']> {
  const { id, doneAt, mac } = row
  if (doneAt === undefined) return ['not-done']
  const faults: ErasureShown['faults'][number][] = []
  if (!mac || !Buffer.from(mac).equals(markOf(world, row, doneAt))) faults.push('forged')
  for (const key of keys)
    if (await world.vault.hasKey(key)) {
      faults.push('key-left')
      break
    }
  const subject = row.number ?? `erasure:${id}`
  const told = await world.db.read(async (tx) => await auditOf(tx, subject))
  if (!told.some(({ reason }) => reason?.endsWith(` erasure:${id}`))) faults.push('not-in-audit')
  return faults
}
