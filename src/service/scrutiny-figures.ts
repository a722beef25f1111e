import { mayFor, type Officer } from '#core/access.ts'
import { addDays, dayOf, startOf } from '#core/clock.ts'
import { monthsOf, type Period } from '#core/period.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addCounts,
  listedFor,
  nothingCounted,
  scrutinyLines,
  summed,
  tellableAnswers,
  type Answers,
  type ListedReason,
  type ScrutinyCounts,
  type ScrutinyLine,
} from '#core/scrutiny.ts'
import { noCell, sizeOf, tallyOf, type Cell } from '#core/tally.ts'
import { countedMonths, uncountedCases } from '#store/facts.ts'
import { happenedIn } from '#store/figures.ts'
import {
  answersByOffice,
  officeMonths,
  overdueByOffice,
  reopenedByOffice,
} from '#store/scrutiny-figures.ts'
import type { Tx } from '#store/transaction.ts'
import { happened, readMonth } from './month-figures.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

export interface ListedLine extends ScrutinyLine {
  readonly reasons: readonly ListedReason[]
}

export interface ScrutinyFigures {
  readonly area: string
  readonly period: Period
  readonly lines: readonly ScrutinyLine[]
  readonly byPlace: readonly ScrutinyLine[]
  readonly byDepartment: readonly ScrutinyLine[]
  /** Who could be called for a talk, and why. */
  readonly listed: readonly ListedLine[]
  /** Of whole years only, and only what points at nobody. */
  readonly answersByPlace: ReadonlyMap<string, Answers>
  readonly answersByDepartment: ReadonlyMap<string, Answers>
  readonly filling: boolean
}

interface Asked {
  readonly area: string
  readonly period: Period
  readonly file?: boolean
}

/** 督察: how the offices of each place and department did, from figures and not from cases. The look is on record. */
export async function readScrutiny(
  world: World,
  officer: Officer,
  { area, period, file = false }: Asked,
): Promise<Result<ScrutinyFigures>> {
  const right = mayFor(officer, 'see-scrutiny', area)
  if (!right.ok) return right
  const pack = world.packs.areas.get(area)
  if (!pack) return refuse('area-not-yours')
  return await world.db.transaction(async (tx) => {
    const offices = await officesIn(world, tx, area)
    const ground = { area: pack.plan.area, places: pack.places, offices }
    const counts = await countsByOffice(world, tx, { area, period })
    const lines = scrutinyLines(counts, ground)
    const answers = await answersOf(tx, { area, period })
    const told = (by: 'place' | 'department') =>
      tellableAnswers(byLine(answers, (id) => keyOf(id, by)))
    const keyOf = (id: string, by: 'place' | 'department'): string =>
      scrutinyLines(new Map([[id, nothingCounted]]), ground)[0]?.[by] ?? ''
    const filling = (await uncountedCases(tx, 1)).length > 0
    const action = file ? 'scrutiny-exported' : 'scrutiny-read'
    await trace(world, tx, officer, { area, action, subject: period.key })
    return ok({
      area,
      period,
      lines,
      byPlace: summed(lines, 'place'),
      byDepartment: summed(lines, 'department'),
      listed: listedOf(world, lines),
      answersByPlace: told('place'),
      answersByDepartment: told('department'),
      filling,
    })
  })
}

function listedOf({ packs }: World, lines: readonly ScrutinyLine[]): readonly ListedLine[] {
  const { scrutiny } = packs
  if (!scrutiny) return []
  return lines.flatMap((line) => {
    const reasons = line.department === 'intake' ? [] : listedFor(line, scrutiny)
    return reasons.length > 0 ? [{ ...line, reasons }] : []
  })
}

/** Counted months are read, the rest is counted now. */
async function countsByOffice(
  world: World,
  tx: Tx,
  { area, period }: Asked,
): Promise<ReadonlyMap<string, ScrutinyCounts>> {
  const counts = new Map<string, ScrutinyCounts>()
  const add = (office: string, more: Partial<ScrutinyCounts>): void => {
    const before = counts.get(office) ?? nothingCounted
    counts.set(office, addCounts(before, { ...nothingCounted, ...more }))
  }
  const parts = monthsOf(period)
  const [from = '', to = ''] = [parts[0]?.month, parts.at(-1)?.month]
  const known = await countedMonths(tx, area)
  const kept = await officeMonths(tx, { area, from, to })
  for (const part of parts) {
    if (part.whole && known.has(part.month)) {
      for (const { office, figures } of kept.filter(({ month }) => month === part.month))
        add(office, fromCell(readMonth(figures).all['']))
    } else {
      const rows = await happenedIn(tx, { area, from: part.from, to: part.to })
      for (const [office, own] of Map.groupBy(rows, (row) => row.office))
        add(office, fromCell(tallyOf(happened(own)).all['']))
    }
  }
  const span = { area, from: period.from, to: period.to }
  const today = dayOf(world.clock())
  for (const { office, overdue, owed } of await overdueByOffice(tx, { ...span, today }))
    add(office, { overdue: Number(overdue), owed: Number(owed) })
  for (const { office, count } of await reopenedByOffice(tx, span))
    add(office, { reopened: Number(count) })
  return counts
}

const fromCell = (cell: Cell = noCell): Partial<ScrutinyCounts> => ({
  given: cell.given,
  closed: sizeOf(cell.closed),
  late: cell.late,
  returned: cell.returned,
  again: cell.again,
  unnumbered: cell.unnumbered,
})

/** Shorter spans, or one taken from another, could point at one reporter: whole years only. */
async function answersOf(tx: Tx, { area, period }: Asked): Promise<readonly Answers[]> {
  if (period.kind !== 'year') return []
  const span = { area, from: startOf(period.from), to: startOf(addDays(period.to, 1)) }
  return (await answersByOffice(tx, span)).map(({ office, answered, dissatisfied }) => ({
    key: office,
    answered: Number(answered),
    dissatisfied: Number(dissatisfied),
  }))
}

const byLine = (
  answers: readonly Answers[],
  keyOf: (office: string) => string,
): readonly Answers[] =>
  [...Map.groupBy(answers, ({ key }) => keyOf(key))].map(([key, own]) => ({
    key,
    answered: own.reduce((sum, one) => sum + one.answered, 0),
    dissatisfied: own.reduce((sum, one) => sum + one.dissatisfied, 0),
  }))
