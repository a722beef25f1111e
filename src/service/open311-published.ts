import type { Day } from '#core/case.ts'
import { dayOf, startOf } from '#core/clock.ts'
import type { Span } from '#core/open311.ts'
import type { Published } from '#core/publication.ts'
import type { AreaCode, OffenceCode } from '#core/plan.ts'
import { publicationById } from '#store/publications.ts'
import { publishedOf } from './publish.ts'
import { areaPack, type World } from './world.ts'

/** What a client may ask of an area's published decisions. */
interface Asked {
  readonly span?: Span
  readonly offences?: readonly OffenceCode[]
  readonly limit: number
}

/** How many are read at once. */
const page = 500

/** What an area has published, newest first; nothing of any case. */
export async function publishedIn(
  world: World,
  area: AreaCode,
  { span, offences, limit }: Asked,
): Promise<readonly Published[]> {
  const found: Published[] = []
  const days = span ? { since: dayOf(span.from), until: dayOf(span.to) } : {}
  for await (const one of everyPublished(world, area, days)) {
    if (span && !isWithin(startOf(one.publishedOn), span)) continue
    if (offences && !offences.includes(one.offence)) continue
    found.push(one)
    if (found.length === limit) break
  }
  return found
}

/** Those of these ids that are published, in the order that was asked. */
export async function publishedByIds(
  world: World,
  area: AreaCode,
  ids: readonly string[],
): Promise<readonly Published[]> {
  const found: Published[] = []
  for (const id of ids) {
    const row = await world.db.read(async (tx) => await publicationById(tx, id))
    if (row?.area !== area || row.publishedOn === undefined) continue
    const day = { since: row.publishedOn, until: row.publishedOn }
    for await (const one of everyPublished(world, area, day)) if (one.id === id) found.push(one)
  }
  return found
}

/** A change of what is published. */
export interface PublishedChange {
  readonly id: string
  readonly of: Published
  readonly on: Day
  readonly what: Published['state']
}

/** Every change in a span of days, the oldest first: that it came out, and how it stands now where that is another thing. */
export async function publishedChanges(
  world: World,
  area: AreaCode,
  { span, limit }: { readonly span: Span; readonly limit: number },
): Promise<readonly PublishedChange[]> {
  const changes: PublishedChange[] = []
  for await (const of of everyPublished(world, area, { until: dayOf(span.to) })) {
    const each: readonly PublishedChange[] = [
      { id: `${of.id}-out`, of, on: of.publishedOn, what: 'published' },
      ...(of.state === 'published'
        ? []
        : [{ id: `${of.id}-${of.changedOn}`, of, on: of.changedOn, what: of.state }]),
    ]
    changes.push(...each.filter(({ on }) => isWithin(startOf(on), span)))
  }
  return changes
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1))
    .slice(0, limit)
}

const isWithin = (at: number, { from, to }: Span): boolean => at >= from && at <= to

async function* everyPublished(
  world: World,
  area: AreaCode,
  days: { readonly since?: Day; readonly until?: Day },
): AsyncGenerator<Published> {
  for (let after: string | undefined; ;) {
    const from: { readonly after?: string } = after === undefined ? {} : { after }
    const some = await publishedOf(world, { area, ...days, ...from, limit: page })
    yield* some
    after = some.at(-1)?.id
    if (some.length < page) return
  }
}

/** Who a published decision is of, and where, in words. */
export function publishedWords(
  world: World,
  { area, offence, place }: Published,
): { readonly offence: string; readonly place: string } {
  const pack = areaPack(world, area)
  const where = pack.places.find(({ code }) => code === place)?.name ?? ''
  return {
    offence: world.packs.offences.get(offence)?.zh ?? '',
    place: where === '' ? pack.plan.area.name : `${pack.plan.area.name}${where}`,
  }
}
