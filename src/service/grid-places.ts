import { mayFor, type Officer } from '#core/access.ts'
import { pathOf, type GridPlace, type GridPlan, type GridRules } from '#core/grid.ts'
import type { AreaCode, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Refusal, type Result } from '#core/result.ts'
import type { LineProblem } from '#packs/csv-table.ts'
import { gridRows, parseGrid } from '#packs/grid-csv.ts'
import { digestOf, packed, unpacked } from '#packs/kept-pack.ts'
import { addGridVersion, gridVersion, gridVersionList } from '#store/grid.ts'
import { usedGridPlaces } from '#store/grid-tasks.ts'
import { officerById } from '#store/officers.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { trace } from './trace.ts'
import { areaPack, type World } from './world.ts'

/** What an area's plan says of grids, with the operator's defaults. */
export interface GridHere {
  readonly rules: GridRules
  readonly plan: GridPlan
}

export function gridOf(world: World, area: AreaCode): GridHere | undefined {
  const { grid: rules } = world.packs
  const plan = rules?.areas.find((one) => one.area === area)
  return rules && plan && world.packs.areas.has(area) ? { rules, plan } : undefined
}

/** Places of an area down to its grids: those that ship and those that its operator imported. */
export interface GridTree {
  readonly version: number
  readonly imported: readonly GridPlace[]
  readonly all: readonly {
    readonly code: PlaceCode
    readonly name: string
    readonly within: PlaceCode
  }[]
}

export async function gridTree(world: World, tx: Tx, area: AreaCode): Promise<GridTree> {
  const row = await gridVersion(tx, area)
  const imported = row ? placesIn(row) : []
  const { places } = areaPack(world, area)
  return { version: row?.number ?? 0, imported, all: [...places, ...imported] }
}

const placesIn = ({ content }: { readonly content: Uint8Array }): readonly GridPlace[] =>
  JSON.parse(unpacked(content) || '[]') as readonly GridPlace[]

/** From the township down; of a place that is in no list any more its code. */
export const gridPath = ({ all }: GridTree, code: PlaceCode): string => pathOf(all, code) || code

/** Why a list was not taken: as a whole, or line by line. */
export type ImportFault =
  | { readonly refusal: Refusal; readonly lines?: never }
  | { readonly refusal?: never; readonly lines: readonly LineProblem[] }

/** Takes a list of villages, communities and grids in place of the one before, as a new version. */
export async function importGrid(
  world: World,
  officer: Officer,
  area: AreaCode,
  bytes: Uint8Array,
): Promise<Result<number, ImportFault>> {
  const right = mayFor(officer, 'manage-grid', area)
  if (!right.ok) return fault(right.refusal)
  const here = gridOf(world, area)
  if (!here) return fault({ key: 'grid-none' })
  const ground = { plan: here.plan, area, places: areaPack(world, area).places }
  const read = parseGrid(bytes, ground)
  if (!read.ok) return { ok: false, refusal: { lines: read.refusal } }
  const kept = await putInForce(world, officer, { area, places: read.value })
  return kept.ok ? kept : fault(kept.refusal)
}

const fault = (refusal: Refusal): { readonly ok: false; readonly refusal: ImportFault } => ({
  ok: false,
  refusal: { refusal },
})

/** Puts an earlier version in force again, as a new one. */
export async function restoreGrid(
  world: World,
  officer: Officer,
  { area, number }: { readonly area: AreaCode; readonly number: number },
): Promise<Result<number>> {
  const right = mayFor(officer, 'manage-grid', area)
  if (!right.ok) return right
  const row = await world.db.read(async (tx) => await gridVersion(tx, area, number))
  if (!row) return refuse('version-unknown')
  return await putInForce(world, officer, { area, places: placesIn(row) })
}

/** Nobody who works somewhere may find that their place is gone. */
async function putInForce(
  world: World,
  officer: Officer,
  { area, places }: { readonly area: AreaCode; readonly places: readonly GridPlace[] },
): Promise<Result<number>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'grid', area)
    const before = await gridTree(world, tx, area)
    const codes = new Set([
      ...areaPack(world, area).places.map(({ code }) => code),
      ...places.map(({ code }) => code),
    ])
    const lost = [...(await usedGridPlaces(tx, area))].filter((code) => !codes.has(code))
    if (lost.length > 0)
      return refuse('grid-places-used', {
        places: lost
          .slice(0, 5)
          .map((code) => gridPath(before, code))
          .join('、'),
      })
    const number = before.version + 1
    const content = JSON.stringify(places)
    await addGridVersion(tx, {
      area,
      number,
      at: world.clock(),
      by: officer.id,
      places: places.length,
      content: packed(content),
      hash: digestOf(content),
    })
    await trace(world, tx, officer, { action: 'grid-imported', subject: `${area}#${number}`, area })
    return ok(number)
  })
}

export interface GridVersionShown {
  readonly number: number
  readonly at: number
  readonly by: string
  readonly places: number
}

/** The versions of an area's list, newest first. */
export async function gridVersions(
  world: World,
  area: AreaCode,
): Promise<readonly GridVersionShown[]> {
  return await world.db.read(async (tx) => {
    const rows = await gridVersionList(tx, area, 50)
    const shown: GridVersionShown[] = []
    for (const row of rows)
      shown.push({ ...row, by: (await officerById(tx, row.by))?.name ?? row.by })
    return shown
  })
}

/** One version as the rows of a file that can be imported again. */
export async function gridList(
  world: World,
  area: AreaCode,
  number?: number,
): Promise<readonly (readonly string[])[] | undefined> {
  const row = await world.db.read(async (tx) => await gridVersion(tx, area, number))
  return row && gridRows(placesIn(row))
}
