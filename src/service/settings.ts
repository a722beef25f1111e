import type { Officer } from '#core/access.ts'
import type { AreaCode, Office } from '#core/plan.ts'
import { ok, type Result } from '#core/result.ts'
import type { LineProblem } from '#packs/csv-table.ts'
import { parseOffices } from '#packs/offices-csv.ts'
import type { OperatorSettings } from '#packs/operator.ts'
import { officesOf, saveOffices } from '#store/offices.ts'
import { mayHere } from './officers.ts'
import { trace, type Doer } from './trace.ts'
import { areaPack, isDemoArea, officesIn, type World } from './world.ts'

/** An area as its operator set it up. */
export interface AreaSetting {
  readonly code: AreaCode
  readonly name: string
  readonly demo: boolean
  readonly settings: OperatorSettings
  /** The offices are those of a file, not those a demonstration makes up. */
  readonly imported: boolean
  readonly offices: readonly Office[]
}

export async function areaSettings(world: World): Promise<readonly AreaSetting[]> {
  return await world.db.read(async (tx) => {
    const areas: AreaSetting[] = []
    for (const [code, { plan }] of world.packs.areas)
      areas.push({
        code,
        name: plan.area.name,
        demo: await isDemoArea(world, tx, code),
        settings: world.operator.read(code),
        imported: (await officesOf(tx, code)).length > 0,
        offices: await officesIn(world, tx, code),
      })
    return areas
  })
}

/** Takes all offices of an area from a CSV file in place of those before; one bad line and none is taken. */
export async function importOffices(
  world: World,
  by: Doer,
  area: AreaCode,
  bytes: Uint8Array,
): Promise<Result<number, readonly LineProblem[]>> {
  if (!mayHere(by, 'manage-offices').ok)
    return { ok: false, refusal: [{ line: 1, cure: '您的岗位不能换单位表' }] }
  const { plan, places } = areaPack(world, area)
  const offices = parseOffices(bytes, { plan, places })
  if (!offices.ok) return offices
  await world.db.transaction(async (tx) => {
    await saveOffices(tx, area, offices.value)
    await trace(world, tx, by, { area, action: 'offices-imported', subject: area })
  })
  return ok(offices.value.length)
}

/** Writes who runs an area: sponsor, telephone, notice, receiver of accusations. */
export async function configureArea(
  world: World,
  by: Officer,
  area: AreaCode,
  patch: OperatorSettings,
): Promise<Result<OperatorSettings>> {
  const right = mayHere(by, 'configure')
  if (!right.ok) return right
  const written = world.operator.write(area, patch)
  if (written.ok)
    await world.db.transaction(async (tx) => {
      await trace(world, tx, by, { area, action: 'area-configured', subject: area })
    })
  return written
}
