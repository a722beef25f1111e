import type { Refusal } from '#core/result.ts'
import type { Visit } from './desk-door.ts'
import type { Form } from './form.ts'
import { refusalWords } from './words/refusals.ts'

/** What a page of the supervision of departments is shown with, after somebody sent a form. */
export interface Shown {
  readonly refusal?: Refusal
  readonly typed?: Form
  readonly area?: string
}

/** Why it was not kept, or that it was. */
export const noticeOf = (visit: Visit, { refusal }: Shown) => {
  if (refusal) return { notice: refusalWords(refusal), status: 422 } as const
  return visit.c.req.query('done') === 'kept' ? ({ notice: '已经记下。' } as const) : {}
}
