import type { Day, Instant } from '#core/case.ts'
import { dayOf, startOf, weekday, yearOf } from '#core/clock.ts'
import type { DeskDue } from '#service/desk-task.ts'

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** 周五 */
export const weekdayName = (day: Day): string => weekdays[weekday(day)] ?? ''

/** 12月11日, with the year where it is another one. */
export function dayWords(day: Day, today?: Day): string {
  const [, month, date] = day.split('-').map(Number)
  const year = today !== undefined && yearOf(day) !== yearOf(today) ? `${yearOf(day)}年` : ''
  return `${year}${month}月${date}日`
}

/** 2026年12月11日 */
export const fullDay = (day: Day): string => `${yearOf(day)}年${dayWords(day)}`

/** 12月11日 15:04 */
export function timeWords(at: Instant, today?: Day): string {
  const day = dayOf(at)
  const minutes = Math.floor((at - startOf(day)) / 60_000)
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${dayWords(day, today)} ${clock.join(':')}`
}

/** 剩 14 个工作日, 今天到期, 超期 2 个工作日 */
export function leftWords({ daysLeft }: Pick<DeskDue, 'daysLeft'>, isOver: boolean): string {
  if (isOver) return daysLeft === 0 ? '已超期' : `超期 ${-daysLeft} 个工作日`
  return daysLeft === 0 ? '今天到期' : `剩 ${daysLeft} 个工作日`
}

/** What of a due day is shown; a list may know no more than the day. */
type ShownDue = Pick<DeskDue, 'on' | 'daysLeft'> & Partial<Pick<DeskDue, 'provisional' | 'paused'>>

/** 12月11日（周五，剩 14 个工作日） */
export function dueWords(due: ShownDue, today: Day): string {
  if (due.paused) return '计时暂停'
  const day = `${dayWords(due.on, today)}（${weekdayName(due.on)}，`
  const provisional = due.provisional ? '，暂定' : ''
  return `${day}${leftWords(due, today > due.on)}${provisional}）`
}

/** How pressing a due day is, for its mark. */
export function pressure(due: ShownDue, today: Day): 'over' | 'soon' | 'calm' {
  if (due.paused) return 'calm'
  if (today > due.on) return 'over'
  return due.daysLeft <= 2 ? 'soon' : 'calm'
}
