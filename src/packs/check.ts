import type { Packs } from './packs.ts'
import { type Problem, tell } from './problem.ts'
import { type ReadPacks, readPacks } from './read-packs.ts'

/** What `yijian check-data` prints: every fault with its file, its place and its cure. Empty: all is well. */
export function checkData(dataDir: string): { readonly problems: readonly string[] } {
  const read = readPacks(dataDir)
  return { problems: [...read.problems, ...unread(read)].map(tell) }
}

/**
 * Offences that an area's reading leaves out. They do not keep the service from starting, for such a report goes to
 * the intake office; but nobody should have to find out that way.
 */
function unread({ packs, folders }: ReadPacks): readonly Problem[] {
  return [...packs.areas].flatMap(([code, { reading }]) => {
    const read = new Set(reading.entries.map((entry) => entry.offence))
    return reportable(packs)
      .filter((offence) => !read.has(offence.code))
      .map((offence) => ({
        file: `${folders.get(code) ?? code}/reading.json`,
        field: offence.code,
        cure: `缺“${offence.zh}”。补一条：方案哪一条管，或方案没有写（by-function）`,
      }))
  })
}

const reportable = (packs: Packs) =>
  [...packs.offences.values()].filter((offence) => offence.handOver === undefined)
