import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { choiceBox, textBox } from './fields.ts'
import { said, type Html } from './layout.ts'
import { dayWords } from './words/dates.ts'
import { superviseReasonNames } from './words/terms.ts'

const whoSees = '办这一件的单位看得到，举报人看不到。'

/** 督办, while it lasts: since when and why. */
export function supervisionPart({ file }: DeskCase, now: number): Html | string {
  const { supervision } = file
  if (!supervision) return ''
  const { at, reason, text } = supervision
  return html`<p class="notice">
    督办件。${dayWords(dayOf(at), dayOf(now))}起督办，${superviseReasonNames[reason]}：${said(text)}
  </p>`
}

export function superviseFields(
  deed: 'supervise' | 'lift-supervision',
  text: { readonly id: string; readonly name: string; readonly value: string },
  chosen: string,
): Html {
  if (deed === 'lift-supervision')
    return textBox({ ...text, label: '为什么解除', hint: `例如已经办结、已经回到正轨。${whoSees}` })
  return html`${choiceBox({
    id: 'supervise-reason',
    name: 'superviseReason',
    label: '为什么督办',
    value: chosen,
    options: Object.entries(superviseReasonNames),
  })}
  ${textBox({ ...text, label: '督办要求', hint: `写明要办什么、什么时候报结果。${whoSees}` })}`
}
