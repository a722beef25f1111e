import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { CalendarYear } from '#core/calendar.ts'
import type { Limit } from '#core/due.ts'
import type { Offence, OffenceCode } from '#core/plan.ts'
import type { SatisfactionRule } from '#core/rating.ts'
import type { RetainedKind, RetentionRule } from '#core/retention.ts'
import { escalationSchema, type EscalationRule } from './escalation.ts'
import type { Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'
import {
  type CalendarFile,
  calendarSchema,
  limitsSchema,
  offencesSchema,
  retentionSchema,
  satisfactionSchema,
} from './schema.ts'

export interface National {
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly limits: ReadonlyMap<string, Limit>
  readonly years: ReadonlyMap<number, CalendarYear>
  readonly retention: ReadonlyMap<RetainedKind, RetentionRule>
  readonly escalation?: EscalationRule
  readonly satisfaction?: SatisfactionRule
}

/** Reads `national/`; what is wrong in it is added to the problems. */
export function readNational(dataDir: string, problems: Problem[]): National {
  return {
    offences: keyed('national/offences.json', offencesSchema, (offence) => offence.code),
    limits: keyed('national/limits.json', limitsSchema, (limit) => limit.id),
    years: readCalendars(dataDir, problems),
    retention: keyed('national/retention.json', retentionSchema, (rule) => rule.kind),
    ...readEscalation(dataDir, problems),
    ...readSatisfaction(dataDir, problems),
  }

  function keyed<T, K extends string>(
    file: string,
    schema: z.ZodType<readonly T[]>,
    key: (record: T) => K,
  ): ReadonlyMap<K, T> {
    const read = readJson(dataDir, file, schema)
    if (!read.ok) problems.push(...read.problems)
    const records = read.ok ? read.value : []
    for (const twice of repeated(records.map(key)))
      problems.push({ file, field: twice, cure: '写了两次。删去一条' })
    return new Map(records.map((record) => [key(record), record]))
  }
}

function readEscalation(dataDir: string, problems: Problem[]): Pick<National, 'escalation'> {
  const read = readJson(dataDir, 'national/escalation.json', escalationSchema)
  if (read.ok) return { escalation: read.value }
  problems.push(...read.problems)
  return {}
}

function readSatisfaction(dataDir: string, problems: Problem[]): Pick<National, 'satisfaction'> {
  const read = readJson(dataDir, 'national/satisfaction.json', satisfactionSchema)
  if (read.ok) return { satisfaction: read.value }
  problems.push(...read.problems)
  return {}
}

function readCalendars(dataDir: string, problems: Problem[]): ReadonlyMap<number, CalendarYear> {
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
    const read = readJson(dataDir, `national/${name}`, calendarSchema)
    if (!read.ok) problems.push(...read.problems)
    else {
      problems.push(...checkCalendar(`national/${name}`, read.value))
      years.set(read.value.year, yearOf(read.value))
    }
  }
  return years
}

const yearOf = (file: CalendarFile): CalendarYear => ({
  published: file.published,
  holidays: new Set(file.holidays),
  workdays: new Set(file.workdays),
})

function checkCalendar(file: string, calendar: CalendarFile): readonly Problem[] {
  const { year, holidays, workdays } = calendar
  const problems: Problem[] = []
  if (file !== `national/calendar-${year}.json`)
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
