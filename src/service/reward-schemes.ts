import type { AreaCode } from '#core/plan.ts'
import {
  missingOf,
  withLocal,
  type LocalParameters,
  type ParameterId,
  type RewardScheme,
} from '#core/reward-scheme.ts'
import type { ParameterVersion } from '#store/reward-parameters.ts'
import { newestParameters } from '#store/reward-parameters.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

/** A scheme as it holds in an area. */
export interface SchemeHere {
  readonly scheme: RewardScheme
  /** As its document has it, without what the area entered. */
  readonly document: RewardScheme
  /** Without these it names no sum. */
  readonly missing: readonly ParameterId[]
  readonly version?: ParameterVersion
}

/** Every scheme that can hold in an area, with the parameters that were published for it. */
export async function schemesIn(
  world: World,
  tx: Tx,
  area: AreaCode,
): Promise<readonly SchemeHere[]> {
  const here: SchemeHere[] = []
  for (const document of world.packs.rewards?.schemes ?? []) {
    if (document.area !== undefined && document.area !== area) continue
    const version = await newestParameters(tx, area, document.id)
    const scheme = version ? applied(document, version) : document
    here.push({ scheme, document, missing: missingOf(scheme), ...(version ? { version } : {}) })
  }
  return here
}

export const givenIn = ({ content }: Pick<ParameterVersion, 'content'>): LocalParameters['given'] =>
  (JSON.parse(content) as LocalParameters).given

/** What a newer release of the document settles itself takes the place of what was entered. */
function applied(document: RewardScheme, version: ParameterVersion): RewardScheme {
  const { area, scheme } = version
  const open = Object.entries(givenIn(version)).filter(
    ([id]) => 'open' in document.terms[id as ParameterId],
  )
  const local = { area, scheme, given: Object.fromEntries(open) } as LocalParameters
  const settled = withLocal(document, local)
  return settled.ok ? settled.value : document
}
