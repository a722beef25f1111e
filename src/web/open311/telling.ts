import type { AreaCode, PlaceCode } from '#core/plan.ts'
import { nameFrom, pointOf } from '#core/open311.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { open311Attributes, open311Fields } from '#service/open311-services.ts'
import type { World } from '#service/world.ts'
import type { Parameters } from './parameters.ts'

const longestDescription = 4000
const longestAddress = 200
const mostLinks = 10

/** What was written, and addresses of pictures, which nobody here opens. */
export function wordsIn(parameters: Parameters): Result<string> {
  const description = parameters.get('description') ?? ''
  if (description.length > longestDescription) return refuse('description-too-long')
  const links = parameters.all('media_url')
  const isClear = links.length <= mostLinks && links.every(isLink)
  if (!isClear) return refuse('media-unclear')
  const shown = links.length === 0 ? '' : `${linksWords}\n${links.join('\n')}`
  return ok([description, shown].filter(Boolean).join('\n'))
}

const linksWords = '（对方系统附的网址，本系统没有打开：）'

const isLink = (text: string): boolean =>
  text.length <= 500 && /^https?:$/.test(URL.parse(text)?.protocol ?? '') && !/\s/.test(text)

export function whereIn({ packs }: World, area: AreaCode, parameters: Parameters): Result<string> {
  const [lat, long] = [parameters.get('lat'), parameters.get('long')]
  const address = parameters.get('address_string') ?? ''
  const id = parameters.get('address_id')
  if (address.length > longestAddress) return refuse('address-too-long')
  const place = id === undefined ? undefined : placeNamed({ packs }, area, id)
  if (id !== undefined && place === undefined && address === '' && lat === undefined)
    return refuse('address-unknown')
  const point = lat === undefined && long === undefined ? ok('') : pointOf(lat ?? '', long ?? '')
  if (!point.ok) return point
  const shown = point.value === '' ? '' : `坐标 ${point.value}`
  const all = [place ?? '', address, shown].filter(Boolean).join('，')
  return all === '' ? refuse('location-missing') : ok(all)
}

const placeNamed = (
  { packs }: Pick<World, 'packs'>,
  area: AreaCode,
  id: PlaceCode,
): string | undefined => packs.areas.get(area)?.places.find(({ code }) => code === id)?.name

/** Answers to the questions of the definition; a choice is one of its keys. What else is sent is not looked at. */
export function attributesIn(
  world: World,
  area: AreaCode,
  parameters: Parameters,
): Result<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {}
  const known = new Map(open311Attributes(world, area).map((one) => [one.code, one]))
  for (const field of open311Fields(world)) {
    const [value, ...more] = parameters.attribute(field)
    const attribute = known.get(field)
    if (value === undefined) {
      if (attribute?.required) return refuse('answer-missing', { name: field })
      continue
    }
    const isChoice = attribute?.kind === 'choice'
    const isOne = attribute?.values.some(({ key }) => key === value) && more.length === 0
    if (isChoice && !isOne) return refuse('answer-missing', { name: field })
    answers[field] = [value, ...more].join('，')
  }
  return ok(answers)
}

/** Who told it. Kept only of somebody who chose to be named. */
export const whoIn = (
  parameters: Parameters,
): Readonly<Record<'name' | 'contact' | 'mail', string>> => ({
  name: nameFrom(parameters.get('first_name') ?? '', parameters.get('last_name') ?? ''),
  contact: parameters.get('phone') ?? '',
  mail: parameters.get('email') ?? '',
})
