import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CalendarFile } from '#packs/calendar-file.ts'
import { readHolidayList } from '#packs/holiday-list.ts'
import { markOf } from '#service/calendar-mark.ts'
import { countedOtherwise } from '#store/cases.ts'
import { hasStore } from '../has-store.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOf, withHouse } from './setup.ts'

type Settings = NonNullable<ReturnType<typeof settingsOf>>

/** `yijian calendar import FILE`: the notice of a year's days off becomes the calendar that due days are counted by. */
export async function importCalendarCommand(
  path: string,
  options: { readonly replace?: true; readonly json?: true },
): Promise<Exit> {
  const settings = settingsOf(process.env)
  if (!settings) return exit.usage
  const bytes = readGiven(path)
  if (!bytes) return exit.usage
  const read = readHolidayList(new TextDecoder().decode(bytes))
  if (!read.ok) {
    for (const { where, cure } of read.faults) complain(where === '' ? cure : `${where}：${cure}`)
    return exit.refused
  }
  const { year, source, holidays, workdays } = read.value
  const file = join(settings.config.dataDir, 'national', `calendar-${year}.json`)
  const kept = contentOf(read.value)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (isPublished(before) && before !== kept && !options.replace) {
    complain(`${year} 年的放假安排已经有了，和这份不一样：核对以后加 --replace 换掉。${file}`)
    return exit.refused
  }
  if (before !== kept) keep(file, kept)
  const recounted = before === kept ? 0 : await toRecount(settings, read.value)
  if (options.json)
    printJson({
      year,
      source,
      holidays: holidays.length,
      workdays: workdays.length,
      file,
      recounted,
    })
  else {
    print(`${year} 年：放假 ${holidays.length} 天，调休上班 ${workdays.length} 天。${source}`)
    print(before === kept ? '和已有的一样，没有改动。' : `写在 ${file}`)
    if (recounted > 0)
      print(`重新启动 serve 以后，在办的 ${recounted} 件重新核算期限，变了的记入办理经过。`)
  }
  return exit.done
}

/** The same notice gives the same file, in whatever order it was written. */
const contentOf = (calendar: CalendarFile): string =>
  `${JSON.stringify({ ...calendar, holidays: calendar.holidays.toSorted(), workdays: calendar.workdays.toSorted() }, null, 2)}\n`

function isPublished(content: string | undefined): boolean {
  try {
    return (JSON.parse(content ?? '{}') as { published?: unknown }).published === true
  } catch {
    return false
  }
}

/** Written beside and renamed into place: nobody reads half a calendar. */
function keep(file: string, content: string): void {
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}

/** How many cases in hand were counted by other days off than are known now. */
async function toRecount(settings: Settings, { year, ...days }: CalendarFile): Promise<number> {
  if (!hasStore(settings.config)) return 0
  return await withHouse(settings, async ({ world }) => {
    const { holidays, workdays, published } = days
    const known = { published, holidays: new Set(holidays), workdays: new Set(workdays) }
    const mark = markOf({ years: new Map([...world.packs.calendar.years, [year, known]]) })
    const open = await world.db.read(
      async (tx) => await countedOtherwise(tx, mark, Number.MAX_SAFE_INTEGER),
    )
    return open.length
  })
}
