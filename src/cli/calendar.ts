import type { CalendarFile } from '#packs/calendar-file.ts'
import { readHolidayList } from '#packs/holiday-list.ts'
import { calendarText, keepOwnCalendar, ownPath, textOf } from '#packs/own-calendars.ts'
import { markOf } from '#service/calendar-mark.ts'
import { countedOtherwise } from '#store/cases.ts'
import { hasStore } from '../has-store.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsToOpen, withHouse } from './setup.ts'

type Settings = NonNullable<ReturnType<typeof settingsToOpen>>

/** `yijian calendar import FILE`: the notice of a year's days off becomes the calendar that due days are counted by. */
export async function importCalendarCommand(
  path: string,
  options: { readonly replace?: true; readonly json?: true },
): Promise<Exit> {
  const settings = settingsToOpen(process.env)
  if (!settings) return exit.usage
  const bytes = readGiven(path)
  if (!bytes) return exit.usage
  const read = readHolidayList(new TextDecoder().decode(bytes))
  if (!read.ok) {
    for (const { where, cure } of read.faults) complain(where === '' ? cure : `${where}：${cure}`)
    return exit.refused
  }
  const { year, source, holidays, workdays } = read.value
  const kept = textOf(read.value)
  const before = calendarText(year, settings.config)
  if (isPublished(before) && before !== kept && !options.replace) {
    complain(`${year} 年的放假安排已经有了，和这份不一样：核对以后加 --replace 换掉`)
    return exit.refused
  }
  const { stateDir } = settings.config
  const file = ownPath(stateDir, year)
  if (before !== kept) keepOwnCalendar(stateDir, year, kept)
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

function isPublished(content: string | undefined): boolean {
  try {
    return (JSON.parse(content ?? '{}') as { published?: unknown }).published === true
  } catch {
    return false
  }
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
