import type { Offence, OffenceCode } from '#core/plan.ts'
import { checkCoverage } from './check-coverage.ts'
import { checkPlaces } from './check-places.ts'
import { checkPlan } from './check-plan.ts'
import { checkReading } from './check-reading.ts'
import type { AreaPack } from './packs.ts'
import type { Problem } from './problem.ts'

type Offences = ReadonlyMap<OffenceCode, Offence>

/** What would route wrongly or nowhere: with one of these no version is in force. */
export const faultsOfArea = (pack: AreaPack, offences: Offences): readonly Problem[] => [
  ...checkPlan('plan.json', pack.plan),
  ...checkReading('reading.json', pack, offences),
  ...checkPlaces('places.json', pack),
]

/** All that `check-data` would say of one area: with one of these nothing is published. */
export const checkArea = (pack: AreaPack, offences: Offences): readonly Problem[] => [
  ...faultsOfArea(pack, offences),
  ...checkCoverage('', pack, offences),
]
