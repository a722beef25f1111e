import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import { createTelegram } from '#bots/telegram.ts'

import { openFakeTelegram } from './fake-telegram.ts'
import type { FakeTelegram } from './fake-telegram.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { caller, chat, secret } from './telegram-platform.ts'

let telegram: FakeTelegram
let house: House
let bot: Bot<Hono>
let app: Hono
let now: number

const made = (way: 'asked' | 'calls'): Bot<Hono> => {
  const { token, root: apiRoot } = telegram
  const calls = { webhook: { secret }, publicUrl: 'https://jubao.example/' }
  const timing = { graceMs: 100, retryMs: 1, now: () => now }
  const settings = { token, apiRoot, ...timing, ...(way === 'calls' ? calls : {}) }
  return createTelegram(settings, house.port)
}
const begin = async (way: 'asked' | 'calls'): Promise<void> => {
  bot = made(way)
  app = new Hono()
  if (bot.routes) app.route(bot.routes.path, bot.routes.app)
  await bot.start()
  if (way === 'calls') await telegram.until(() => telegram.webhook() !== undefined)
}
const text = (id: number, words: string) => ({
  update_id: id,
  message: { message_id: id, chat: { id: chat, type: 'private' }, text: words },
})
const heard = (): readonly unknown[] =>
  house.heard.map(({ what }) => (what.type === 'text' ? what.text : what.type))

beforeEach(async () => {
  now = Date.now()
  telegram = await openFakeTelegram()
  house = openHouse()
  await begin('calls')
})
afterEach(async () => {
  await bot.stop()
  await telegram.close()
})

