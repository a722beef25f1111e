import type { Day } from '#core/case.ts'
import { addDays, dayOf, startOf } from '#core/clock.ts'
import { opinionHandOver } from '#core/warning-hand-over.ts'
import type { WarningRules } from '#core/warning-rules.ts'
import { gradeOf } from '#core/warning.ts'
import { flockMembers, flocksWith, toldBetween } from '#store/surge-counts.ts'
import type { Tx } from '#store/transaction.ts'
import { addWarningCases, changeWarning, warningsOfSeries } from '#store/warnings.ts'
import { keepWarningEvent, raiseWarning } from './raise-warning.ts'
import type { Sealed } from './sealed.ts'

interface Here {
  readonly rules: WarningRules
  readonly area: string
  readonly day: Day
}

interface Flock {
  readonly flock: string
  readonly cases: number
  readonly senders: number
}

/** Groups of reports that say nearly the same, if one of the last days' reports is in them. */
export async function lookForClusters(world: Sealed, tx: Tx, here: Here): Promise<void> {
  const { rules, area, day } = here
  const { leastCases, leastSenders, days } = rules.cluster
  const from = addDays(day, 1 - rules.surge.recountDays)
  const told = await toldBetween(tx, { area, from, to: day })
  const since = startOf(addDays(day, 1 - days))
  const flocks = await flocksWith(tx, [...new Set(told.map(({ caseId }) => caseId))], since)
  for (const flock of flocks.toSorted((a, b) => (a.flock < b.flock ? -1 : 1)))
    if (flock.cases >= leastCases && flock.senders >= leastSenders)
      await warnOf(world, tx, here, { ...flock, since })
}

async function warnOf(
  world: Sealed,
  tx: Tx,
  { rules, area, day }: Here,
  flock: Flock & { readonly since: number },
): Promise<void> {
  const { cases, senders } = flock
  const series = `cluster:${flock.flock}`
  const before = (await warningsOfSeries(tx, { area, series })).at(-1)
  if (before && before.state !== 'closed') {
    if (cases < before.cases * 1.5) return
    const members = await flockMembers(tx, flock.flock, flock.since)
    await addWarningCases(
      tx,
      before.id,
      members.map(({ caseId }) => caseId),
    )
    const changedAt = world.clock()
    if (!(await changeWarning(tx, before, { cases, senders, toOn: day, changedAt }))) return
    const event = { warning: before.id, keyId: before.keyId, by: 'clock', type: 'grew' }
    return await keepWarningEvent(world, tx, { ...event, facts: { senders, cases, to: day } })
  }
  if (before && cases < before.cases * 2) return
  const members = await flockMembers(tx, flock.flock, flock.since)
  const clauses = rules.areas.find((one) => one.area === area)
  const urgent = members.filter((one) => one.urgent !== null).length
  await raiseWarning(world, tx, {
    area,
    kind: 'cluster',
    once: before ? `${series} ${cases}` : series,
    series,
    offence: mostOf(members.map(({ offence }) => offence)),
    place: '',
    subject: '',
    grade: gradeOf(rules.grades.rules, { senders, urgent, grave: 0 }),
    from: dayOf(members[0]?.at ?? flock.since),
    to: day,
    senders,
    caseIds: members.map(({ caseId }) => caseId),
    expected: 0,
    handOver: opinionHandOver(clauses?.risk.clause ?? '', clauses?.opinion ?? []),
    facts: { senders, cases, days: rules.cluster.days },
    by: 'clock',
  })
}

/** What most of them are about. */
function mostOf(codes: readonly string[]): string {
  const counts = [...Map.groupBy(codes, (code) => code)].map(
    ([code, all]) => [code, all.length] as const,
  )
  return counts.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}
