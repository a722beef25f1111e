import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarYear } from '#core/calendar.ts'
import type { CalendarFile } from './calendar-file.ts'
import type { Problem } from './problem.ts'
import { checkCalendar, yearOf } from './read-calendars.ts'
import { readJson } from './read-json.ts'
import type { ReadPacks } from './read-packs.ts'
import { schemaChecks } from './schema-checks.ts'

/** Files of days off that the operator brought in, one a year, in the state folder: no release takes them away. */
const filesIn = (stateDir: string): readonly string[] =>
  existsSync(stateDir)
    ? readdirSync(stateDir)
        .filter((name) => /^calendar-\d{4}\.json$/.test(name))
        .toSorted()
    : []

/** Whether the operator brought in days off. */
export const hasOwnCalendars = (stateDir: string): boolean => filesIn(stateDir).length > 0

/** The years that can be read, and what is wrong with the others. */
export function readOwnCalendars(stateDir: string): {
  readonly years: ReadonlyMap<number, CalendarYear>
  readonly problems: readonly Problem[]
} {
  const years = new Map<number, CalendarYear>()
  const problems: Problem[] = []
  for (const file of filesIn(stateDir)) {
    const read = readJson(stateDir, file, schemaChecks.calendar)
    const faults = read.ok ? checkCalendar(file, read.value) : read.problems
    // As every fault of the nation's data: the last good version of it holds until this is mended.
    problems.push(...faults.map((one) => ({ ...one, file: `national: ${join(stateDir, file)}` })))
    if (read.ok && faults.length === 0) years.set(read.value.year, yearOf(read.value))
  }
  return { years, problems }
}

/** The packs with the operator's own days off in place of those that the data has for the same year. */
export function withOwnCalendars(read: ReadPacks, stateDir: string): ReadPacks {
  if (!hasOwnCalendars(stateDir)) return read
  const own = readOwnCalendars(stateDir)
  const years = new Map([...read.packs.calendar.years, ...own.years])
  const packs = { ...read.packs, calendar: { years } }
  return { ...read, packs, problems: [...read.problems, ...own.problems] }
}

/** The operator's own file of a year, or what the data has for it; `undefined`: neither. */
export function calendarText(
  year: number,
  { stateDir, dataDir }: Record<'stateDir' | 'dataDir', string>,
): string | undefined {
  const places = [ownPath(stateDir, year), join(dataDir, 'national', nameOf(year))]
  const place = places.find((path) => existsSync(path))
  return place === undefined ? undefined : readFileSync(place, 'utf8')
}

/** Where the operator's own days off of a year lie. */
export const ownPath = (stateDir: string, year: number): string => join(stateDir, nameOf(year))

/** Keeps the text of a year; on disk when it returns. */
export function keepOwnCalendar(stateDir: string, year: number, text: string): void {
  const path = ownPath(stateDir, year)
  mkdirSync(stateDir, { recursive: true, mode: 0o700 })
  const part = openSync(`${path}.part`, 'w', 0o600)
  writeFileSync(part, text)
  fsyncSync(part)
  closeSync(part)
  renameSync(`${path}.part`, path)
  const folder = openSync(stateDir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

const nameOf = (year: number): string => `calendar-${year}.json`

/** The same notice gives the same text, in whatever order it was written. */
export const textOf = (calendar: CalendarFile): string =>
  `${JSON.stringify({ ...calendar, holidays: calendar.holidays.toSorted(), workdays: calendar.workdays.toSorted() }, null, 2)}\n`