describe('telegram, calling', () => {
  it('is told where to call, by which secret and with what', () => {
    expect(telegram.calls.find(({ method }) => method === 'setWebhook')?.payload).toEqual({
      url: 'https://jubao.example/hooks/telegram',
      secret_token: secret,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      drop_pending_updates: false,
    })
  })

  it('is told again until it knows, also where asking it comes in between', async () => {
    await bot.stop()
    telegram.fail('deleteWebhook', 2, 502)
    await begin('asked')
    await telegram.until(() => telegram.webhook() === undefined)
    telegram.message(chat, { text: '一' })
    await telegram.until(() => house.heard.length === 1)
    await bot.stop()
    telegram.fail('setWebhook', 2, 502)
    await begin('calls')
    expect(telegram.webhook()?.secret).toBe(secret)
  })

  it('T7 whoever does not show the secret is not listened to, before a byte of the body is read', async () => {
    for (const shown of ['', 'wrong', `${secret}x`, secret.slice(1), secret.toUpperCase()]) {
      let isRead = false
      const body = new ReadableStream(
        {
          pull: () => {
            isRead = true
          },
        },
        { highWaterMark: 0 },
      )
      const headers = { 'x-telegram-bot-api-secret-token': shown }
      const request = { method: 'POST', headers, body, duplex: 'half' } as const
      const { status } = await app.request('/hooks/telegram', request)
      expect([shown, status, isRead]).toEqual([shown, 401, false])
    }
    const { status } = await app.request('/hooks/telegram', { method: 'POST', body: '{}' })
    expect(status).toBe(401)
    expect(house.steps).toEqual([])
  })

  it('T7 what is larger than any update, or no update at all, is refused', async () => {
    const call = async (body: string): Promise<number> => {
      const headers = { 'x-telegram-bot-api-secret-token': secret }
      return (await app.request('/hooks/telegram', { method: 'POST', headers, body })).status
    }
    expect(await call('x'.repeat(1024 * 1024 + 1))).toBe(413)
    expect(await call('not json')).toBe(400)
    expect(await call('{}')).toBe(200)
    expect(house.steps).toEqual([])
  })

  it('T8 Telegram is answered as soon as the message is kept, however long the answers take', async () => {
    const goOn = telegram.hold('sendMessage')
    expect(await caller(app)(text(1, '有人无证行医'), secret)).toBe(200)
    expect(heard()).toEqual(['有人无证行医'])
    expect(house.deliveries).toEqual([])
    goOn()
    await house.quiet()
    expect(house.deliveries).toEqual(['sent', 'sent'])
  })

  it('T8 what was not kept is not confirmed, and heard when it is delivered again', async () => {
    house.fail(1)
    expect(await caller(app)(text(1, '有人无证行医'), secret)).toBe(503)
    expect(await caller(app)(text(1, '有人无证行医'), secret)).toBe(200)
    await house.quiet()
    expect(heard()).toEqual(['有人无证行医'])
    expect(telegram.sent(chat).length).toBe(2)
  })

  it('T6 the same update delivered again, also while it is being heard, changes nothing', async () => {
    const goOn = house.hold()
    const call = caller(app)
    const both = [call(text(1, '有人无证行医'), secret), call(text(1, '有人无证行医'), secret)]
    goOn()
    expect(await Promise.all(both)).toEqual([200, 200])
    expect(house.steps).toEqual(['hear'])
    expect(await call(text(1, '有人无证行医'), secret)).toBe(200)
    await house.quiet()
    expect(heard()).toEqual(['有人无证行医'])
    expect(telegram.sent(chat).length).toBe(2)
  })

  it('G3 an update that can never be kept while others are is said, and holds up nothing', async () => {
    house.choke('这条存不下来')
    const call = caller(app)
    const statuses: number[] = []
    for (let n = 0; n < 9; n++) statuses.push(await call(text(1, '这条存不下来'), secret))
    expect(statuses).toEqual(Array.from({ length: 9 }, () => 503))
    expect(await call(text(2, '这条可以'), secret)).toBe(200)
    expect(await call(text(1, '这条存不下来'), secret)).toBe(200)
    expect(heard()).toEqual(['这条可以'])
    expect(telegram.sent(chat).map(({ payload }) => payload['text'])).toContain(
      '刚才那条没有保存下来，请再发一次。',
    )
  })

  it('G3 what was delivered in vain long ago is not remembered for ever', async () => {
    house.choke('这条存不下来')
    const call = caller(app)
    for (let n = 0; n < 4; n++) await call(text(1, '这条存不下来'), secret)
    expect(await call(text(2, '这条可以'), secret)).toBe(200)
    now += 2 * 24 * 3_600_000
    expect(await call(text(3, '这条存不下来'), secret)).toBe(503)
    expect(await call(text(1, '这条存不下来'), secret)).toBe(503)
    expect(await call(text(2, '这条可以'), secret)).toBe(200)
    expect(telegram.sent(chat).map(({ payload }) => payload['text'])).not.toContain(
      '刚才那条没有保存下来，请再发一次。',
    )
  })

  it('G2 updates of one chat at once are heard in the order they came, other chats meanwhile', async () => {
    const goOn = house.hold(String(chat))
    const call = caller(app)
    const mine = [1, 2, 3].map(async (n) => await call(text(n, `第 ${n} 句`), secret))
    const other = { message_id: 9, chat: { id: 8002, type: 'private' }, text: '别人的话' }
    expect(await call({ update_id: 9, message: other }, secret)).toBe(200)
    goOn()
    expect(await Promise.all(mine)).toEqual([200, 200, 200])
    expect(heard()).toEqual(['别人的话', '第 1 句', '第 2 句', '第 3 句'])
  })

  it('T6 from calling to being asked and back nothing is lost and nothing doubled', async () => {
    telegram.message(chat, { text: '一' })
    await telegram.deliver(caller(app))
    telegram.message(chat, { text: '二' })
    await bot.stop()
    await begin('asked')
    telegram.message(chat, { text: '三' })
    await telegram.until(() => house.heard.length === 3)
    await telegram.settled()
    telegram.again()
    await telegram.settled()
    await bot.stop()
    telegram.message(chat, { text: '四' })
    await begin('calls')
    await telegram.deliver(caller(app))
    telegram.again()
    await telegram.deliver(caller(app))
    await house.quiet()
    expect(heard()).toEqual(['一', '二', '三', '四'])
    expect(telegram.sent(chat).length).toBe(8)
  })
})
