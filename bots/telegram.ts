import { autoRetry } from '@grammyjs/auto-retry'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Hono } from 'hono'

import type { Bot, Call, Channel, Port } from '#conversation/channel.ts'

import { canaryUpdate } from './telegram/canary.ts'
import { createHandler, sayNotSaved } from './telegram/handling.ts'
import { createPolling } from './telegram/polling.ts'
import type { Rest } from './timing/pause.ts'
import { createProbe } from './telegram/probe.ts'
import { createSend, plain } from './telegram/sending.ts'
import { createWebhook } from './telegram/webhook.ts'

export interface TelegramConfig {
  readonly token: string
  readonly apiRoot?: string
  /** Where Telegram calls us, and what it shows to be known by; without it, it is asked. */
  readonly webhook?: { readonly secret: string }
  /** The address citizens type. */
  readonly publicUrl?: string
  /** What the web chat takes at most. */
  readonly maxFileBytes?: number
  /** The area of whoever comes without one in the start link. */
  readonly area?: string
  readonly now?: () => number
  /** Told of what broke, without token, address or words. */
  readonly onFault?: (error: unknown) => void
  /** How long `stop` waits for what is being heard. */
  readonly graceMs?: number
  /** The first pause after a fault; it doubles. */
  readonly retryMs?: number
  /** How it rests when the platform cannot be reached: resolves after so many milliseconds, or when the signal says so. */
  readonly rest?: Rest
  /** How long somebody waits before they see that we are at it. */
  readonly typingMs?: number
}

/** What it can do, as data. */
export const telegramCapabilities: Channel = {
  id: 'telegram',
  buttons: { max: 20, titleBytes: 120, dataBytes: 64 },
  text: { max: 4096, unit: 'utf16' },
  perTurn: 5,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  albums: true,
  abroad: true,
  platform: 'Telegram',
}

/** A short wait that Telegram asks for is waited; of a longer one the sender is told. */
const patient = autoRetry({
  maxDelaySeconds: 3,
  maxRetryAttempts: 2,
  rethrowInternalServerErrors: true,
  rethrowHttpErrors: true,
})

const path = '/hooks/telegram'
const megabyte = 1024 * 1024

const elsewhere = ({ publicUrl, maxFileBytes = 20 * megabyte }: TelegramConfig): string =>
  publicUrl === undefined
    ? ''
    : `Telegram 最大只能传 20 MB。网页能传到 ${Math.floor(maxFileBytes / megabyte)} MB，断了能接着传：${publicUrl.replace(/\/+$/, '')}/chat`

/** Telegram, by long polling, for which the house needs no public address, or by its calls at `/hooks/telegram`. */
export function createTelegram(config: TelegramConfig, port: Port): Bot<Hono> {
  const { token, area, now = Date.now, graceMs = 10_000, retryMs = 1000 } = config
  const apiRoot = config.apiRoot ?? 'https://api.telegram.org'
  const api = new Api(token, { apiRoot, timeoutSeconds: 60 })
  api.config.use(patient)

  const onFault = (error: unknown): void => config.onFault?.(plain(error))
  const send = createSend(api, now)
  const handle = createHandler({
    source: { api, token, apiRoot },
    port,
    area,
    now,
    send,
    onFault,
    elsewhere: elsewhere(config),
    typingMs: config.typingMs ?? 2000,
  })
  const giveUp = async (update: Update): Promise<void> => await sayNotSaved({ send }, update)
  const rest = config.rest ? { rest: config.rest } : {}
  const options = { api, handle, giveUp, onFault, graceMs, retryMs, ...rest }
  const { secret } = config.webhook ?? {}
  const common = { capabilities: telegramCapabilities, send, probe: createProbe(api) }
  if (secret === undefined) {
    const { start, hear, stop } = createPolling(options)
    const canary = async (text: string): Promise<void> => hear(canaryUpdate(text, now()))
    return { ...common, canary, start: async () => start(), stop }
  }
  const url = `${(config.publicUrl ?? '').replace(/\/+$/, '')}${path}`
  const { app, start, stop } = createWebhook({ ...options, url, secret, now })
  const routes = { path, app }
  const canary = async (text: string, call: Call): Promise<void> => {
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secret,
    }
    await call(path, { method: 'POST', headers, body: JSON.stringify(canaryUpdate(text, now())) })
  }
  return { ...common, routes, canary, start: async () => start(), stop }
}
