import type { Day } from '#core/case.ts'
import type { Lang } from '#conversation/flow.ts'

/** 2026年11月21日; in other languages as the calendar writes it. */
export function yearDay(day: Day, lang: Lang): string {
  const [year, month, date] = day.split('-')
  return lang === 'zh-cn' ? `${year}年${Number(month)}月${Number(date)}日` : day
}
