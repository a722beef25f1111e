import { html } from 'hono/html'

import type { TranscriptLine } from '#conversation/message.ts'

import type { Html } from '../web-chat/layout.ts'
import { receiptIn } from '../receipt-in-text.ts'
import type { Entry } from './frame.ts'
import { saidPart } from './said-part.ts'
import { formWords } from './words.ts'

/** Number and passcode, large, to be written down or printed; `undefined` where none was given. */
export function receiptPart(lines: readonly TranscriptLine[], entry: Entry): Html | undefined {
  const text = lines.map((line) => line.text).join('\n')
  const { number, passcode } = receiptIn(text)
  if (!number || !passcode) return undefined
  const own = formWords[entry.lang]
  return html`<h1>${own.receipt}</h1>
    <dl class="receipt">
      <dt>${own.number}</dt>
      <dd>${number}</dd>
      <dt>${own.passcode}</dt>
      <dd>${passcode}</dd>
    </dl>
    <p class="notice">${own.keep}</p>
    <p id="print" hidden><button type="button">${own.print}</button></p>
    <form method="post" action="/receipt">
      <input type="hidden" name="number" value="${number}" />
      <input type="hidden" name="passcode" value="${passcode}" />
      <button>${own.keepMore}</button>
    </form>
    ${saidPart(lines, entry)}`
}
