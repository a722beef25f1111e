import { closedTo, mayFor, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { addDays, dayOf } from '#core/clock.ts'
import { dayKind, type DayKind } from '#core/surge-days.ts'
import { seriesNamed } from '#core/surge-series.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  departmentsIn,
  seesWarning,
  type Warning,
  type WarningKind,
  type WarningState,
} from '#core/warning.ts'
import type { Grade } from '#core/warning-rules.ts'
import { officerById } from '#store/officers.ts'
import { daysCounted, seriesBetween, watchedUntil } from '#store/surge-counts.ts'
import type { Tx } from '#store/transaction.ts'
import {
  casesOfWarning,
  listWarnings,
  warningById,
  warningEvents,
  type WarningEventRow,
  type WarningRow,
} from '#store/warnings.ts'
import { warningText } from './raise-warning.ts'
import type { Sealed } from './sealed.ts'
import { subjectNames } from './subjects.ts'
import { trace } from './trace.ts'

/** What an officer wrote, or copied from a paper. */
export interface WarningWords {
  readonly words?: string
  /** Where the answer was published, or where the media told it. */
  readonly where?: string
  readonly title?: string
}

/** One line of a warning's history. */
export interface WarningLine {
  readonly type: string
  readonly at: number
  /** Empty: the machine. */
  readonly by: string
  readonly facts: Readonly<Record<string, number | string>>
  readonly words: WarningWords
}

export interface WarningDay {
  readonly day: Day
  readonly kind: DayKind
  readonly senders: number
}

/** A warning with all that its page shows. */
export interface WarningFile {
  readonly warning: Warning
  readonly version: number
  readonly subjectName: string
  readonly history: readonly WarningLine[]
  /** The series day by day; empty where it is none. */
  readonly days: readonly WarningDay[]
  readonly cases: readonly {
    readonly number: string
    readonly state: string
    readonly receivedAt: number
  }[]
}

export interface WarningList {
  readonly area: AreaCode
  readonly open: readonly Warning[]
  readonly closed: readonly Warning[]
  readonly names: ReadonlyMap<string, string>
  /** The last day that was looked at. */
  readonly watched?: Day
  /** How many days of history there are. */
  readonly history: number
}

const mostShown = 100
/** As much of the history as a plot shows. */
const shownDays = 56

export const warningOf = (row: WarningRow): Warning => ({
  id: row.id,
  area: row.area,
  nth: row.nth,
  kind: row.kind as WarningKind,
  state: row.state as WarningState,
  grade: row.grade as Grade,
  clause: row.clause,
  departments: departmentsIn(row.department),
  offence: row.offence,
  place: row.place,
  subject: row.subject,
  from: row.fromOn,
  to: row.toOn,
  senders: row.senders,
  cases: row.cases,
  expected: row.expected / 1000,
  raisedAt: row.raisedAt,
})

/** All of the area for those who look over it, else those of the officer's own department. */
const departmentsOf = ({ role, department, unit }: Officer): readonly string[] | undefined =>
  role === 'intake' || role === 'supervisor'
    ? undefined
    : [department, ...(unit === undefined ? [] : [unit])]

export async function readWarnings(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<WarningList>> {
  const right = mayFor(officer, 'see-warnings', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const departments = departmentsOf(officer)
    const asked = { area, limit: mostShown, ...(departments ? { departments } : {}) }
    const open = (await listWarnings(tx, { ...asked, open: true })).map(warningOf)
    const closed = (await listWarnings(tx, { ...asked, open: false, limit: 20 })).map(warningOf)
    const subjects = [...open, ...closed].flatMap(({ subject }) => (subject ? [subject] : []))
    const watched = await watchedUntil(tx, area)
    const counted = await daysCounted(tx, { area, from: '2000-01-01', to: '9999-12-31' })
    const names = await subjectNames(world, tx, subjects)
    if (subjects.length > 0)
      await trace(world, tx, officer, { area, action: 'warnings-read', subject: 'warnings' })
    return ok({
      area,
      open,
      closed,
      names,
      ...(watched === undefined ? {} : { watched }),
      history: counted.size,
    })
  })
}

/** One warning with its history; the look is on record. */
export async function readWarning(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<WarningFile>> {
  return await world.db.transaction(async (tx) => {
    const row = await visibleWarning(tx, officer, id)
    if (!row.ok) return row
    const warning = warningOf(row.value)
    const { area, subject } = warning
    const names = subject ? await subjectNames(world, tx, [subject]) : new Map<string, string>()
    const history: WarningLine[] = []
    for (const event of await warningEvents(tx, id))
      history.push(await lineOf(world, tx, row.value, event))
    const file = {
      warning,
      version: row.value.version,
      subjectName: names.get(subject) ?? '',
      history,
      days: await daysOf(world, tx, row.value),
      cases: await casesFor(tx, officer, id),
    }
    await trace(world, tx, officer, { area, action: 'warning-read', subject: `warning:${id}` })
    return ok(file)
  })
}

export async function visibleWarning(
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<Result<WarningRow>> {
  const row = await warningById(tx, id)
  if (!row) return refuse('warning-unknown')
  const right = mayFor(officer, 'see-warnings', row.area)
  if (!right.ok) return refuse('warning-unknown')
  return seesWarning(officer, warningOf(row)) ? ok(row) : refuse('warning-unknown')
}

async function casesFor(tx: Tx, officer: Officer, id: string) {
  const looksOver = departmentsOf(officer) === undefined
  const asked = { hidden: closedTo(officer), ...(looksOver ? {} : { office: officer.office }) }
  return await casesOfWarning(tx, id, asked)
}

async function lineOf(
  world: Sealed,
  tx: Tx,
  { keyId }: WarningRow,
  { id, type, at, by, facts, sealed }: WarningEventRow,
): Promise<WarningLine> {
  const words = sealed
    ? (JSON.parse(await world.vault.open(keyId, sealed, warningText(id))) as WarningWords)
    : {}
  const officer = by === 'clock' ? undefined : await officerById(tx, by.replace('officer:', ''))
  return {
    type,
    at,
    by: by === 'clock' ? '' : (officer?.name ?? '工作人员'),
    facts: JSON.parse(facts) as WarningLine['facts'],
    words,
  }
}

async function daysOf(world: Sealed, tx: Tx, row: WarningRow): Promise<readonly WarningDay[]> {
  const series = seriesNamed(row.series)
  if (!series) return []
  const today = addDays(dayOf(world.clock()), -1)
  const to = addDays(row.toOn, 13) < today ? addDays(row.toOn, 13) : today
  const from = addDays(to, 1 - shownDays)
  const counts = await seriesBetween(tx, { area: row.area, from, to }, series)
  return Array.from({ length: shownDays }, (_, n) => {
    const day = addDays(from, n)
    return { day, kind: dayKind(day, world.packs.calendar), senders: counts.get(day) ?? 0 }
  })
}
