import { may, type Officer } from '#core/access.ts'
import { dayOf, startOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { RewardRegister } from '#core/reward-register.ts'
import { rewardYearOf, type RewardYear } from '#core/reward-year.ts'
import { paymentsBetween } from '#store/reward-books.ts'
import type { Tx } from '#store/transaction.ts'
import { rewardRegister } from './reward-register.ts'
import { scopeOf } from './rewards.ts'
import { trace } from './trace.ts'
import { isDemoArea, officesIn, type World } from './world.ts'

/** Whom a yearly report is for: the office has every line exactly, anybody has what points at nobody. */
export const yearVersions = ['office', 'public'] as const
export type YearVersion = (typeof yearVersions)[number]

/** 年度报告 of an area, as far as this officer may have it. */
export interface YearReport {
  readonly area: AreaCode
  readonly areaName: string
  readonly year: number
  /** The last day that is in it. */
  readonly until: string
  readonly demo: boolean
  readonly content:
    | ({ readonly version: 'office'; readonly whole: boolean } & RewardYear)
    | ({ readonly version: 'public' } & RewardRegister)
}

export interface YearAsked {
  readonly year: number
  readonly version: YearVersion
}

/** The years there can be a report of, the newest first. */
export function rewardYears(world: World): readonly number[] {
  const thisYear = Number(dayOf(world.clock()).slice(0, 4))
  return Array.from({ length: thisYear - 2023 }, (_, n) => thisYear - n)
}

/** Reads a year's payments for a file. That somebody took it, and which version, is on record. */
export async function yearReport(
  world: World,
  officer: Officer,
  { year, version }: YearAsked,
): Promise<Result<YearReport>> {
  const right = may(officer, 'see-rewards')
  if (!right.ok) return right
  if (!rewardYears(world).includes(year)) return refuse('reward-month')
  const { area } = officer
  const today = dayOf(world.clock())
  const shown = version === 'public' ? await rewardRegister(world, area, year) : undefined
  return await world.db.transaction(async (tx) => {
    const content = shown
      ? ({ version: 'public', ...shown } as const)
      : await exactly(world, tx, officer, year)
    const reason = `${year} ${version}`
    await trace(world, tx, officer, { action: 'reward-year-exported', subject: area, reason })
    return ok({
      area,
      areaName: world.packs.areas.get(area)?.plan.area.name ?? '',
      year,
      until: today < `${year}-12-31` ? today : `${year}-12-31`,
      demo: await isDemoArea(world, tx, area),
      content,
    })
  })
}

/** Every payment of the area; of an office that does not see them all, its own. */
async function exactly(world: World, tx: Tx, officer: Officer, year: number) {
  const scope = scopeOf(officer)
  const span = { from: startOf(`${year}-01-01`), to: startOf(`${year + 1}-01-01`) }
  const offices = await officesIn(world, tx, officer.area)
  const officeNames = new Map(offices.map(({ id, name }) => [id, name]))
  const schemes = new Map(world.packs.rewards?.schemes.map(({ id, name }) => [id, name]))
  const payments = (await paymentsBetween(tx, scope, span)).map(
    ({ at, office, scheme, level, kind, sum }) => ({
      month: dayOf(at).slice(0, 7),
      office: officeNames.get(office) ?? office,
      scheme: schemes.get(scheme) ?? scheme,
      level,
      kind: kind === 'recovered' ? ('recovered' as const) : ('paid' as const),
      sum,
    }),
  )
  const whole = scope.office === undefined
  return { version: 'office', whole, ...rewardYearOf(payments) } as const
}
