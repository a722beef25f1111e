import type { Case } from '#core/case.ts'
import type { AreaCode } from '#core/plan.ts'
import { kindOf, nameParts, type Comparable, type NameParts } from '#core/subject-name.ts'
import { isSign, wholeSign } from '#core/subject-sign.ts'
import type { SubjectKind, SubjectWords } from '#core/subject.ts'
import { simplified } from '#understanding/simplified.ts'
import type { Sealed } from './sealed.ts'
import { lettersOf, piecesOf } from './search-text.ts'
import { areaPack, type World } from './world.ts'

/** More of a text names nobody else. */
const readOf = 1000

/** Whom a report complains of by name, if its words name one. What is hidden at the desk names nobody. */
export function namedIn(world: World, about: Case): string | undefined {
  const { what, who = '', where } = about.facts
  const told = about.supplements.map(({ text }) => text)
  const all = [who, what, where, ...told].join('。').slice(0, readOf)
  const read = (text: string): string | undefined => whoIn(world, text)
  const named = isSign(who) ? who.trim().normalize('NFKC') : (read(who) ?? read(all))
  const name = named && wholeSign(named, simplified(all.normalize('NFKC')))
  if (name === undefined || name.length > 40) return undefined
  return about.masks.some(({ words }) =>
    words.some((one) => name.includes(one) || one.includes(name)),
  )
    ? undefined
    : name
}

/** That nobody can be read from it must never keep a report from being filed. */
function whoIn({ understanding }: World, text: string): string | undefined {
  try {
    return understanding.who(text)
  } catch {
    return undefined
  }
}

const placesKnown = new WeakMap<object, readonly string[]>()

/** Names of the places of an area as they stand at the front of signs, the longest first. */
function placesOf(world: World, area: AreaCode): readonly string[] {
  const pack = areaPack(world, area)
  const known = placesKnown.get(pack)
  if (known) return known
  const names = [
    pack.plan.area.name,
    ...pack.places.flatMap(({ name, also }) => [name, ...also]),
  ].flatMap((name) => [name, name.replace(/(自治区|自治州|省|市|区|县|旗|镇|乡|街道)$/u, '')])
  const letters = [...new Set(names.map(lettersOf))].filter((name) => name.length >= 2)
  const sorted = letters.toSorted((one, other) => other.length - one.length)
  placesKnown.set(pack, sorted)
  return sorted
}

export const partsOf = (world: World, area: AreaCode, name: string): NameParts =>
  nameParts(lettersOf(name), placesOf(world, area))

/** A name without a house is of a site, unless an officer says whose it is. */
export const kindOfName = (world: World, area: AreaCode, name: string): SubjectKind =>
  kindOf(partsOf(world, area, name)) ?? 'site'

/** A licence's number as it is compared: without signs and spaces. */
export const licenceLetters = (licence: string): string => lettersOf(licence)

interface Compared {
  readonly area: AreaCode
  readonly kind: SubjectKind
  readonly words: Pick<SubjectWords, 'name' | 'licence'>
  readonly place: string
}

export const comparableOf = (world: World, { area, kind, words, place }: Compared): Comparable => ({
  kind,
  name: partsOf(world, area, words.name),
  licence: licenceLetters(words.licence ?? ''),
  place,
})

/** What a subject is found by: pieces of what tells its name from others, its licence, its address. */
export function subjectTokens(
  { vault, ...world }: Sealed,
  area: AreaCode,
  { name, licence = '', address = '' }: Partial<SubjectWords> & Pick<SubjectWords, 'name'>,
): readonly string[] {
  const { whole, core } = partsOf(world, area, name)
  const pieces = [
    ...piecesOf(core),
    ...piecesOf(whole),
    ...piecesOf(lettersOf(address)).map((piece) => `at ${piece}`),
    ...(licence === '' ? [] : [`licence ${licenceLetters(licence)}`]),
  ].map((piece) => `subject ${piece}`)
  return [...new Set(vault.searchTokens(area, [...new Set(pieces)]))]
}

/** What another must share with it to be looked at. */
export function likeTokens(
  { vault, ...world }: Sealed,
  area: AreaCode,
  name: string,
): { readonly tokens: readonly string[]; readonly least: number } {
  const { whole, core } = partsOf(world, area, name)
  const pieces = piecesOf(core.length >= 2 ? core : whole)
  const tokens = vault.searchTokens(
    area,
    pieces.map((piece) => `subject ${piece}`),
  )
  return { tokens, least: Math.max(1, Math.ceil(tokens.length / 3)) }
}

export const licenceToken = ({ vault }: Sealed, area: AreaCode, licence: string): string =>
  vault.searchTokens(area, [`subject licence ${licenceLetters(licence)}`])[0] ?? ''
