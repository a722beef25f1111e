import { html } from 'hono/html'
import { layout, type Html } from './layout.ts'
import type { Web } from './web.ts'

export const gridPath = '/grid'
export const gridCookie = 'yj_grid'

export const gridCookieSettings = ({ secure }: Web) =>
  ({ path: gridPath, httpOnly: true, sameSite: 'Lax', secure }) as const

/** The frame of what a grid worker sees: no scripts, large letters. */
export function gridPage(title: string, content: Html): Html {
  return layout({
    title: `${title} · 医监`,
    body: html`<body class="public grid-worker">
      <header class="top">
        <div class="wide"><a class="brand" href="${gridPath}">网格巡查</a></div>
      </header>
      <main id="main" class="column">${content}</main>
    </body>`,
  })
}
