import { inspect } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import { createTelegram } from '#bots/telegram.ts'

import { keepsTheContract } from './contract.ts'
import { openFakeTelegram } from './fake-telegram.ts'
import type { FakeTelegram } from './fake-telegram.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { chat, openTelegram } from './telegram-platform.ts'

const textOf = ({ payload }: { readonly payload: Record<string, unknown> }): string =>
  String(payload['text'])

keepsTheContract('telegram, asked', async () => await openTelegram('asked'))
keepsTheContract('telegram, calling', async () => await openTelegram('calls'))

describe('telegram', () => {
  let telegram: FakeTelegram
  let house: House
  let bot: Bot
  let faults: unknown[]

  const another = (settings = {}): Bot =>
    createTelegram(
      {
        token: telegram.token,
        apiRoot: telegram.root,
        graceMs: 100,
        retryMs: 1,
        area: '150000',
        onFault: (fault) => faults.push(fault),
        ...settings,
      },
      house.port,
    )

  beforeEach(async () => {
    faults = []
    telegram = await openFakeTelegram()
    house = openHouse()
    bot = another()
    await bot.start()
  })
  afterEach(async () => {
    await bot.stop()
    await telegram.close()
  })

  const after = async (update: Record<string, unknown>): Promise<void> => {
    telegram.message(chat, update)
    await telegram.settled()
  }
  const lastHeard = () => house.heard.at(-1)

  it('an update is confirmed only after it was heard, and other chats go on meanwhile', async () => {
    const goOn = house.hold(String(chat))
    const first = telegram.message(chat, { text: '第一句' })
    telegram.message(8002, { text: '别人的话' })
    await telegram.until(() => telegram.sent(8002).length === 2)
    const third = telegram.message(8003, { text: '第三个人的话' })
    await telegram.until(() => telegram.sent(8003).length === 2)
    expect(telegram.confirmed()).toBeLessThanOrEqual(first)
    goOn()
    await telegram.settled()
    expect(telegram.confirmed()).toBe(third + 1)
    expect(telegram.sent(chat).length).toBe(2)
  })

  it('what was being heard when the house stopped is delivered again to the next', async () => {
    house.hold(String(chat))
    telegram.message(chat, { text: '说到一半' })
    await telegram.until(() => house.steps.includes('hear'))
    await bot.stop()
    expect(house.heard).toEqual([])
    house = openHouse()
    bot = another()
    await bot.start()
    await telegram.settled()
    expect(house.heard.map(({ what }) => what)).toEqual([{ type: 'text', text: '说到一半' }])
  })

  it('the messages of one chat are heard in the order they came', async () => {
    const goOn = house.hold(String(chat))
    const texts = Array.from({ length: 30 }, (_, n) => `第 ${n} 句`)
    for (const text of texts) telegram.message(chat, { text })
    telegram.message(8002, { text: '别人的话' })
    await telegram.until(() => telegram.sent(8002).length === 2)
    expect(house.steps).toEqual(['hear', 'hear'])
    goOn()
    await telegram.settled()
    expect(house.heard.slice(1).map(({ what }) => what)).toEqual(
      texts.map((text) => ({ type: 'text', text })),
    )
  })

  it('what could not be kept is tried again with the same id, and answered once', async () => {
    house.fail(2)
    await after({ text: '有人无证行医' })
    expect(house.steps).toEqual(['hear', 'hear', 'hear'])
    expect(house.heard.length).toBe(1)
    expect(telegram.sent(chat).length).toBe(2)
  })

  it('G3 while nothing at all can be kept nothing is given up, however long that lasts', async () => {
    house.fail(16)
    telegram.message(chat, { text: '停电时说的' })
    telegram.message(8002, { text: '停电时别人说的' })
    await telegram.settled()
    expect(house.heard.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        { type: 'text', text: '停电时说的' },
        { type: 'text', text: '停电时别人说的' },
      ]),
    )
    expect(telegram.sent(chat).map(textOf).join()).not.toContain('没有保存下来')
  })

  it('G3 what can never be kept while others are is said, and does not block the chat', async () => {
    house.choke('这条存不下来')
    telegram.message(chat, { text: '这条存不下来' })
    telegram.message(8002, { text: '别人的话' })
    await after({ text: '这条可以' })
    expect(textOf(telegram.sent(chat)[0]!)).toBe('刚才那条没有保存下来，请再发一次。')
    expect(house.heard.filter(({ address }) => address === String(chat))).toMatchObject([
      { what: { type: 'text', text: '这条可以' } },
    ])
  })

  it('T2 every press is answered once, also one that is tried again, and one in a group', async () => {
    house.fail(2)
    telegram.tap(chat, 'b:1')
    telegram.tap(chat, 'b:2', { message: { message_id: 1, chat: { id: -5, type: 'group' } } })
    await telegram.settled()
    const answers = telegram.calls.filter(({ method }) => method === 'answerCallbackQuery')
    expect(answers.map(({ payload }) => payload['callback_query_id'])).toEqual([
      'tap-b:1',
      'tap-b:2',
    ])
    expect(house.heard.map(({ what }) => what)).toEqual([{ type: 'button', data: 'b:1' }])
  })

  it('T4 nothing is sent as markup, and links show no preview', async () => {
    await after({ text: '*有人* <b>行医</b> http://a.example' })
    for (const { payload } of telegram.sent(chat)) {
      expect(payload).not.toHaveProperty('parse_mode')
      expect(payload['link_preview_options']).toEqual({ is_disabled: true })
    }
  })

  it('T5 a short wait that Telegram asks for is kept, and the answer arrives once', async () => {
    telegram.fail('sendMessage', 1, 429, { parameters: { retry_after: 0 } })
    await after({ text: '有人无证行医' })
    expect(house.deliveries).toEqual(['sent', 'sent'])
  })

  it('T5 a long wait is told to the sender, in milliseconds', async () => {
    telegram.fail('sendMessage', 1, 429, { parameters: { retry_after: 30 } })
    expect(await bot.send(String(chat), { id: 'n1', text: '消息' })).toEqual({ retryAfter: 30_000 })
  })

  it('an answer of which nobody knows whether it arrived is not sent a second time by the bot', async () => {
    telegram.fail('sendMessage', 1, 502)
    await expect(bot.send(String(chat), { id: 'n1', text: '消息' })).rejects.toThrow('502')
    expect(telegram.sent(chat).length).toBe(1)
    expect(await bot.send(String(chat), { id: 'n1', text: '消息' })).toBe('sent')
  })

  it('T9 of a photo the largest size is kept, with its caption', async () => {
    telegram.addFile('small', Uint8Array.from([1]))
    telegram.addFile('large', Uint8Array.from([1, 2, 3]))
    const photo = [
      { file_id: 'small', width: 90, height: 90 },
      { file_id: 'large', width: 1280, height: 960 },
    ]
    await after({ photo, caption: '后门' })
    expect([...house.kept[0]!.bytes]).toEqual([1, 2, 3])
    expect(lastHeard()?.what).toMatchObject({
      type: 'media',
      caption: '后门',
      media: [{ kind: 'image' }],
    })
  })

  it('T9 a file too large for Telegram is told as too large, one that cannot be had as unreachable', async () => {
    await after({ video: { file_id: 'film', file_size: 21 * 1024 * 1024 } })
    expect(lastHeard()?.what).toEqual({ type: 'refused-media', why: 'too-large' })
    await after({ voice: { file_id: 'not there' } })
    expect(lastHeard()?.what).toEqual({ type: 'refused-media', why: 'unreachable' })
  })

  it('T10 the parts of an album are told as parts of one message', async () => {
    for (const id of ['a1', 'a2', 'a3']) {
      telegram.addFile(id, Uint8Array.from([7]))
      telegram.message(chat, { media_group_id: 'g', photo: [{ file_id: id, width: 9, height: 9 }] })
    }
    await telegram.settled()
    expect(house.kept.length).toBe(3)
    expect(house.heard.map(({ album }) => album)).toEqual(['g', 'g', 'g'])
  })

  it('T11 an edited message answers nothing', async () => {
    telegram.push({
      edited_message: { message_id: 1, chat: { id: chat, type: 'private' }, text: '改了' },
    })
    await telegram.settled()
    expect(house.heard).toEqual([])
    expect(telegram.sent(chat)).toEqual([])
  })

  it('G11 in a group nothing is heard: it is told the way to the private chat once, and left', async () => {
    const group = { id: -100, type: 'supergroup', title: '业主群' }
    telegram.push({ my_chat_member: { chat: group, new_chat_member: { status: 'member' } } })
    telegram.message(chat, { chat: group, text: '/start@yijian_bot' })
    telegram.message(chat, { chat: group, text: '楼下有个黑诊所' })
    await telegram.settled()
    expect(house.heard).toEqual([])
    expect(telegram.sent(-100).map(textOf)).toEqual([
      expect.stringContaining('https://t.me/yijian_bot'),
    ])
    expect(telegram.calls.filter(({ method }) => method === 'leaveChat').length).toBe(2)
  })

  it('a start link brings its area, an unknown one leaves the account its own', async () => {
    await after({ text: '/start 500153' })
    expect(lastHeard()).toMatchObject({ what: { type: 'start' }, area: '500153' })
    await after({ text: '/start 999999' })
    expect(lastHeard()).toMatchObject({ what: { type: 'start' }, area: '150000' })
  })

  it('commands, places and telephone numbers are heard, a sticker is not readable', async () => {
    await after({ text: '/help@yijian_bot' })
    expect(lastHeard()?.what).toEqual({ type: 'text', text: '/help' })
    await after({
      venue: {
        location: { latitude: 29.4, longitude: 105.6 },
        title: '菜市场',
        address: '昌元街道',
      },
    })
    expect(lastHeard()?.what).toMatchObject({
      type: 'location',
      latitude: 29.4,
      label: '菜市场 昌元街道',
    })
    await after({
      contact: { phone_number: '13800000000', first_name: '三', last_name: '张', user_id: chat },
    })
    expect(lastHeard()?.what).toEqual({ type: 'contact', phone: '13800000000', name: '张三' })
    await after({ sticker: { file_id: 's' } })
    expect(lastHeard()?.what).toEqual({ type: 'unreadable' })
  })

  it('the token stands in no fault and no error, also when the network fails', async () => {
    telegram.fail('sendMessage', 1, 502)
    const failed = await bot
      .send(String(chat), { id: 'n1', text: '不能外传的话' })
      .catch((error: unknown) => error)
    await telegram.close()
    await expect.poll(() => faults.length).toBeGreaterThan(0)
    const told = inspect([failed, ...faults], { depth: 9, showHidden: true })
    expect(failed).toBeInstanceOf(Error)
    expect(told).not.toContain('never-be-logged')
    expect(told).not.toContain('不能外传的话')
  })
})
