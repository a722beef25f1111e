import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { Hono } from 'hono'

import type { Bot, Channel, Port } from '#conversation/channel.ts'

import type { Gate } from './web-chat/gate.ts'
import { guard } from './web-chat/guard.ts'
import { createListeners } from './web-chat/listeners.ts'
import { broken, messageRoutes } from './web-chat/message-routes.ts'
import { pageRoutes } from './web-chat/page-routes.ts'
import { uploadRoutes } from './web-chat/upload-routes.ts'
import { welcomeNobody } from './web-chat/visitor.ts'

export interface WebChatConfig {
  /** The address citizens type; its host may send forms, its https makes the cookie secure. */
  readonly publicUrl?: string
  readonly maxFileBytes?: number
  /** How long a page that waits for news is held. */
  readonly holdMs?: number
  readonly now?: () => number
  /** Told of what broke; the page says only that it was not saved. */
  readonly onFault?: (error: unknown) => void
  readonly gate?: Gate
  /** Websites that may show the chat in a frame of theirs, by origin; none unless named. */
  readonly frames?: readonly string[]
}

/** What it can do, as data. */
export const webChatCapabilities: Channel = {
  id: 'web-chat',
  buttons: { max: 20, titleBytes: 180, dataBytes: 64 },
  text: { max: 20_000, unit: 'utf16' },
  perTurn: 10,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  knowsIds: true,
  ownDataPath: '/chat/my-data.json',
}

/** Our own chat page, mounted at `/chat`: it needs no platform, no log-in and no script. */
export function createWebChat(config: WebChatConfig, port: Port): Bot<Hono> {
  const listeners = createListeners()
  const chat = {
    channel: webChatCapabilities.id,
    mark: { cookie: 'yj_chat', path: '/chat' },
    port,
    listeners,
    publicUrl: config.publicUrl,
    maxFileBytes: config.maxFileBytes ?? 20 * 1024 * 1024,
    holdMs: config.holdMs ?? 25_000,
    now: config.now ?? Date.now,
    onFault: config.onFault ?? (() => {}),
    gate: config.gate,
  }
  const app = new Hono()
  const { publicUrl, frames = [] } = config
  app.use(guard({ publicUrl, frames, microphone: true }))
  app.onError(async (error, c) => await broken(c, chat, error))
  for (const [name, text] of assets) {
    app.get(`/${name}`, (c) => c.body(text, 200, { 'Content-Type': typeOf(name) }))
  }
  app.get('/embed.js', (c) => {
    if (frames.length === 0) return c.text('', 404)
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return c.body(embed, 200, { 'Content-Type': typeOf('embed.js') })
  })
  messageRoutes(app, chat)
  uploadRoutes(app, chat)
  pageRoutes(app, chat)
  return {
    capabilities: webChatCapabilities,
    routes: { path: '/chat', app },
    start: async () => {},
    // The message is in the transcript already: whoever opens the page reads it, whoever waits is woken.
    send: async (address) => {
      listeners.wake(address)
      return 'sent'
    },
    canary: async (text, call) => {
      const address = welcomeNobody(config.gate)
      const headers = {
        'content-type': 'application/json',
        cookie: `${chat.mark.cookie}=${address}`,
      }
      const body = JSON.stringify({ once: randomUUID(), text })
      await call('/chat/messages', { method: 'POST', headers, body })
    },
    stop: async () => listeners.close(),
  }
}

const textOf = (name: string): string =>
  readFileSync(new URL(`./web-chat/page/${name}`, import.meta.url), 'utf8')

/** What a website puts into its own page. */
const embed = textOf('embed.js')

const assets =
  'style.css chat.js sending.js queue.js asking.js puzzle.js elements.js uploading.js recording.js'
    .split(' ')
    .map((name) => [name, textOf(name)] as const)

const typeOf = (name: string): string =>
  name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
