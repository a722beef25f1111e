import type { AreaCode } from '#core/plan.ts'
import { checkPlaces } from './check-places.ts'
import { checkPlan } from './check-plan.ts'
import { checkReading } from './check-reading.ts'
import { checkWarnings } from './check-warnings.ts'
import type { Packs } from './packs.ts'
import type { Problem } from './problem.ts'
import { repeated } from './repeated.ts'
import { problemsOfSystems } from './systems.ts'

/** Whatever one file says of another must be there: clauses, departments, codes, places. */
export function checkReferences(
  packs: Packs,
  folders: ReadonlyMap<AreaCode, string>,
): readonly Problem[] {
  const letters = repeated([...packs.areas.values()].map((pack) => pack.plan.area.letters))
  const ofAreas = [...packs.areas].flatMap(([code, pack]) => {
    const folder = folders.get(code) ?? `areas/${code}`
    const problems = [
      ...checkPlan(`${folder}/plan.json`, pack.plan),
      ...checkReading(`${folder}/reading.json`, pack, packs.offences),
      ...checkPlaces(`${folder}/places.json`, pack),
    ]
    if (pack.plan.area.code !== code)
      problems.push({
        file: `${folder}/plan.json`,
        field: 'area.code',
        cure: `和文件夹的代码不一致。改成 "${code}"`,
      })
    if (letters.includes(pack.plan.area.letters))
      problems.push({
        file: `${folder}/plan.json`,
        field: 'area.letters',
        cure: '和别的辖区用了同样的字头，编号会相撞。换一个',
      })
    return problems
  })
  return [...ofAreas, ...checkWarnings(packs), ...problemsOfSystems(packs, folders)]
}
