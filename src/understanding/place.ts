import type { AreaCode, Place, PlaceCode } from '#core/plan.ts'
import type { AreaPack } from '#packs/load.ts'
import { type Beginnings, byBeginnings } from './beginnings.ts'
import { outsideOf } from './outside.ts'

export interface Placed {
  readonly area?: AreaCode
  readonly place?: PlaceCode
  /** As the text names it. */
  readonly name?: string
  /** A city or province that is none of the served areas. */
  readonly outside?: string
}

/** Finds the served place that a text names. */
export type Gazetteer = (text: string, area: AreaCode | undefined, words: Words) => Placed

/** The text cut into words; only asked for where nothing served is named. */
type Words = () => readonly string[]

interface Entry {
  readonly area: AreaCode
  readonly place: Place
  readonly name: string
}

interface Hit extends Entry {
  readonly at: number
}

/** Names of the areas and of all their places, long ones first so that 荣昌区 wins over 荣昌. */
export function createGazetteer(areas: ReadonlyMap<AreaCode, AreaPack>): Gazetteer {
  const entries = [...areas].flatMap(([area, pack]) => entriesOf(area, pack))
  const byBeginning = byBeginnings(
    entries.toSorted((one, other) => other.name.length - one.name.length),
    ({ name }) => name,
  )
  const outsideIn = outsideOf(areas.keys())
  return (text, area, words) => {
    const hits = hitsOf(text, byBeginning)
    const within = area && hits.filter((hit) => hit.area === area)
    const chosen = within && within.length > 0 ? within : ofOneArea(hits)
    const [best] = chosen.toSorted(bySmallest)
    if (best) return found(best)
    const outside = outsideIn(text) ?? countyIn(words())
    return outside ? { outside } : {}
  }
}

function entriesOf(area: AreaCode, { plan, places }: AreaPack): readonly Entry[] {
  const own: Place = {
    code: area,
    name: plan.area.name,
    also: [shortOf(plan.area.name)],
    level: plan.area.level,
    within: area,
  }
  return [own, ...places].flatMap((place) =>
    [...new Set([place.name, ...place.also])]
      .filter((name) => name.length >= 2)
      .map((name) => ({ area, place, name })),
  )
}

/** A county by its full name that is none of ours. */
const countyIn = (words: readonly string[]): string | undefined =>
  words.find(
    (word) =>
      (word.endsWith('县') || word.endsWith('旗')) &&
      /^\p{Script=Han}{2,5}(县|旗)$/u.test(word) &&
      !/^(贫困|全|各|本|外|红|国|锦)/.test(word),
  )

/** 荣昌区 is called 荣昌, 内蒙古自治区 内蒙古. */
const shortOf = (name: string): string => name.replace(/(自治区|自治州|自治县|省|市|区|县)$/, '')

function hitsOf(text: string, byBeginning: Beginnings<Entry>): readonly Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < text.length; at += 1) {
    const names = byBeginning(text, at)
    if (!names) continue
    const longest = names.find(({ name }) => text.startsWith(name, at))?.name
    if (longest)
      hits.push(...names.filter(({ name }) => name === longest).map((entry) => ({ ...entry, at })))
  }
  return hits
}

/** Without a known area, only what belongs to one area; a township's name may stand in several. */
function ofOneArea(hits: readonly Hit[]): readonly Hit[] {
  const areas = new Set(hits.map(({ area }) => area))
  if (areas.size <= 1) return hits
  const named = hits.filter(({ place }) => place.level !== 'township')
  const [first] = named.map(({ area }) => area)
  return first === undefined ? [] : hits.filter(({ area }) => area === first)
}

const rank = { province: 0, prefecture: 1, county: 2, township: 3 } as const

const bySmallest = (one: Hit, other: Hit): number =>
  rank[other.place.level] - rank[one.place.level] ||
  other.name.length - one.name.length ||
  one.at - other.at

const found = ({ area, place, name }: Hit): Placed => ({ area, place: place.code, name })
