import type { AreaCode } from '#core/plan.ts'
import { checkReferences } from './check-references.ts'
import type { Packs } from './packs.ts'
import type { Problem } from './problem.ts'
import { readAreas } from './read-areas.ts'
import { readNational } from './read-national.ts'
import { readRewards } from './rewards.ts'
import { schemaChecks } from './schema-checks.ts'

/** What could be read of `data/`, and everything that is wrong with it. */
export interface ReadPacks {
  readonly packs: Packs
  readonly folders: ReadonlyMap<AreaCode, string>
  readonly problems: readonly Problem[]
}

/** Without `schemes` the rewards are left unread: who only routes need not wait for them. */
export function readPacks(
  dataDir: string,
  { schemes = true }: { readonly schemes?: boolean } = {},
): ReadPacks {
  const problems: Problem[] = []
  const reading = { dataDir, checks: schemaChecks, problems }
  const { years, ...nation } = readNational(reading)
  const { packs: areas, folders } = readAreas(reading)
  const { offences } = nation
  const rewards = schemes ? readRewards(dataDir, { folders, offences, problems }) : undefined
  const packs: Packs = { areas, ...nation, calendar: { years }, ...(rewards && { rewards }) }
  return { packs, folders, problems: [...problems, ...checkReferences(packs, folders)] }
}
