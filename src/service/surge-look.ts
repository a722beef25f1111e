import type { Day } from '#core/case.ts'
import { addDays, dayOf } from '#core/clock.ts'
import { modelFor, spansFor, type Ground } from '#core/surge-model.ts'
import { partsOf, seriesName, seriesNamed, type Series } from '#core/surge-series.ts'
import { thresholdOf } from '#core/surge-threshold.ts'
import { surgeGoesOn, surgesOn, type Known, type Surge } from '#core/surge.ts'
import { handOverOf } from '#core/warning-hand-over.ts'
import type { WarningRules } from '#core/warning-rules.ts'
import { gradeOf } from '#core/warning.ts'
import { firstDay } from '#store/facts.ts'
import { seriesBetween, sumsBetween } from '#store/surge-counts.ts'
import type { Tx } from '#store/transaction.ts'
import {
  addWarningCases,
  changeWarning,
  closedAt,
  warningById,
  warningsSince,
  type WarningRow,
} from '#store/warnings.ts'
import { keepWarningEvent, raiseWarning } from './raise-warning.ts'
import type { Sealed } from './sealed.ts'
import { toldOn, type ToldHere } from './surge-count.ts'
import { oweWarning } from './warning-notices.ts'
import { areaPack, type World } from './world.ts'

interface Here {
  readonly rules: WarningRules
  readonly area: string
  readonly day: Day
}

/** Looks at one day of an area whose days are counted; the caller holds the area. */
export async function lookForSurges(world: Sealed, tx: Tx, here: Here): Promise<void> {
  const { rules, area, day } = here
  const ground = groundOf(world, here)
  const model = modelFor(day, await historyOf(tx, here, ground), ground)
  if (!model) return
  const { windows, quietDays } = ground.rule
  const from = addDays(day, 1 - Math.max(...windows))
  const told = await toldOn(world, tx, { area, from, to: day })
  const rows = await warningsSince(tx, { area, kind: 'surge', to: addDays(day, -quietDays) })
  const look = { model, threshold: thresholdOf(model), told }
  const known: Known[] = []
  for (const row of rows) {
    const one = await knownOf(tx, row)
    if (!one) continue
    known.push(one)
    const on = row.state === 'closed' ? undefined : surgeGoesOn(look, one)
    if (on) await goOn(world, tx, { row, surge: on, told, rules })
  }
  for (const surge of surgesOn({ ...look, known }))
    await raise(world, tx, { surge, told, rules, area })
}

function groundOf(world: World, { rules, area }: Here): Ground {
  const { packs } = world
  const offences = [...packs.offences.values()].filter(
    ({ handOver, stream }) => !handOver && stream === undefined,
  )
  const places = areaPack(world, area).places.filter(({ within }) => within === area)
  return {
    rule: rules.surge.rule,
    calendar: packs.calendar,
    offences: offences.map(({ code }) => code),
    places: places.map(({ code }) => code),
  }
}

async function historyOf(tx: Tx, { area, day }: Here, { rule }: Ground) {
  const { from, recentFrom, to } = spansFor(day, rule)
  const named = async (first: Day): Promise<ReadonlyMap<string, number>> => {
    const sums = await sumsBetween(tx, { area, from: first, to })
    return new Map(sums.map((one) => [seriesName(one as Series), one.senders]))
  }
  const whole = { kind: 'area', key: '' }
  return {
    first: (await firstDay(tx, area)) ?? day,
    days: await seriesBetween(tx, { area, from, to }, whole),
    long: await named(from),
    recent: await named(recentFrom),
  }
}

async function knownOf(tx: Tx, row: WarningRow): Promise<Known | undefined> {
  const series = seriesNamed(row.series)
  if (!series) return undefined
  const at = row.state === 'closed' ? await closedAt(tx, row.id) : undefined
  const closed = at === undefined ? {} : { closedOn: dayOf(at) }
  return { series, from: row.fromOn, ...closed }
}

interface Going {
  readonly surge: Surge
  readonly told: readonly ToldHere[]
  readonly rules: WarningRules
}

/** A surge that goes on is the same warning; what grew by half, or to a higher grade, is said in its history. */
async function goOn(
  world: Sealed,
  tx: Tx,
  { row, surge, told, rules }: Going & { readonly row: WarningRow },
): Promise<void> {
  if (surge.to <= row.toOn) return
  const grade = Math.max(row.grade, gradeNow(rules, { surge, told, rules }))
  const senders = Math.max(row.senders, surge.senders)
  const cases = Math.max(row.cases, surge.cases.length)
  await addWarningCases(tx, row.id, surge.cases)
  const changedAt = world.clock()
  const change = { toOn: surge.to, senders, cases, grade, changedAt }
  if (!(await changeWarning(tx, row, change))) return
  if (grade === row.grade && senders < row.senders * 1.5) return
  const after = grade > row.grade ? await warningById(tx, row.id) : undefined
  if (after) await oweWarning(world, tx, after)
  const facts = { senders, cases, to: surge.to, grade }
  await keepWarningEvent(world, tx, {
    warning: row.id,
    keyId: row.keyId,
    by: 'clock',
    type: 'grew',
    facts,
  })
}

function gradeNow({ grades }: WarningRules, { surge, told }: Going) {
  const cases = new Set(surge.cases)
  const urgent = new Set(
    told.filter((one) => one.urgent === 1 && cases.has(one.caseId)).map(({ caseId }) => caseId),
  ).size
  return gradeOf(grades.rules, { senders: surge.senders, urgent, grave: 0 })
}

async function raise(
  world: Sealed,
  tx: Tx,
  { surge, told, rules, area }: Going & { readonly area: string },
): Promise<void> {
  const { series, from, to, senders, cases, expected, chance, volume, mostOfOne } = surge
  const name = seriesName(series)
  const parts = partsOf(series)
  const { plan } = areaPack(world, area)
  const clauses = rules.areas.find((one) => one.area === area)
  const offence = parts.offence || onlyOffence(surge, told)
  const concerns = world.packs.offences.get(offence)?.concerns ?? []
  await raiseWarning(world, tx, {
    area,
    kind: 'surge',
    once: `surge ${name} ${from}`,
    series: name,
    ...parts,
    grade: gradeNow(rules, { surge, told, rules }),
    from,
    to,
    senders,
    caseIds: cases,
    expected,
    handOver: handOverOf(plan, clauses?.risk.clause ?? '', concerns),
    facts: {
      senders,
      cases: cases.length,
      expected: Math.round(expected * 1000),
      rarity: Math.round(-Math.log10(Math.max(chance, 1e-300)) * 10),
      volume: Math.round(volume * 100),
      mostOfOne,
    },
    by: 'clock',
  })
}

/** What all of them are about, where it is one thing. */
function onlyOffence(surge: Surge, told: readonly ToldHere[]): string {
  const cases = new Set(surge.cases)
  const found = new Set(told.filter(({ caseId }) => cases.has(caseId)).map((one) => one.offence))
  const [first = '', ...others] = found
  return others.length === 0 ? first : ''
}
