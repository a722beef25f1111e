import { html } from 'hono/html'

import { layout } from '../web-chat/layout.ts'
import type { Html } from '../web-chat/layout.ts'
import { words } from '../web-chat/words.ts'
import type { Lang } from '../web-chat/words.ts'
import { formWords } from './words.ts'

/** Where the form was entered. */
export interface Entry {
  readonly lang: Lang
  readonly area: string
  readonly areaName: string
  readonly demo: boolean
  /** Where this site stands; its own addresses are links. */
  readonly site: string
}

export function formUrl({ lang, area }: Pick<Entry, 'lang' | 'area'>, path = '/report'): string {
  const pairs = [area && `area=${area}`, lang === 'en' && 'lang=en'].filter(Boolean)
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}

/** The shell of every page of the form: who speaks, danger first, and the ways out. */
export function frame(entry: Entry, main: Html, title?: string): Html {
  const { lang, areaName, demo } = entry
  const [w, own] = [words[lang], formWords[lang]]
  const other = lang === 'en' ? 'zh' : 'en'
  const body = html`<body class="sheet form">
    <header>
      <p class="name">${lang === 'en' ? own.title : `${areaName}${own.title}`}</p>
      <p class="over">${w.machine}</p>
      ${demo ? html`<p class="demo">${w.demo}</p>` : ''}
    </header>
    <main>
      <p class="danger">${w.danger}</p>
      ${main}
    </main>
    <footer>
      <p><a href="/track">${own.track}</a> <span class="over">${own.trackHint}</span></p>
      <p>
        <a href="${formUrl(entry, '/chat')}">${own.chat}</a>
        <a href="${formUrl({ ...entry, lang: other })}" lang="${other}">${w.otherLang}</a>
        <a href="${formUrl(entry, '/report/leave')}">${w.leave}</a>
      </p>
    </footer>
  </body>`
  const style = '/report/style.css'
  return layout({ lang, title: title ?? own.title, body, style, script: '/report/print.js' })
}
