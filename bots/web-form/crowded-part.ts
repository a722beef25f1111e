import { html } from 'hono/html'

import type { Html } from '../web-chat/layout.ts'
import { words } from '../web-chat/words.ts'
import { hiddenOf } from './fields.ts'
import { formUrl } from './frame.ts'
import type { Entry } from './frame.ts'
import type { Sheet } from './sheet.ts'

/** While far too many begin: what was typed stays on this page and is taken when the turn has come. */
export function crowdedPart(
  entry: Entry,
  { delivery: { once, text = '', start, files }, wait, field, answers, carried, said }: Sheet,
  seconds: number,
): Html {
  const w = words[entry.lang]
  return html`<h1>${w.crowdedTitle}</h1>
    <p role="status">${w.crowdedHint.replace('{seconds}', String(seconds))}</p>
    ${files.length > 0 ? html`<p>${w.crowdedFiles}</p>` : ''}
    <form id="ask" method="post" action="${formUrl(entry)}" enctype="multipart/form-data">
      <input type="hidden" name="once" value="${once}" />
      <input type="hidden" name="wait" value="${wait}" />
      <input type="hidden" name="field" value="${field}" />
      ${start ? html`<input type="hidden" name="start" value="1" />` : ''} ${hiddenOf('f', answers)}
      ${hiddenOf('c', carried)} ${hiddenOf('h', said)}
      ${text ? html`<textarea name="text" rows="6" aria-label="${w.write}">${`\n${text}`}</textarea>` : ''}
      <button class="main">${w.crowdedGo}</button>
    </form>`
}
