import { html } from 'hono/html'

import type { TranscriptLine } from '#conversation/message.ts'

import type { Html } from '../web-chat/layout.ts'
import type { Entry } from './frame.ts'

/** What the office says: text, and nothing in it but an address of this very site can be pressed. */
export const saidPart = (lines: readonly TranscriptLine[], { site }: Entry): Html | '' =>
  lines.length === 0
    ? ''
    : html`<div class="said">
        ${lines.map(
          ({ id, text }) =>
            html`<p class="text" dir="auto" data-id="${id}">${linked(text, site)}</p>`,
        )}
      </div>`

function linked(text: string, site: string): readonly (string | Html)[] {
  const parts = text.split(/(https?:\/\/[\w.:[\]-]+\/[\w./?=&%-]*)/)
  return parts.map((part) =>
    site !== '' && part.startsWith(`${site}/`)
      ? html`<a href="${part.slice(site.length)}">${part}</a>`
      : part,
  )
}
