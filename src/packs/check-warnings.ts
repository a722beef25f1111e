import type { Packs } from './packs.ts'
import type { Problem } from './problem.ts'
import { repeated } from './repeated.ts'

const file = 'national/warnings.json'

/** What warnings say of a plan must stand in it: areas, clauses, departments, offences. */
export function checkWarnings({ areas, offences, warnings }: Packs): readonly Problem[] {
  if (!warnings) return []
  const problem = (field: string, cure: string): Problem => ({ file, field, cure })
  const unknown = warnings.adverse.offences.filter((code) => !offences.has(code))
  const twice = repeated(warnings.areas.map(({ area }) => area))
  const ofAreas = warnings.areas.flatMap(({ area, risk, adverse, opinion }) => {
    const plan = areas.get(area)?.plan
    if (!plan) return []
    const clauses = new Set(plan.clauses.map(({ clause }) => clause))
    const departments = new Set(plan.departments.map(({ id }) => id))
    const said = [risk.clause, adverse.clause, ...opinion.map(({ clause }) => clause)]
    return [
      ...said
        .filter((clause) => clause !== undefined)
        .filter((clause) => !clauses.has(clause))
        .map((clause) => problem(`${area} ${clause}`, '方案里没有这一条。按 plan.json 的写法改')),
      ...opinion
        .filter(({ department }) => !departments.has(department))
        .map(({ department }) =>
          problem(`${area} ${department}`, '方案里没有这个部门。按 plan.json 的写法改'),
        ),
    ]
  })
  return [
    ...unknown.map((code) =>
      problem(`adverse ${code}`, '没有这个违法行为代码。按 offences.json 改'),
    ),
    ...twice.map((area) => problem(area, '写了两次。删去一条')),
    ...ofAreas,
  ]
}
