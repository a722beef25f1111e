import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { appOf } from '../../src/main.ts'
import { openFakeTelegram } from '../bots/fake-telegram.ts'
import { caller, chat, secret } from '../bots/telegram-platform.ts'
import { aHouse, aStory } from '../service/house.ts'

it('by Telegram that calls the house a citizen reports, and nobody without the secret is heard', async () => {
  const telegram = await openFakeTelegram()
  const env = {
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_AREA: '500153',
    TELEGRAM_WEBHOOK_SECRET: secret,
    PUBLIC_URL: 'https://jubao.example',
  }
  await using house = await aHouse(env)
  const config = readConfig({ STATE_DIR: house.dir, ...env })
  if (!config.ok) throw new Error(config.problems.join('\n'))
  const call = caller(appOf(house, config.config))
  for (const bot of house.bots) await bot.start()
  await telegram.until(() => telegram.webhook()?.url === 'https://jubao.example/hooks/telegram')
  for (const text of aStory) {
    telegram.message(chat, { text })
    const before = telegram.sent(chat).length
    expect(await telegram.deliver(call)).toEqual([200])
    await telegram.until(() => telegram.sent(chat).length > before)
  }
  await telegram.until(() =>
    telegram.sent(chat).some(({ payload }) => /RC-2026-\d{5}/.test(String(payload['text']))),
  )
  const before = telegram.sent(chat).length
  expect(await call({ update_id: 9, message: { text: '进度' } }, 'somebody else')).toBe(401)
  expect(telegram.sent(chat).length).toBe(before)
  for (const bot of house.bots) await bot.stop()
  await telegram.close()
})

it('a webhook that cannot be called is refused at start, with its cure', () => {
  const token = { TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz' }
  const problemsOf = (env: Readonly<Record<string, string>>): readonly string[] => {
    const read = readConfig(env)
    return read.ok ? [] : read.problems
  }
  const called = { ...token, TELEGRAM_WEBHOOK_SECRET: secret }
  expect(problemsOf(token)).toEqual([])
  expect(problemsOf({ ...called, PUBLIC_URL: 'https://jubao.example' })).toEqual([])
  expect(problemsOf({ ...called, PUBLIC_URL: 'http://jubao.example' })).toEqual([
    'PUBLIC_URL is not usable for TELEGRAM_WEBHOOK_SECRET: give the address with https://',
  ])
  expect(problemsOf({ ...called, TELEGRAM_TOKEN: '', PUBLIC_URL: 'https://a.example' })).toEqual([
    'TELEGRAM_TOKEN is missing: give the token for TELEGRAM_WEBHOOK_SECRET',
  ])
  const [short = ''] = problemsOf({ ...called, TELEGRAM_WEBHOOK_SECRET: 'short' })
  expect(short).toContain('16 to 256')
  expect(short).not.toContain('short')
})
