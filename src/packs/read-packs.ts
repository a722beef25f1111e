import type { AreaCode } from '#core/plan.ts'
import { checkReferences } from './check-references.ts'
import type { Packs } from './packs.ts'
import type { Problem } from './problem.ts'
import { readAreas } from './read-areas.ts'
import { readNational } from './read-national.ts'
import { readRewards } from './rewards.ts'

/** What could be read of `data/`, and everything that is wrong with it. */
export interface ReadPacks {
  readonly packs: Packs
  readonly folders: ReadonlyMap<AreaCode, string>
  readonly problems: readonly Problem[]
}

export function readPacks(dataDir: string): ReadPacks {
  const problems: Problem[] = []
  const { years, ...nation } = readNational(dataDir, problems)
  const { packs: areas, folders } = readAreas(dataDir, problems)
  const rewards = readRewards(dataDir, { folders, offences: nation.offences, problems })
  const packs: Packs = { areas, ...nation, calendar: { years }, rewards }
  return { packs, folders, problems: [...problems, ...checkReferences(packs, folders)] }
}
