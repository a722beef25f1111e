import { autoRetry } from '@grammyjs/auto-retry'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'

import type { Bot, Channel, Delivery, Port } from '#conversation/channel.ts'
import type { Address, Outgoing } from '#conversation/message.ts'

import { createHandler, sayNotSaved } from './telegram/handling.ts'
import { createPolling } from './telegram/polling.ts'
import { createSent, plain, sendTo } from './telegram/sending.ts'

export interface TelegramConfig {
  readonly token: string
  readonly apiRoot?: string
  /** The area of whoever comes without one in the start link. */
  readonly area?: string
  readonly now?: () => number
  /** Told of what broke, without token, address or words. */
  readonly onFault?: (error: unknown) => void
  /** How long `stop` waits for what is being heard. */
  readonly graceMs?: number
  /** The first pause after a fault; it doubles. */
  readonly retryMs?: number
}

/** What it can do, as data. */
export const telegramCapabilities: Channel = {
  id: 'telegram',
  buttons: { max: 20, titleBytes: 120, dataBytes: 64 },
  text: { max: 4096, unit: 'utf16' },
  perTurn: 5,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  platform: 'Telegram',
}

/** A short wait that Telegram asks for is waited; of a longer one the sender is told. */
const patient = autoRetry({
  maxDelaySeconds: 3,
  maxRetryAttempts: 2,
  rethrowInternalServerErrors: true,
  rethrowHttpErrors: true,
})

/** Telegram by long polling: the house needs no public address for it. */
export function createTelegram(config: TelegramConfig, port: Port): Bot {
  const { token, area, now = Date.now, graceMs = 10_000, retryMs = 1000 } = config
  const apiRoot = config.apiRoot ?? 'https://api.telegram.org'
  const api = new Api(token, { apiRoot, timeoutSeconds: 60 })
  api.config.use(patient)

  const onFault = (error: unknown): void => config.onFault?.(plain(error))
  const sent = createSent()
  const send = async (address: Address, message: Outgoing): Promise<Delivery> => {
    if (sent.has(message.id)) return 'sent'
    const delivery = await sendTo(api, address, message)
    if (delivery === 'sent') sent.add(message.id)
    return delivery
  }
  const source = { api, token, apiRoot }
  const polling = createPolling({
    api,
    handle: createHandler({ source, port, area, now, send, onFault }),
    giveUp: async (update: Update) => await sayNotSaved({ send }, update),
    onFault,
    graceMs,
    retryMs,
  })
  return {
    capabilities: telegramCapabilities,
    start: async () => polling.start(),
    send,
    stop: polling.stop,
  }
}
