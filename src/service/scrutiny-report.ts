import type { Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { periodAround, type Period } from '#core/period.ts'
import type { PlaceCode, Plan } from '#core/plan.ts'
import { ok, type Result } from '#core/result.ts'
import { visitPeriod } from '#core/scrutiny.ts'
import { fileCheckCounts } from '#store/file-checks.ts'
import { scrutiniesOf } from '#store/scrutiny.ts'
import { readScrutiny, type ScrutinyFigures } from './scrutiny-figures.ts'
import { listRecords, type KeptRecord } from './scrutiny-records.ts'
import type { Sealed } from './sealed.ts'

/** Whether a place was visited in the plan's own period, and when last. */
export interface Coverage {
  readonly period: Period
  readonly places: readonly { readonly place: PlaceCode; readonly last?: string }[]
}

export interface ScrutinyReport {
  readonly plan: Plan
  readonly figures: ScrutinyFigures
  readonly visits: readonly KeptRecord[]
  readonly interviews: readonly KeptRecord[]
  /** Absent: the plan names no period or no places. */
  readonly coverage?: Coverage
  /** By department, grade and state: files that were drawn in the span. */
  readonly checks: Awaited<ReturnType<typeof fileCheckCounts>>
}

/** The plan's own period that holds today; the year where it names none. */
export function ownPeriod(world: Sealed, plan: Plan): Period {
  const today = dayOf(world.clock())
  const { visits } = plan.scrutiny ?? {}
  return (
    (visits && visitPeriod(visits, plan.document.issuedOn, today)) ?? periodAround('year', today)
  )
}

interface Asked {
  readonly area: string
  readonly period: Period
  readonly file?: boolean
}

/** Everything of a span, as the page and the files of it have it. */
export async function readScrutinyReport(
  world: Sealed,
  officer: Officer,
  asked: Asked,
): Promise<Result<ScrutinyReport>> {
  const figures = await readScrutiny(world, officer, asked)
  if (!figures.ok) return figures
  const { area, period } = asked
  const visits = await listRecords(world, officer, { area, kind: 'visit' })
  const interviews = await listRecords(world, officer, { area, kind: 'interview' })
  if (!visits.ok) return visits
  if (!interviews.ok) return interviews
  const plan = world.packs.areas.get(area)?.plan
  if (!plan) throw new Error(`no plan of ${area}`)
  const coverage = coverageOf(world, plan, visits.value)
  const checks = await world.db.read(async (tx) => {
    const drawn = await scrutiniesOf(tx, { area, kind: 'file-check', limit: 200 })
    const own = drawn.filter(({ startedAt }) => isWithin(dayOf(startedAt), period))
    return await fileCheckCounts(
      tx,
      own.map(({ id }) => id),
      dayOf(world.clock()),
    )
  })
  return ok({
    plan,
    figures: figures.value,
    visits: visits.value.filter(({ record }) => isWithin(record.on, period)),
    interviews: interviews.value.filter(({ record }) => isWithin(record.on, period)),
    checks,
    ...(coverage ? { coverage } : {}),
  })
}

const isWithin = (day: string, { from, to }: Period): boolean => day >= from && day <= to

function coverageOf(
  world: Sealed,
  plan: Plan,
  visits: readonly KeptRecord[],
): Coverage | undefined {
  const asked = plan.scrutiny?.visits
  if (!asked?.every || !asked.of.includes('places')) return undefined
  const period = ownPeriod(world, plan)
  const places = world.packs.areas.get(plan.area.code)?.places ?? []
  const made = visits
    .map(({ record }) => record)
    .filter(({ on, department }) => department === '' && isWithin(on, period))
  return {
    period,
    places: places
      .filter(({ within }) => within === plan.area.code)
      .map(({ code }) => {
        const days = made.filter(({ place }) => place === code).map(({ on }) => on)
        const last = days.toSorted().at(-1)
        return last === undefined ? { place: code } : { place: code, last }
      }),
  }
}
