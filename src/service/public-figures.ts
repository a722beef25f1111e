import { addDays, dayOf } from '#core/clock.ts'
import { lastOf, monthOf, nextMonth } from '#core/period.ts'
import type { AreaCode } from '#core/plan.ts'
import {
  figuresAnew,
  publicFigures,
  type EndedPart,
  type FigureGround,
  type PublicFigures,
} from '#core/public-figures.ts'
import type { CoverRule } from '#core/public-tables.ts'
import { firstDay, uncountedCases } from '#store/facts.ts'
import { endedParts, figuresOut } from '#store/publication-figures.ts'
import { putOut, savePublication, versionsNow, type PublicationRow } from '#store/publications.ts'
import type { Tx } from '#store/transaction.ts'
import { saltOf } from './publication-out.ts'
import type { Sealed } from './sealed.ts'
import type { World } from './world.ts'

/** Figures as they stand, with where they stand. */
export interface OutFigures {
  readonly id: string
  readonly version: number
  readonly publishedOn: string
  readonly changedOn: string
  readonly figures: PublicFigures
}

const spanMark = ({ from, to }: Pick<PublicFigures, 'from' | 'to'>): string => `${from}..${to}`

/** Brings out the figures of months that have settled, and those of earlier months anew where that is safe. */
export async function publishFigures(world: Sealed, area: AreaCode): Promise<void> {
  const rules = world.publishing?.rules.statistics
  if (!rules) return
  await world.db.transaction(async (tx) => {
    if ((await uncountedCases(tx, 1)).length > 0) return
    const ground = groundOf(world, area)
    const out = await figuresOf(tx, area)
    for (const one of out) await bringAnew(world, tx, { area, one, ground })
    const last = out.at(-1)
    const first = last ? `${nextMonth(last.figures.to)}-01` : await firstDay(tx, area)
    if (first === undefined) return
    const from = monthOf(first)
    const rule = coverRule(world, area, rules.fewest)
    const settled = addDays(dayOf(world.clock()), -rules.settleDays)
    for (let [start, month] = [from, from]; lastOf(month) < settled; month = nextMonth(month)) {
      const span = { from: start, to: month }
      const made = publicFigures(span, await partsOf(tx, area, span), { ground, rule })
      if (!made) continue
      await bringOutFigures(world, tx, { area, figures: made })
      start = nextMonth(month)
    }
  })
}

/** Of an area, the earliest span first. */
export async function figuresOf(tx: Tx, area: AreaCode): Promise<readonly OutFigures[]> {
  const rows = await figuresOut(tx, area)
  const versions = await versionsNow(tx, rows)
  return rows.flatMap((row) => {
    const content = versions.get(row.id)?.content
    if (content === undefined || row.publishedOn === undefined) return []
    const { figures } = JSON.parse(content) as { readonly figures: PublicFigures }
    const { id, version, publishedOn, changedOn = publishedOn } = row
    return [{ id, version, publishedOn, changedOn, figures }]
  })
}

export const readFigures = async (world: World, area: AreaCode): Promise<readonly OutFigures[]> =>
  await world.db.read(async (tx) => await figuresOf(tx, area))

/** The order is of chance under a key of the house, and knows nothing of the numbers. */
const coverRule = (world: Sealed, area: AreaCode, fewest: number): CoverRule => ({
  fewest,
  order: (key) => Buffer.from(world.mac(Buffer.from(`cover ${area} ${key}`))).toString('hex'),
})

export function groundOf(world: World, area: AreaCode): FigureGround {
  const pack = world.packs.areas.get(area)
  return {
    area,
    offences: world.packs.offences,
    places: pack?.places ?? [],
    departments: pack?.plan.departments.map(({ id }) => id) ?? [],
  }
}

async function partsOf(
  tx: Tx,
  area: AreaCode,
  { from, to }: Pick<PublicFigures, 'from' | 'to'>,
): Promise<readonly EndedPart[]> {
  const rows = await endedParts(tx, { area, from: `${from}-01`, to: lastOf(to) })
  return rows.map(({ offence, place, department, outcome, late, count }) => ({
    offence,
    place,
    department,
    outcome: outcome ?? '',
    late: late === 1,
    count: Number(count),
  }))
}

async function bringAnew(
  world: Sealed,
  tx: Tx,
  { area, one, ground }: { area: AreaCode; one: OutFigures; ground: FigureGround },
): Promise<void> {
  const anew = figuresAnew(one.figures, await partsOf(tx, area, one.figures), ground)
  if (!anew || JSON.stringify(anew) === JSON.stringify(one.figures)) return
  await bringOutFigures(world, tx, { area, figures: anew, before: one })
}

interface Brought {
  readonly area: AreaCode
  readonly figures: PublicFigures
  readonly before?: OutFigures
}

async function bringOutFigures(
  world: Sealed,
  tx: Tx,
  { area, figures, before }: Brought,
): Promise<void> {
  const today = dayOf(world.clock())
  const version = (before?.version ?? 0) + 1
  const mark = spanMark(figures)
  const row: PublicationRow = {
    id: before?.id ?? `${area}-${mark.replace('..', '_')}`,
    area,
    kind: 'statistics',
    state: 'published',
    version,
    mark,
    keyId: '',
    publishedOn: before?.publishedOn ?? today,
    changedOn: today,
  }
  const what = before ? 'corrected' : 'published'
  await savePublication(tx, row)
  await putOut(tx, {
    area,
    publication: row.id,
    version,
    on: today,
    what,
    content: JSON.stringify({ what, figures }),
    salt: saltOf(world),
  })
}
