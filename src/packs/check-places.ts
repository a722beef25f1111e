import type { Place } from '#core/plan.ts'
import type { AreaPack } from './packs.ts'
import type { Problem } from './problem.ts'
import { repeated } from './repeated.ts'

const ranks = { province: 0, prefecture: 1, county: 2, township: 3 } as const

/** Every place has one code and lies in a higher place of the same file, or in the area itself. */
export function checkPlaces(file: string, pack: AreaPack): readonly Problem[] {
  const { area } = pack.plan
  const byCode = new Map(pack.places.map((place) => [place.code, place]))
  const twice = repeated(pack.places.map((place) => place.code)).map((code) => ({
    file,
    field: code,
    cure: '代码写了两次。一处改成它自己的代码',
  }))
  const misplaced = pack.places.flatMap((place) => {
    if (place.code === area.code) return []
    const cure = cureOfParent(place, area.code, byCode.get(place.within))
    return cure === undefined ? [] : [{ file, field: `${place.code} ${place.name}`, cure }]
  })
  return [...twice, ...misplaced]
}

function cureOfParent(place: Place, area: string, parent: Place | undefined): string | undefined {
  if (place.within === area) return undefined
  if (parent === undefined)
    return `within 写的 ${place.within} 不在本文件里。补上那个地方，或改成 "${area}"`
  if (ranks[parent.level] >= ranks[place.level])
    return `within 写的 ${parent.name} 级别不比它高。改成它的上级`
  return undefined
}
