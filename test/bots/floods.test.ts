import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEmail } from '#bots/email.ts'
import { createTelegram } from '#bots/telegram.ts'
import { aHouse, aPerson, type TestHouse } from '../service/house.ts'
import { openFakeMail } from './fake-mail.ts'
import { openFakeTelegram } from './fake-telegram.ts'
import { openHouse } from './house.ts'
import { mailOf } from './mails.ts'

const flood = 1000
const honest = [9001, 9002, 9003]

describe('one sender who sends more than anybody reads', () => {
  let house: TestHouse | undefined
  afterEach(async () => {
    await house?.[Symbol.asyncDispose]()
    house = undefined
  })

  it('on Telegram, 1,000 messages in a minute: the others are answered, and the sender is told once', async () => {
    house = await aHouse()
    const telegram = await openFakeTelegram()
    const { token, root: apiRoot } = telegram
    const { now } = house
    const channels = house.world.channels as Map<string, unknown>
    const bot = createTelegram({ token, apiRoot, graceMs: 100, retryMs: 1, now }, house.port)
    channels.set('telegram', bot.capabilities)
    await bot.start()
    const last = Array.from({ length: flood }, (_, n) =>
      telegram.message(7001, { text: `第 ${n} 句` }),
    ).at(-1)
    for (const chat of honest) telegram.message(chat, { text: '菜市场后头有人无证打针' })
    await telegram.settled()
    for (const chat of honest)
      expect(
        telegram
          .sent(chat)
          .map(({ payload }) => String(payload['text']))
          .join(),
      ).toContain('菜市场后头')
    const told = telegram.sent(7001).filter(({ payload }) => /太快/.test(String(payload['text'])))
    expect(told.length).toBe(1)
    expect(telegram.sent(7001).length).toBeLessThan(flood / 4)
    expect(telegram.confirmed()).toBeGreaterThan(last ?? 0)
    await bot.stop()
    await telegram.close()
  })

  it('by mail, a bomb of 40: ten are heard in the hour, the rest lies safe, another sender is answered at once', async () => {
    const mail = await openFakeMail()
    const small = openHouse()
    let now = Date.now()
    const { imapUrl, smtpUrl } = mail
    const own = { address: 'jubao@ws.example', tokenSecret: 'secret', imapUrl, smtpUrl }
    const timing = { mostAnHour: 10, graceMs: 50, retryMs: 1, pollMs: 20, now: () => now }
    const bot = createEmail({ ...own, ...timing }, small.port)
    const bomber = 'bomb@citizen.example'
    await bot.start()
    mail.imap.arrive(mailOf({ from: bomber, text: '第一封' }))
    await mail.settled()
    const answers = mail.to(bomber).at(-1)
    for (let n = 0; n < 40; n += 1)
      mail.imap.arrive(mailOf({ from: bomber, text: `第 ${n} 封`, answers }))
    mail.imap.arrive(mailOf({ from: 'honest@citizen.example', text: '菜市场后头有人无证打针' }))
    await mail.until(() => mail.to('honest@citizen.example').length > 0)
    const heard = (): number => small.heard.filter(({ address }) => address === bomber).length
    expect(heard()).toBe(10)
    expect(mail.imap.open()).toBeGreaterThanOrEqual(31)
    for (let hours = 0; hours < 4; hours += 1) {
      now += 3_600_001
      await mail.until(() => heard() >= Math.min(41, 20 + 10 * hours))
    }
    expect(heard()).toBe(41)
    await bot.stop()
    await mail.close()
  })
})

it('G10 no message on its way through the house waits for a timer', async () => {
  await using house = await aHouse()
  const person = aPerson(house, '500153')
  await person.says('你好')
  const timers = vi.spyOn(globalThis, 'setTimeout')
  for (const text of ['昌元街道菜市场后头有个老太婆给人打针输液，没得证', '行', '菜市场后门楼上'])
    await person.says(text)
  const calls = timers.mock.calls.length
  timers.mockRestore()
  expect(calls).toBe(0)
})
