import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import { createTelegram } from '#bots/telegram.ts'

import { openFakeTelegram } from './fake-telegram.ts'
import type { FakeTelegram } from './fake-telegram.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { chat } from './telegram-platform.ts'

let telegram: FakeTelegram
let house: House
let bot: Bot
let now: number

beforeEach(async () => {
  telegram = await openFakeTelegram()
  house = openHouse()
  now = 1_800_000_000_000
  const { token, root: apiRoot } = telegram
  const publicUrl = 'https://jubao.example'
  const web = { publicUrl, maxFileBytes: 200 * 1024 * 1024 }
  const quick = { graceMs: 100, retryMs: 1, typingMs: 0 }
  bot = createTelegram({ token, apiRoot, ...web, ...quick, now: () => now }, house.port)
  await bot.start()
})
afterEach(async () => {
  await bot.stop()
  await telegram.close()
})

const tells = async (body: Record<string, unknown>): Promise<unknown> => {
  telegram.message(chat, body)
  await telegram.settled()
  return house.heard.at(-1)?.what
}
const said = (): readonly string[] =>
  telegram.sent(chat).map(({ payload }) => String(payload['text']))
const asked = (method: string): number =>
  telegram.calls.filter((call) => call.method === method).length

describe('T5 Telegram asks for a pause', () => {
  const busy = (seconds: number): void =>
    telegram.fail('sendMessage', 1, 429, { parameters: { retry_after: seconds } })
  const send = async (who: number, id: string) => await bot.send(String(who), { id, text: id })

  it('and gets it in that chat: nothing is sent there before it is over, elsewhere it goes on', async () => {
    busy(30)
    expect(await send(1, 'a')).toEqual({ retryAfter: 30_000 })
    now += 10_000
    expect(await send(1, 'a')).toEqual({ retryAfter: 20_000 })
    expect(await send(2, 'b')).toBe('sent')
    expect(telegram.sent(1).length).toBe(1)
    now += 20_000
    expect(await send(1, 'a')).toBe('sent')
  })

  it('in two chats at once, and gets it everywhere', async () => {
    busy(30)
    await send(1, 'a')
    busy(20)
    await send(2, 'b')
    expect(await send(3, 'c')).toEqual({ retryAfter: 20_000 })
    expect(telegram.sent(3).length).toBe(0)
    now += 20_000
    expect(await send(3, 'c')).toBe('sent')
  })
})

it('G6 answers and news go by one door: a pause asked of the one is kept by the other', async () => {
  telegram.fail('sendMessage', 1, 429, { parameters: { retry_after: 30 } })
  await tells({ text: '有人无证行医' })
  expect(house.deliveries).toEqual([{ retryAfter: 30_000 }, { retryAfter: 30_000 }])
  const news = { id: 'news', text: '您有一条办理进度' }
  expect(await bot.send(String(chat), news)).toEqual({ retryAfter: 30_000 })
  expect(telegram.sent(chat).length).toBe(1)
})

describe('T9 a file larger than Telegram gives', () => {
  it('is explained, with the address of the web chat, once', async () => {
    await tells({ video: { file_id: 'film', file_size: 21 * 1024 * 1024 } })
    expect(said()).toEqual([
      '没能收下：too-large\nTelegram 最大只能传 20 MB。网页能传到 200 MB，断了能接着传：https://jubao.example/chat',
    ])
    await tells({ text: '好' })
    expect(said().filter((text) => text.includes('/chat'))).toHaveLength(1)
  })

  it('while a fetched one takes its time shows that we are at it', async () => {
    telegram.addFile('voice', Uint8Array.from([1]))
    const goOn = telegram.hold('getFile')
    telegram.message(chat, { voice: { file_id: 'voice' } })
    await telegram.until(() => asked('sendChatAction') > 0)
    goOn()
    await telegram.settled()
    expect(house.kept.length).toBe(1)
  })
})

describe('what people send', () => {
  it('of every kind of file is kept as what it is', async () => {
    telegram.addFile('f', Uint8Array.from([1, 2]))
    const kinds = { voice: 'voice', audio: 'voice', video: 'video', video_note: 'video' }
    for (const [name, kind] of Object.entries({ ...kinds, document: 'document' }))
      expect(await tells({ [name]: { file_id: 'f' } })).toMatchObject({
        type: 'media',
        media: [{ kind }],
      })
  })

  it('that nobody can read is told as that', async () => {
    const odd = ['sticker', 'poll', 'dice', 'game', 'story', 'invoice', 'checklist', 'giveaway']
    for (const kind of odd)
      expect([kind, await tells({ [kind]: { id: '1' } })]).toEqual([kind, { type: 'unreadable' }])
  })

  it("somebody else's card is something told, their own is how to reach them", async () => {
    const card = { phone_number: '13800000000', first_name: '三', last_name: '张' }
    const told = { type: 'text', text: '名片：张三，13800000000' }
    expect(await tells({ contact: card })).toEqual(told)
    expect(await tells({ contact: { ...card, user_id: 8002 } })).toEqual(told)
    const own = { type: 'contact', phone: '13800000000', name: '张三' }
    expect(await tells({ contact: { ...card, user_id: chat } })).toEqual(own)
  })
})

it('T11 a chat that is not there any more is closed', async () => {
  for (const [status, description] of [
    [403, 'Forbidden: bot was blocked by the user'],
    [403, 'Forbidden: user is deactivated'],
    [400, 'Bad Request: chat not found'],
  ] as const) {
    telegram.fail('sendMessage', 1, status, { description })
    expect(await bot.send('9', { id: description, text: '消息' })).toBe('closed')
  }
})

it('a message that surely did not leave is sent again, one of which nobody knows is in doubt', async () => {
  await telegram.down()
  expect(await bot.send('9', { id: 'a', text: '消息' })).toEqual({ retryAfter: 60_000 })
  await telegram.up()
  telegram.fail('sendMessage', 1, 502)
  await expect(bot.send('9', { id: 'a', text: '消息' })).rejects.toThrow('502')
})
