import { fileURLToPath } from 'node:url'
import type { AreaCode, Clause, ClauseId, OffenceCode, ReadingEntry } from '#core/plan.ts'
import type { AreaPack } from '#packs/packs.ts'
import { readPacks } from '#packs/read-packs.ts'

/** The data that is shipped. */
export const dataDir = fileURLToPath(new URL('../../data', import.meta.url))

export function areaPack(code: AreaCode): AreaPack {
  const pack = readPacks(dataDir).packs.areas.get(code)
  if (pack === undefined) throw new Error(`no readable area ${code}`)
  return pack
}

export function aClause(pack: AreaPack, id: ClauseId): Clause {
  const clause = pack.plan.clauses.find((each) => each.clause === id)
  if (clause === undefined) throw new Error(`no clause ${id}`)
  return clause
}

export function entryOf(pack: AreaPack, code: OffenceCode): ReadingEntry {
  const entry = pack.reading.entries.find((each) => each.offence === code)
  if (entry === undefined) throw new Error(`no reading of ${code}`)
  return entry
}
