import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { ratingWords } from '#service/rating-words.ts'
import type { Html } from './layout.ts'
import { dayWords } from './words/dates.ts'

/** What the reporter answered some days after the conclusion. */
export function ratingPart({ file: { rating } }: DeskCase, now: number): Html | string {
  if (!rating) return ''
  return html`<p class="notice">
    举报人 ${dayWords(dayOf(rating.at), dayOf(now))} 评价：${ratingWords(rating)}。
  </p>`
}
