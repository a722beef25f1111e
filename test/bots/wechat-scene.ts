import { afterEach, beforeEach } from 'vitest'

import type { Heard } from '#conversation/message.ts'

import { openFakeWechat } from './fake-wechat.ts'
import type { FakeWechat } from './fake-wechat.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { openAccount } from './wechat-account.ts'
import type { Account } from './wechat-account.ts'

type Fields = Readonly<Record<string, string>>

export const person = 'oPerson-1_abc'
export const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000] as const
export const custom = '/cgi-bin/message/custom/send'
export const news = { id: 'n1', text: '您有一条办理进度，回复“查看”。' }

export const aText = (Content: string): Fields => ({ MsgType: 'text', Content })
export const anEvent = (Event: string, more: Fields = {}): Fields => ({
  MsgType: 'event',
  Event,
  EventKey: '',
  ...more,
})

/** The open calls, and everything that can happen without the clock. */
export async function calm(): Promise<void> {
  for (let n = 0; n < 20; n += 1)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
}

interface Scene {
  wechat: FakeWechat
  house: House
  bot: Account
}

/** A platform, an account and a small house for each test of a file. */
export function eachOnWechat() {
  const on = {} as Scene
  beforeEach(async () => {
    on.wechat = await openFakeWechat()
    on.house = openHouse()
    on.bot = openAccount(on.wechat, on.house)
  })
  afterEach(async () => {
    await on.bot.stop()
    await on.wechat.close()
  })
  return {
    on,
    /** A delivery to the account as it stands in its XML. */
    from: (fields: Fields): Fields => ({
      ToUserName: 'gh_account',
      FromUserName: person,
      CreateTime: String(Math.floor(on.wechat.time.now() / 1000)),
      ...fields,
    }),
    says: async (fields: Fields): Promise<void> => {
      await on.wechat.send(person, fields)
      await on.bot.quiet()
    },
    ways: (): readonly string[] => on.wechat.shown.map(({ way }) => way),
    callsTo: (path: string): number => on.wechat.calls.filter((one) => one === path).length,
    lastHeard: (): Heard | undefined => on.house.heard.at(-1),
  }
}
