import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { Hono } from 'hono'

import type { Bot, Channel, Port } from '#conversation/channel.ts'

import type { Gate } from './web-chat/gate.ts'
import { guard } from './web-chat/guard.ts'
import { createListeners } from './web-chat/listeners.ts'
import { faultPage } from './web-chat/plain-pages.ts'
import { welcomeNobody } from './web-chat/visitor.ts'
import { langOf } from './web-chat/words.ts'
import { formUrl } from './web-form/frame.ts'
import { formRoutes } from './web-form/routes.ts'

interface WebFormConfig {
  /** The address citizens type; its host may send forms, its https makes the cookie secure. */
  readonly publicUrl?: string
  readonly maxFileBytes?: number
  readonly now?: () => number
  /** Told of what broke; the page says only that it was not saved. */
  readonly onFault?: (error: unknown) => void
  /** The one of the chat: a rush is a rush, whichever way it comes. */
  readonly gate?: Gate
}

/** What it can do, as data. */
const webFormCapabilities: Channel = {
  id: 'web-form',
  buttons: { max: 20, titleBytes: 180, dataBytes: 64 },
  text: { max: 20_000, unit: 'utf16' },
  perTurn: 10,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  knowsIds: true,
}

/** The report as a form, mounted at `/report`: pages that need no script, no log-in and no new telephone. */
export function createWebForm(config: WebFormConfig, port: Port): Bot<Hono> {
  const chat = {
    channel: webFormCapabilities.id,
    mark: { cookie: 'yj_form', path: '/report' },
    port,
    listeners: createListeners(),
    publicUrl: config.publicUrl,
    maxFileBytes: config.maxFileBytes ?? 20 * 1024 * 1024,
    holdMs: 0,
    now: config.now ?? Date.now,
    onFault: config.onFault ?? (() => {}),
    gate: config.gate,
  }
  const app = new Hono()
  app.use(guard({ publicUrl: config.publicUrl }))
  app.onError(async (error, c) => {
    chat.onFault(error)
    const lang = langOf(c.req.query('lang'))
    return await c.html(faultPage(lang, formUrl({ lang, area: '' })), 503)
  })
  app.get('/style.css', (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.get('/print.js', (c) =>
    c.body(print, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
  formRoutes(app, chat)
  return {
    capabilities: webFormCapabilities,
    routes: { path: '/report', app },
    start: async () => {},
    // The message is in the transcript already: whoever opens the page reads it.
    send: async () => 'sent',
    canary: async (text, call) => {
      const headers = { cookie: `${chat.mark.cookie}=${welcomeNobody(config.gate)}` }
      const body = new FormData()
      body.set('once', randomUUID())
      body.set('text', text)
      await call('/report', { method: 'POST', headers, body, redirect: 'manual' })
    },
    stop: async () => {},
  }
}

const asset = (name: string): string =>
  readFileSync(new URL(`./web-form/page/${name}`, import.meta.url), 'utf8')
const [style, print] = [asset('style.css'), asset('print.js')]
