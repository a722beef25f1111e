import type { Offence, OffenceCode } from '#core/plan.ts'
import type { AreaPack } from './packs.ts'
import type { Problem } from './problem.ts'

/**
 * Offences that a reading leaves out, and clauses that call themselves reportable though no offence leads to them. They
 * do not keep the service from starting, for such a report goes to the intake office; but nobody should have to find
 * out that way.
 */
export function checkCoverage(
  folder: string,
  pack: AreaPack,
  offences: ReadonlyMap<OffenceCode, Offence>,
): readonly Problem[] {
  const read = new Set(pack.reading.entries.map((entry) => entry.offence))
  const unread = [...offences.values()]
    .filter(({ code, handOver }) => handOver === undefined && !read.has(code))
    .map(({ code, zh }) => ({
      file: `${folder}reading.json`,
      field: code,
      cure: `缺“${zh}”。补一条：方案哪一条管，或方案没有写（by-function）`,
    }))
  return [...unread, ...unreached(folder, pack)]
}

function unreached(folder: string, { plan, reading }: AreaPack): readonly Problem[] {
  const cited = new Set(
    reading.entries.flatMap(({ clauses, narrowed }) => [
      ...clauses,
      ...(narrowed ? [narrowed.byClause] : []),
    ]),
  )
  return plan.clauses
    .filter(({ clause, reportable }) => reportable && !cited.has(clause))
    .map(({ clause, heading }) => ({
      file: `${folder}plan.json`,
      field: `clauses ${clause}`,
      cure: `“${heading}”标着能举报，但没有一种违法行为归到它。在 reading.json 引用它，或改成 reportable: false`,
    }))
}
