import { z } from 'zod'
import { addDays, weekday } from '#core/clock.ts'
import type { Day } from '#core/case.ts'
import type { CalendarFile } from './calendar-file.ts'
import { calendarSchema } from './schema.ts'
import { zodCheck } from './zod-check.ts'

/** What a line of a list is wrong in: its number, or the field of a JSON file. */
interface ListFault {
  readonly where: string
  readonly cure: string
}

type HolidayList =
  | { readonly ok: true; readonly value: CalendarFile }
  | { readonly ok: false; readonly faults: readonly ListFault[] }

/**
 * A published notice of a year's days off: JSON as `national/calendar-YYYY.json` holds it, or a line for each:
 * `来源 …`, `放假 2027-02-05 至 2027-02-12`, `上班 2027-02-14`.
 */
export function readHolidayList(text: string): HolidayList {
  const read = text.trimStart().startsWith('{') ? ofJson(text) : ofLines(text)
  if (!read.ok) return read
  const faults = faultsIn(read.value)
  return faults.length > 0 ? { ok: false, faults } : read
}

const check = zodCheck(calendarSchema)

function ofJson(text: string): HolidayList {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return refused([{ where: '', cure: '不是完整的 JSON。检查括号和逗号' }])
  }
  const read = check(content)
  return read.ok ? read : refused(read.faults.map(({ field, cure }) => ({ where: field, cure })))
}

const refused = (faults: readonly ListFault[]): HolidayList => ({ ok: false, faults })

const pattern = /^(放假|上班)\s*[:：]?\s*(\S+?)(?:\s*(?:至|到|~)\s*(\S+))?$/

function ofLines(text: string): HolidayList {
  let source = ''
  const holidays: Day[] = []
  const workdays: Day[] = []
  const faults: ListFault[] = []
  for (const [n, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.replace(/^\uFEFF/, '').trim()
    if (line === '' || line.startsWith('#')) continue
    const where = `第 ${n + 1} 行`
    const from = /^来源\s*[:：]?\s*(.+)$/.exec(line)?.[1]
    const [, kind, first = '', last = first] = pattern.exec(line) ?? []
    if (from) source = from
    else if (!kind)
      faults.push({ where, cure: '写成“放假 2027-02-05 至 2027-02-12”或“上班 2027-02-14”' })
    else if (!isDay(first) || !isDay(last))
      faults.push({ where, cure: '没有这一天。日期写成 2027-02-05' })
    else if (last < first || addDays(first, 31) < last)
      faults.push({ where, cure: '起止不对。先写第一天，再写最后一天，不超过一个月' })
    else (kind === '放假' ? holidays : workdays).push(...daysBetween(first, last))
  }
  if (faults.length > 0) return refused(faults)
  const year = Number((holidays[0] ?? '').slice(0, 4))
  const read = check({ year, published: true, source, holidays, workdays })
  return read.ok
    ? read
    : refused([
        {
          where: '',
          cure:
            source === ''
              ? '没有来源。加一行“来源 国务院办公厅关于……的通知（文号，日期）”'
              : '没有写放假的日子',
        },
      ])
}

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

function daysBetween(first: Day, last: Day): readonly Day[] {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

function faultsIn({ year, published, holidays, workdays }: CalendarFile): readonly ListFault[] {
  const twice = [...holidays, ...workdays].filter((day, n, all) => all.indexOf(day) !== n)
  return [
    ...(published ? [] : [{ where: 'published', cure: '只登记已经公布的通知，写 true' }]),
    ...(holidays.length === 0 ? [{ where: '', cure: '没有写放假的日子' }] : []),
    ...[...new Set(twice)].map((day) => ({ where: day, cure: '写了两次。按通知留一个' })),
    ...[...holidays, ...workdays]
      .filter((day) => !day.startsWith(`${year}-`))
      .map((day) => ({ where: day, cure: `不是 ${year} 年的日子。写到那一年的清单里` })),
    ...workdays
      .filter((day) => ![0, 6].includes(weekday(day)))
      .map((day) => ({ where: day, cure: '这天本来就上班。调休上班只写周六、周日，核对通知' })),
  ]
}
