import { html } from 'hono/html'

import { chatUrl, type Entered } from './chat-page.ts'
import type { Delivery } from './delivery.ts'
import { layout } from './layout.ts'
import type { Html } from './layout.ts'
import { words } from './words.ts'

/** For browsers without scripts while far too many begin: what was written stays here, and is sent when the turn has come. */
export function crowdedPage(
  entered: Entered,
  { once, text = '', button, start, files }: Delivery,
  seconds: number,
): Html {
  const { lang } = entered
  const w = words[lang]
  const query = chatUrl(entered).replace('/chat', '')
  const body = html`<body class="sheet">
    <main>
      <p class="danger">${w.danger}</p>
      <h1>${w.crowdedTitle}</h1>
      <p role="status">${w.crowdedHint.replace('{seconds}', String(seconds))}</p>
      ${files.length > 0 ? html`<p>${w.crowdedFiles}</p>` : ''}
      <form method="post" action="/chat/plain${query}" enctype="multipart/form-data">
        <input type="hidden" name="once" value="${once}" />
        ${text ? html`<textarea name="text" rows="5" aria-label="${w.write}">${`\n${text}`}</textarea>` : ''}
        ${button === undefined ? '' : html`<input type="hidden" name="button" value="${button}" />`}
        ${start ? html`<input type="hidden" name="start" value="1" />` : ''}
        <button class="main">${w.crowdedGo}</button>
      </form>
    </main>
  </body>`
  return layout({ lang, title: w.crowdedTitle, body })
}
