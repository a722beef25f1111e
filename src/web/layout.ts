import { html } from 'hono/html'

export type Html = ReturnType<typeof html>

interface Frame {
  readonly title: string
  readonly body: Html
  /** The browser asks again by itself after so many seconds: only to get its cookies along. */
  readonly again?: string
}

/** The shell of every page. */
export function layout({ title, body, again }: Frame): Html {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        ${again === undefined ? '' : html`<meta http-equiv="refresh" content="0;url=${again}" />`}
        <title>${title}</title>
        <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/static/style.css" />
        <script type="module" src="/static/desk.js"></script>
      </head>
      ${body}
    </html>`
}

/** A page for everybody: a quiet column. */
export function publicPage(title: string, content: Html, leaves = false): Html {
  return layout({
    title: `${title} · 医监`,
    body: html`<body class="public" ${leaves ? html`data-leaves` : ''}>
      <header class="top">
        <div class="wide"><a class="brand" href="/">医监 医疗卫生监督举报</a></div>
      </header>
      <main id="main" class="column">${content}</main>
      <footer class="foot column">
        <a href="/chat">举报</a> <a href="/track">查进度</a> <a href="/verify">验回执</a>
        <a href="/register">处罚公开</a> <a href="/statistics">统计</a> <a href="/law">看懂法律</a>
        <a href="/rewards">奖励公开</a> <a href="/privacy">隐私告知</a>
      </footer>
    </body>`,
  })
}

/** Words that a person wrote: shown as they stand, never as markup. */
export const said = (text: string): Html => html`<span class="said" dir="auto">${text}</span>`
