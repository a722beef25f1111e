import { expect, it } from 'vitest'
import { createTelegram } from '#bots/telegram.ts'
import { readUpdate } from '#bots/telegram/reading.ts'
import { fromJson } from '#bots/web-chat/delivery.ts'
import { fit } from '#conversation/shape.ts'
import { openFakeTelegram } from '../bots/fake-telegram.ts'
import { openHouse } from '../bots/house.ts'
import { aDesk } from '../web/world.ts'

it('an update without a chat, and one without an id, hold up nobody: what follows is heard', async () => {
  const telegram = await openFakeTelegram()
  const house = openHouse()
  const bot = createTelegram(
    { token: telegram.token, apiRoot: telegram.root, retryMs: 1 },
    house.port,
  )
  await bot.start()
  telegram.push({ message: { message_id: 1, text: '没有对话' } })
  telegram.push({ callback_query: { id: 'q', data: 'x' } })
  telegram.push({ my_chat_member: { chat: { id: 5, type: 'private' } } })
  telegram.message(7001, { text: '有人打针' })
  await telegram.settled()
  await bot.stop()
  await telegram.close()
  expect(house.heard.map(({ what }) => what)).toEqual([{ type: 'text', text: '有人打针' }])
})

it('a message with one odd field is still somebody who says something', () => {
  const chat = { id: 7, type: 'private' }
  expect(readUpdate({ message: { chat, contact: { phone_number: 7 } } })).toEqual({
    type: 'deed',
    address: '7',
    what: { type: 'unreadable' },
  })
  expect(readUpdate({ message: { chat, photo: [] } })).toMatchObject({
    what: { type: 'unreadable' },
  })
  expect(readUpdate({ message: { chat, text: '在', photo: 'x' } })).toMatchObject({
    what: { type: 'text', text: '在' },
  })
})

it('a length that is no number makes a body unreadable, not a fault', () => {
  expect(fromJson({ once: { length: { length: {} } }, text: '您好' })).toBe('notUnderstood')
  expect(fromJson({ once: 'once-0123456789', button: { length: [] } })).toBe('notUnderstood')
})

it('an option with a label that is no text does not get into an answer', () => {
  const shape = { type: 'options', maxCount: 3, maxLabel: 9 } as const
  const odd = [{ value: 'A1', label: 7 }, { value: 8 }, { value: 'A2', label: '甲' }]
  expect(fit(odd as never, shape)).toEqual([{ value: 'A2', label: '甲' }])
})

it('a form that breaks off is asked for again, not a fault of ours', async () => {
  const desk = await aDesk()
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=b'])
    for (const path of ['/track', '/receipt', '/verify', '/desk/sign-in', '/desk/people']) {
      const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
      const body = '--b\r\nContent-Disposition: form-data; name="number"\r\n\r\nRC-'
      const { status } = await desk.app.request(path, { method: 'POST', headers, body })
      expect([path, status < 500]).toEqual([path, true])
    }
  expect(desk.logged).toEqual([])
  await desk.close()
})
