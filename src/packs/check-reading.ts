import type { Offence, OffenceCode, Plan, ReadingEntry } from '#core/plan.ts'
import type { AreaPack } from './packs.ts'
import type { Problem } from './problem.ts'
import { repeated } from './repeated.ts'

/** A reading says nothing that its plan does not: clauses exist and departments are named in them. */
export function checkReading(
  file: string,
  pack: AreaPack,
  offences: ReadonlyMap<OffenceCode, Offence>,
): readonly Problem[] {
  return [...findings(pack, offences)].map(([field, cure]) => ({ file, field, cure }))
}

type Finding = readonly [field: string, cure: string]

function* findings(
  pack: AreaPack,
  offences: ReadonlyMap<OffenceCode, Offence>,
): Generator<Finding> {
  const { plan, reading } = pack
  if (reading.area !== plan.area.code)
    yield ['area', `和方案的辖区不一致。改成 "${plan.area.code}"`]
  const read = reading.entries.map((entry) => entry.offence)
  for (const code of repeated(read)) yield [code, '写了两次。并成一条']
  for (const code of offences.size > 0 ? read : [])
    if (!offences.has(code)) yield [code, '不在 national/offences.json 里。改正代码，或先加进去']
  for (const entry of reading.entries)
    for (const cure of faultsOf(entry, plan)) yield [entry.offence, cure]
}

function* faultsOf(entry: ReadingEntry, plan: Plan): Generator<string> {
  const { narrowed, proposed } = entry
  if (entry.basis === 'plan') {
    if (entry.clauses.length === 0) yield 'basis 是 plan，clauses 至少写一条'
    if (proposed !== undefined) yield '方案有依据，不写 proposed。按方案收窄的写 narrowed'
  } else {
    if (entry.clauses.length > 0) yield 'basis 是 by-function，clauses 留空'
    if (narrowed !== undefined) yield '方案没有写，不能 narrowed。写 proposed'
    if (proposed === undefined || proposed.lead.length === 0)
      yield '补上 proposed.lead：建议哪个部门'
  }
  yield* faultsOfClauses(entry, plan)
  const declared = new Set(plan.departments.map((department) => department.id))
  for (const id of [...(proposed?.lead ?? []), ...(proposed?.cooperate ?? [])])
    if (!declared.has(id))
      yield `部门 ${id} 不在方案的 departments 里。补上（方案没写过的，asWritten 留空）`
  for (const id of unnamed(entry, plan))
    yield `narrowed 的 ${id} 在所引条款里没有。只能从条款点名的部门里收窄`
}

function* faultsOfClauses(entry: ReadingEntry, plan: Plan): Generator<string> {
  const clauses = new Map(plan.clauses.map((clause) => [clause.clause, clause]))
  const byClause = entry.narrowed === undefined ? [] : [entry.narrowed.byClause]
  for (const clause of [...entry.clauses, ...byClause])
    if (!clauses.has(clause)) yield `条款 ${clause} 不在方案里。改正写法，或在 plan.json 补上`
  const governing = clauses.get(entry.clauses[0] ?? '')
  if (governing?.reportable === false)
    yield `条款 ${governing.clause} 标着不能举报（reportable: false）。换一条，或改那个标记`
}

/** Departments of a narrowing that neither the cited clauses nor a duty paragraph name. */
export function unnamed(entry: ReadingEntry, plan: Plan): readonly string[] {
  if (entry.narrowed === undefined) return []
  const { lead, cooperate, byClause } = entry.narrowed
  const cited = new Set([...entry.clauses, byClause])
  const named = new Set([
    ...plan.clauses
      .filter((clause) => cited.has(clause.clause))
      .flatMap((clause) => [...clause.lead, ...clause.responsible, ...clause.cooperate]),
    ...plan.duties.filter((duty) => duty.clause === byClause).map((duty) => duty.department),
  ])
  return [...lead, ...cooperate].filter((id) => !named.has(id))
}
