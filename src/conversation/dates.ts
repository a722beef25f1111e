import type { Day, Instant } from '#core/case.ts'
import { addDays, dayFromNumber, dayNumber, dayOf, weekday } from '#core/clock.ts'
import { chineseNumber } from './choices.ts'

export type DayRead =
  | { readonly day: Day }
  | { readonly why: 'unclear' | 'no-such-day' | 'in-future' }

const UNCLEAR = { why: 'unclear' } as const

/** The day a folded text means, seen from the moment it was written in Asia/Shanghai; never a day to come. */
export function readDay(folded: string, at: Instant): DayRead {
  const today = dayOf(at)
  const text = folded.replaceAll(' ', '')
  const day = near(text, today) ?? inWeek(text, today) ?? ago(text, today) ?? written(text, today)
  if (day === undefined) return UNCLEAR
  if (day === NO_DAY) return { why: 'no-such-day' }
  return day > today ? { why: 'in-future' } : { day }
}

/** `NO_DAY`: understood, but the calendar has no such day. */
type Found = Day | typeof NO_DAY | undefined
const NO_DAY = false

const TIME_OF_DAY = '(?:早上|早晨|上午|中午|下午|傍晚|晚上|夜里|凌晨|那天)?'
const NEAR = new RegExp(
  `^(今天|今日|今早|今晚|刚才|刚刚|today|昨天|昨日|昨晚|昨夜|yesterday|前天|前晚|大前天)${TIME_OF_DAY}$`,
  'u',
)

function near(text: string, today: Day): Found {
  const word = NEAR.exec(text)?.[1]
  if (word === undefined) return undefined
  if (word === '大前天') return addDays(today, -3)
  if (word.startsWith('前')) return addDays(today, -2)
  return word.startsWith('昨') || word === 'yesterday' ? addDays(today, -1) : today
}

const WEEK = new RegExp(
  `^(上上个?|上个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天末])${TIME_OF_DAY}$`,
  'u',
)

/** 周三 is the last Wednesday that was; 上周三 the Wednesday of the week before this one (weeks begin on Monday). */
function inWeek(text: string, today: Day): Found {
  const found = WEEK.exec(text)
  if (!found?.[2]) return undefined
  const target = '一二三四五六日'.indexOf(found[2].replace(/[天末]/u, '日'))
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  const day = addDays(monday, target)
  if (found[1]?.startsWith('上上')) return addDays(day, -14)
  if (found[1]?.startsWith('上')) return addDays(day, -7)
  return found[1] === undefined && day > today ? addDays(day, -7) : day
}

/** 三天前, 2周前. */
function ago(text: string, today: Day): Found {
  const found =
    /^(\d{1,3}|[一二两三四五六七八九十]{1,3})(天|日|周|个?星期|个?礼拜)(?:以?前|之前)$/u.exec(text)
  if (!found?.[1]) return undefined
  const count = numberOf(found[1].replace('两', '二'))
  if (count === undefined) return undefined
  return addDays(today, -count * (/[天日]/u.test(found[2] ?? '') ? 1 : 7))
}

/** `2026-03-15`, `2026年3月15日`, `20260315`, `3月15日`, `去年3月15号`, `三月十五`, `15号`. */
function written(text: string, today: Day): Found {
  const whole = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d{2})(\d{2}))[日号]?$/u.exec(text)
  if (whole)
    return civil(Number(whole[1]), Number(whole[2] ?? whole[4]), Number(whole[3] ?? whole[5]))
  const year = Number(today.slice(0, 4))
  const named =
    /^(今年|去年|前年)?(\d{1,2}|[一二三四五六七八九十]{1,2})[月/.-](\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?$/u.exec(
      text,
    )
  if (named) {
    const back = named[1] === undefined ? undefined : ['今年', '去年', '前年'].indexOf(named[1])
    return inYear(year, back, numberOf(named[2] ?? ''), numberOf(named[3] ?? ''), today)
  }
  const only = /^(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]$/u.exec(text)
  return only ? inMonth(today, numberOf(only[1] ?? '')) : undefined
}

/** Without a year the last such day that was is meant. */
function inYear(
  year: number,
  back: number | undefined,
  month: number | undefined,
  date: number | undefined,
  today: Day,
): Found {
  if (month === undefined || date === undefined) return undefined
  if (back !== undefined) return civil(year - back, month, date)
  const day = civil(year, month, date)
  if (typeof day === 'string' && day <= today) return day
  return civil(year - 1, month, date)
}

function inMonth(today: Day, date: number | undefined): Found {
  if (date === undefined) return undefined
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const day = civil(year, month, date)
  if (typeof day === 'string' && day <= today) return day
  return month === 1 ? civil(year - 1, 12, date) : civil(year, month - 1, date)
}

function numberOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : chineseNumber(text)
}

function civil(year: number, month: number, date: number): Found {
  if (year < 1900 || month < 1 || month > 12 || date < 1 || date > 31) return NO_DAY
  const first = dayNumber(`${year}-${pad(month)}-01`)
  const day = dayFromNumber(first + date - 1)
  return day.slice(5, 7) === pad(month) ? day : NO_DAY
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
