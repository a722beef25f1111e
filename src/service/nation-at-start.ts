import { nationContent, readNation, type Nation } from '#packs/kept-nation.ts'
import { digestOf } from '#packs/kept-pack.ts'
import { packError, tell } from '#packs/problem.ts'
import type { ReadPacks } from '#packs/read-packs.ts'
import { newestPackVersion, packVersion } from '#store/pack-versions.ts'
import type { Tx } from '#store/transaction.ts'
import { keepFault, labelOf } from './packs-in-force.ts'
import type { World } from './world.ts'

/** The nation's files stand among the published versions under this name. */
export const nationName = 'national'

interface ChosenNation {
  readonly nation: Nation
  /** To be kept as a new version. */
  readonly fresh?: { readonly number: number; readonly content: string }
}

/** Offences, limits and calendars: those of `data/`, or the last good ones where a file of them is broken. */
export async function chooseNation(
  world: Pick<World, 'db' | 'log'>,
  tx: Tx,
  { packs, problems }: ReadPacks,
): Promise<ChosenNation> {
  const own = problems.filter(({ file }) => file.startsWith('national'))
  const newest = await newestPackVersion(tx, nationName)
  if (own.length === 0) {
    const content = nationContent(packs)
    const isKnown = newest?.hash === digestOf(content)
    return {
      nation: packs,
      ...(isKnown ? {} : { fresh: { content, number: (newest?.number ?? -1) + 1 } }),
    }
  }
  for (let head = newest; head; head = await newestPackVersion(tx, nationName, head.number)) {
    const kept = await packVersion(tx, nationName, head.number)
    const nation = kept && readNation(kept.content, kept.hash)
    if (!nation) continue
    const fault = { area: nationName, using: labelOf(head), problems: own.map(tell) }
    keepFault(world, `${nationName} data`, fault)
    return { nation }
  }
  throw packError(problems)
}
