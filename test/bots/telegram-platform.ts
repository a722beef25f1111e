import { Hono } from 'hono'

import { createTelegram } from '#bots/telegram.ts'

import type { Platform } from './contract.ts'
import { openFakeTelegram } from './fake-telegram.ts'
import type { FakeTelegram } from './fake-telegram.ts'
import { openHouse } from './house.ts'

export const chat = 7001
export const secret = 'a-secret-of-the-webhook-0123456789'

interface Keyboard {
  readonly inline_keyboard: readonly (readonly { text: string; callback_data: string }[])[]
}

/** What the button with this label carries, in the last message that has one. */
export function dataOf(telegram: FakeTelegram, label: string): string {
  const keys = telegram
    .sent(chat)
    .flatMap(
      ({ payload }) =>
        (payload['reply_markup'] as Keyboard | undefined)?.inline_keyboard.flat() ?? [],
    )
  return keys.findLast(({ text }) => text === label)?.callback_data ?? 'no such button'
}

/** The way a webhook is called: by HTTP, with the secret in its header. */
export const caller =
  (app: Hono) =>
  async (update: Record<string, unknown>, shown: string): Promise<number> => {
    const { status } = await app.request('/hooks/telegram', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': shown },
      body: JSON.stringify(update),
    })
    return status
  }

/** One person on Telegram, which is asked, or calls. */
export async function openTelegram(way: 'asked' | 'calls'): Promise<Platform> {
  const telegram = await openFakeTelegram()
  const house = openHouse()
  const { token, root: apiRoot } = telegram
  const calls = { webhook: { secret }, publicUrl: 'https://jubao.example' }
  const settings = { token, apiRoot, graceMs: 100, retryMs: 1, ...(way === 'calls' ? calls : {}) }
  const bot = createTelegram(settings, house.port)
  await bot.start()
  const app = new Hono()
  if (bot.routes) app.route(bot.routes.path, bot.routes.app)
  const settled = async (): Promise<void> => {
    if (way === 'asked') return await telegram.settled()
    await telegram.until(() => telegram.webhook() !== undefined)
    await telegram.deliver(caller(app))
    await house.quiet()
  }
  let files = 0
  return {
    house,
    bot,
    address: () => String(chat),
    say: async (text) => {
      telegram.message(chat, { text })
      await settled()
    },
    again: async () => {
      telegram.again()
      await settled()
    },
    choose: async (label) => {
      telegram.tap(chat, dataOf(telegram, label))
      await settled()
    },
    attach: async (bytes, name) => {
      files += 1
      telegram.addFile(`file${files}`, bytes)
      telegram.message(chat, { document: { file_id: `file${files}`, file_name: name } })
      await settled()
    },
    seen: async () => telegram.sent(chat).map(({ payload }) => String(payload['text'])),
    leave: async () => {
      telegram.fail('sendMessage', 9, 403)
      const gone = { chat: { id: chat, type: 'private' }, new_chat_member: { status: 'kicked' } }
      telegram.push({ my_chat_member: gone })
      await settled()
    },
    close: async () => {
      await bot.stop()
      await telegram.close()
    },
  }
}
