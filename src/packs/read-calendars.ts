import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CalendarYear } from '#core/calendar.ts'
import type { CalendarFile } from './calendar-file.ts'
import type { Problem } from './problem.ts'
import type { Reading } from './read-areas.ts'
import { readJson } from './read-json.ts'

/** Days off and make-up days, a file for each year; what is wrong is added to the problems. */
export function readCalendars({
  dataDir,
  checks,
  problems,
}: Reading): ReadonlyMap<number, CalendarYear> {
  const folder = join(dataDir, 'national')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const files = names.filter((name) => name.startsWith('calendar-')).toSorted()
  const years = new Map<number, CalendarYear>()
  if (files.length === 0)
    problems.push({
      file: 'national',
      field: '',
      cure: '没有节假日安排。放一个 calendar-2026.json 这样的文件',
    })
  for (const name of files) {
    const read = readJson(dataDir, `national/${name}`, checks.calendar)
    if (!read.ok) problems.push(...read.problems)
    else {
      problems.push(...checkCalendar(`national/${name}`, read.value))
      years.set(read.value.year, yearOf(read.value))
    }
  }
  return years
}

export const yearOf = (file: CalendarFile): CalendarYear => ({
  published: file.published,
  holidays: new Set(file.holidays),
  workdays: new Set(file.workdays),
})

/** Faults that no single field shows. */
export function checkCalendar(file: string, calendar: CalendarFile): readonly Problem[] {
  const { year, holidays, workdays } = calendar
  const problems: Problem[] = []
  if (basename(file) !== `calendar-${year}.json`)
    problems.push({
      file,
      field: 'year',
      cure: `文件名和年份不一致。文件应叫 calendar-${year}.json`,
    })
  for (const day of [...holidays, ...workdays].filter((each) => !each.startsWith(`${year}-`)))
    problems.push({ file, field: day, cure: `不是 ${year} 年的日子。移到那一年的文件` })
  for (const day of workdays.filter((each) => holidays.includes(each)))
    problems.push({ file, field: day, cure: '又是放假又是上班。按国务院办公厅通知留一个' })
  return problems
}
