import { may, type Officer } from '#core/access.ts'
import { startOf } from '#core/clock.ts'
import { clauseGaps, offenceGaps, type ClauseGap, type OffenceGap } from '#core/gaps.ts'
import type { AreaCode, Offence, OffenceCode, Plan } from '#core/plan.ts'
import { ok, type Result } from '#core/result.ts'
import type { Precedent } from '#core/route.ts'
import type { AreaPack } from '#packs/load.ts'
import { mattersByOffence } from '#store/statistics.ts'
import type { Tx } from '#store/transaction.ts'
import { packInForce } from './packs-in-force.ts'
import { precedentsWithReasons, type OpenReason } from './precedents.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** One offence that the plan leaves open, with what came of it. */
export interface Gap extends OffenceGap {
  readonly name: string
  /** Matters of that year; absent where nobody counts: accusations are too few to be told by number. */
  readonly matters?: number
  /** The intake office's rulings, newest first. */
  readonly rulings: readonly Precedent[]
}

/** 方案空白清单: what the joint conference has to settle. */
export interface GapList {
  readonly area: AreaCode
  readonly year: number
  readonly plan: Plan
  readonly gaps: readonly Gap[]
  readonly clauses: readonly ClauseGap[]
  /** What the document does not say, whatever the offence. */
  readonly unsaid: readonly string[]
}

/** What the plan leaves open, without a database: nothing was counted and nothing ruled. */
export function gapsOf(
  { plan, reading }: Pick<AreaPack, 'plan' | 'reading'>,
  offences: ReadonlyMap<OffenceCode, Offence>,
  year: number,
): GapList {
  const gaps = offenceGaps({ plan, reading, offences })
  return {
    area: plan.area.code,
    year,
    plan,
    gaps: gaps.map((gap) => ({
      ...gap,
      name: offences.get(gap.offence)?.plain ?? gap.offence,
      rulings: [],
    })),
    clauses: clauseGaps(plan),
    unsaid: plan.gaps,
  }
}

interface Asked {
  readonly area: AreaCode
  readonly year: number
}

/** The same with how many matters of the year met each gap and how the intake office ruled. No word of a reporter is in it. */
export async function countedGaps(
  world: World,
  tx: Tx,
  { area, year }: Asked,
  openReason: OpenReason,
): Promise<GapList> {
  const { offences } = world.packs
  const { pack } = await packInForce(world, tx, area)
  const span = { area, from: startOf(`${year}-01-01`), to: startOf(`${year + 1}-01-01`) }
  const counts = await mattersByOffence(tx, span)
  const rulings = await precedentsWithReasons(tx, { area }, openReason)
  const list = gapsOf(pack, offences, year)
  return {
    ...list,
    gaps: list.gaps.map((gap) => ({
      ...gap,
      ...(offences.get(gap.offence)?.stream === 'accusation'
        ? {}
        : { matters: counts.get(gap.offence) ?? 0 }),
      rulings: rulings.filter(
        ({ offence, on }) => offence === gap.offence && on.startsWith(String(year)),
      ),
    })),
  }
}

/** The list for the intake office and supervisors of an area; every look is on record. */
export async function readGaps(
  world: World,
  officer: Officer,
  year: number,
  openReason: OpenReason,
): Promise<Result<GapList>> {
  const right = may(officer, 'see-gaps')
  if (!right.ok) return right
  const { area } = officer
  return await world.db.transaction(async (tx) => {
    const list = await countedGaps(world, tx, { area, year }, openReason)
    await trace(world, tx, officer, { action: 'gaps-read', subject: String(year) })
    return ok(list)
  })
}
