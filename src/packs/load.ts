import type { Packs } from './packs.ts'
import { packError } from './problem.ts'
import { readPacks } from './read-packs.ts'

export type { AreaPack, Packs } from './packs.ts'

/** Reads all of `data/`, or throws a PackError that names every fault: nobody is served by half a plan. */
export function loadPacks(dataDir: string, which: { readonly schemes?: boolean } = {}): Packs {
  const { packs, problems } = readPacks(dataDir, which)
  if (problems.length > 0) throw packError(problems)
  return packs
}
