import { html } from 'hono/html'

import type { Button, TranscriptLine } from '#conversation/message.ts'

import type { Html } from '../web-chat/layout.ts'
import type { Lang } from '../web-chat/words.ts'
import { formWords } from './words.ts'

/** The summary before sending: a row for each answer with its own button, and one that sends it all. */
export function reviewPart(
  lines: readonly TranscriptLine[],
  buttons: readonly Button[],
  lang: Lang,
): Html {
  const own = formWords[lang]
  const [confirm, ...changes] = buttons
  const last = lines.findLast((line) => line.buttons)
  const text = last?.text ?? ''
  const rows = changes.map((button) => ({ button, value: valueOf(text, button.label) }))
  const before = lines.filter((line) => line !== last)
  return html`<h1>${own.review}</h1>
    ${before.map((line) => html`<p class="text" data-id="${line.id}">${line.text}</p>`)}
    <p class="over">${own.reviewHint}</p>
    <dl class="rows" data-id="${last?.id ?? ''}">
      ${rows.map(
        ({ button, value }) =>
          html`<div>
            <dt>${button.label.replace(/^\d+ /, '')}</dt>
            <dd>${value}</dd>
            <dd>
              <button
                name="button"
                value="${button.data}"
                aria-label="${own.change} ${button.label}"
              >
                ${own.change}
              </button>
            </dd>
          </div>`,
      )}
    </dl>
    ${confirm ? html`<button class="main" name="button" value="${confirm.data}">${confirm.label}</button>` : ''}`
}

/** `2 地点 菜市场二楼` */
function valueOf(text: string, label: string): string {
  const line = text.split('\n').find((one) => one.startsWith(`${label} `))
  return line?.slice(label.length + 1) ?? ''
}
