import { html } from 'hono/html'

import type { Button, TranscriptLine } from '#conversation/message.ts'

import { receiptIn } from '../receipt-in-text.ts'
import { layout } from './layout.ts'
import type { Html } from './layout.ts'
import { words } from './words.ts'
import type { Lang, Words } from './words.ts'

/** How the page was entered. */
export interface Entered {
  readonly lang: Lang
  readonly area: string
  /** It stands in a frame of somebody else's website. */
  readonly framed?: boolean
}

export interface ChatView extends Entered {
  readonly areaName: string
  readonly demo: boolean
  readonly lines: readonly TranscriptLine[]
  /** Fresh for each page: the plain form sends it, so that a reloaded answer does not send twice. */
  readonly once: string
  readonly notice?: string
  /** What was written and could not be taken: it stays in the box. */
  readonly draft?: string
}

/** The chat: complete without scripts; `chat.js` takes the same markup over. */
export function chatPage(view: ChatView): Html {
  const { lang, areaName, demo, lines, notice } = view
  const w = words[lang]
  const other = lang === 'en' ? 'zh' : 'en'
  const body = html`<body
    class="chat"
    data-words="${JSON.stringify(w)}"
    data-query="${query(view)}"
  >
    <header>
      <div class="bar">
        <h1>${lang === 'en' ? w.title : `${areaName}${w.title}`}</h1>
        <div>
          <p>${w.machine}</p>
          ${view.framed ? html`<a href="${chatUrl({ ...view, framed: false })}" target="_blank" rel="noopener">${w.ownWindow}</a>` : ''}
          <a href="/chat/leave${query(view)}" id="leave">${w.leave}</a>
        </div>
      </div>
      ${demo ? html`<p class="demo">${w.demo}</p>` : ''}
    </header>
    <main>
      <p class="danger">
        <span>${w.danger}</span>
        <a href="${chatUrl({ ...view, lang: other })}" lang="${other}">${w.otherLang}</a>
      </p>
      <div id="log" role="log" aria-live="polite" aria-label="${w.log}">
        ${lines.map((line, i) => lineOf(line, isOpen(lines, i) ? view : undefined, w))}
      </div>
      <p id="status" role="status">${notice ?? ''}</p>
      <noscript
        ><p class="note">${w.noScript} <a href="${chatUrl(view)}">${w.refresh}</a></p></noscript
      >
    </main>
    ${composer(view, w)}
  </body>`
  return layout({ lang, title: w.title, body, script: true })
}

/** Options stay while they are the newest: once something was answered they are gone. */
const isOpen = (lines: readonly TranscriptLine[], index: number): boolean =>
  lines.slice(index).every((line) => line.from === 'office')

function lineOf(line: TranscriptLine, view: ChatView | undefined, w: Words): Html {
  const who = line.from === 'office' ? w.office : w.you
  return html`<div class="line ${line.from}" data-id="${line.id}" data-at="${line.at}">
    <p class="who">${who}</p>
    ${(line.media ?? []).map(
      ({ kind, name }) => html`<p class="file">${w.kinds[kind]}${name ? ` ${name}` : ''}</p>`,
    )}${
      line.text === '' ? '' : html`<p class="text" dir="auto">${line.text}</p>`
    }${line.from === 'office' ? receipt(line.text, w) : ''}${
      view && line.buttons?.length ? options(line.buttons, view, w) : ''
    }
  </div>`
}

/** Where the office has just given number and passcode: the receipt to keep, on a page of its own. */
function receipt(text: string, w: Words): Html | '' {
  const { number, passcode } = receiptIn(text)
  if (!number || !passcode) return ''
  return html`<form class="receipt" method="post" action="/receipt" target="_blank">
    <input type="hidden" name="number" value="${number}" />
    <input type="hidden" name="passcode" value="${passcode}" />
    <button>${w.receipt}</button>
  </form>`
}

const options = (buttons: readonly Button[], view: ChatView, w: Words): Html =>
  html`<form
    class="options"
    method="post"
    action="/chat/plain${query(view)}"
    enctype="multipart/form-data"
    aria-label="${w.options}"
  >
    ${hidden(view)}${buttons.map(
      ({ label, data }) => html`<button name="button" value="${data}">${label}</button>`,
    )}
  </form>`

const composer = (view: ChatView, w: Words): Html =>
  html`<footer>
    <form id="write" method="post" action="/chat/plain${query(view)}" enctype="multipart/form-data">
      ${hidden(view)}
      <div id="recorder" hidden></div>
      <ul id="chosen" aria-label="${w.chosen}" hidden></ul>
      <div class="row">
        <input
          type="file"
          id="files"
          name="files"
          multiple
          accept="image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx"
          aria-describedby="files-hint"
        />
        <label for="files" class="attach">${w.attach}</label>
        <p id="files-hint" class="who">${w.attachHint}</p>
        <button type="button" id="record" hidden>${w.record}</button>
        <label for="text" class="who">${w.write}</label>
        <textarea
          id="text"
          name="text"
          rows="1"
          placeholder="${w.placeholder}"
          enterkeyhint="send"
          autocomplete="off"
        >
${view.draft ?? ''}</textarea>
        <button id="send" class="main">${w.send}</button>
      </div>
      ${view.lines.length === 0 ? html`<noscript><button name="start" value="1">${w.begin}</button></noscript>` : ''}
    </form>
  </footer>`

const hidden = ({ once }: ChatView): Html =>
  html`<input type="hidden" name="once" value="${once}" />`

const query = ({ lang, area, framed }: Entered): string => {
  const pairs = [area && `area=${area}`, lang === 'en' && 'lang=en', framed && 'frame=1'].filter(
    Boolean,
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

export const chatUrl = (entered: Entered): string => `/chat${query(entered)}`
