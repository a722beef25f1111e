import { ok, refuse, type Result } from './result.ts'

/** 文号: of one office, by year. */
export interface NoticeNumber {
  /** 淄卫奖: the office's letters. */
  readonly prefix: string
  readonly year: number
  readonly nth: number
}

/** 淄卫奖〔2026〕1号. */
export const noticeNumber = ({ prefix, year, nth }: NoticeNumber): string =>
  `${prefix}〔${year}〕${nth}号`

/** Reads a number back: Chinese characters, six-cornered brackets, and no leading zeros. */
export function noticeNumberIn(text: string): Result<NoticeNumber> {
  const [, prefix = '', year, nth] =
    /^(\p{Script=Han}{2,12})〔(\d{4})〕([1-9]\d{0,5})号$/u.exec(text) ?? []
  if (prefix === '') return refuse('reward-notice-number')
  return ok({ prefix, year: Number(year), nth: Number(nth) })
}
