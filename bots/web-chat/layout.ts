import { html } from 'hono/html'

import type { Lang } from './words.ts'

export type Html = ReturnType<typeof html>

interface Frame {
  readonly lang: Lang
  readonly title: string
  readonly body: Html
  readonly script?: boolean | string
  readonly style?: string
}

/** The shell of every page of the chat. */
export function layout({ lang, title, body, script, style }: Frame): Html {
  return html`<!doctype html>
    <html lang="${lang === 'en' ? 'en' : 'zh-CN'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/chat/style.css" />
        ${style ? html`<link rel="stylesheet" href="${style}" />` : ''}
        ${script ? html`<script type="module" src="${script === true ? '/chat/chat.js' : script}"></script>` : ''}
      </head>
      ${body}
    </html>`
}
