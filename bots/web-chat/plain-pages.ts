import { html } from 'hono/html'

import type { Port } from '#conversation/channel.ts'

import { layout } from './layout.ts'
import type { Html } from './layout.ts'
import { words } from './words.ts'
import type { Lang } from './words.ts'

const langLink = (lang: Lang): Html =>
  lang === 'en' ? html`<a href="?">中文</a>` : html`<a href="?lang=en" lang="en">English</a>`

/** Asked before the chat when several areas share the channel and the way in named none. */
export function choosePage(lang: Lang, areas: ReturnType<Port['areas']>, framed = false): Html {
  const w = words[lang]
  const suffix = `${lang === 'en' ? '&lang=en' : ''}${framed ? '&frame=1' : ''}`
  const body = html`<body class="sheet">
    <main>
      <p class="over">${w.title}</p>
      <h1>${w.where}</h1>
      <p>${w.whereHint}</p>
      <ul class="choices">
        ${areas.map(
          ({ code, name, demo }) =>
            html`<li>
              <a href="?area=${code}${suffix}"
                ><span>${name}</span>${demo ? html`<small>${w.demoMark}</small>` : ''}</a
              >
            </li>`,
        )}
        <li>
          <a href="?area=any${suffix}"><span>${w.unsure}</span></a>
        </li>
      </ul>
      <p class="danger">${w.danger}</p>
      ${framed ? '' : html`<p>${langLink(lang)}</p>`}
    </main>
  </body>`
  return layout({ lang, title: w.title, body })
}

/** The first press hides the conversation, the second forgets it: quick, and no passcode is lost by a slip. */
export function leavePage(lang: Lang, back: string, action: string): Html {
  const w = words[lang]
  const body = html`<body class="sheet">
    <main>
      <h1>${w.leaveTitle}</h1>
      <p>${w.leaveHint}</p>
      <form method="post" action="${action}">
        <button class="main">${w.leaveNow}</button>
      </form>
      <p><a href="${back}">${w.stay}</a></p>
    </main>
  </body>`
  return layout({ lang, title: w.leaveTitle, body })
}

export function leftPage(lang: Lang, home: string): Html {
  const w = words[lang]
  const body = html`<body class="sheet">
    <main>
      <h1>${w.leftTitle}</h1>
      <p>${w.leftHint}</p>
      <p><a href="${home}">${w.again}</a></p>
    </main>
  </body>`
  return layout({ lang, title: w.leftTitle, body })
}

/** Something broke; nothing of it is shown. */
export function faultPage(lang: Lang, home: string): Html {
  const w = words[lang]
  const body = html`<body class="sheet">
    <main>
      <h1>${w.title}</h1>
      <p role="alert">${w.fault}</p>
      <p><a href="${home}">${w.refresh}</a></p>
    </main>
  </body>`
  return layout({ lang, title: w.title, body })
}
