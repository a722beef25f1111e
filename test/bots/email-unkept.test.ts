import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import { createEmail } from '#bots/email.ts'

import { openFakeMail } from './fake-mail.ts'
import type { FakeMail } from './fake-mail.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { mailOf } from './mails.ts'

const person = 'zhang@citizen.example'
const said = '菜市场后头有人无证打针'

describe('mail that cannot be kept', () => {
  let mail: FakeMail
  let house: House
  let bot: Bot
  let now: number

  beforeEach(async () => {
    now = Date.now()
    mail = await openFakeMail()
    house = openHouse()
    const settings = {
      address: 'jubao@ws.example',
      tokenSecret: 'secret',
      imapUrl: mail.imapUrl,
      smtpUrl: mail.smtpUrl,
      area: '500153',
      graceMs: 50,
      retryMs: 1,
      pollMs: 20,
      now: () => (now += 1),
    }
    bot = createEmail(settings, house.port)
    await bot.start()
  })
  afterEach(async () => {
    await bot.stop()
    await mail.close()
  })

  const arrives = (): void => void mail.imap.arrive(mailOf({ from: person, text: said }))
  const texts = (): readonly string[] => mail.to(person).map(({ text }) => text)
  const heard = () => house.heard.map(({ what }) => what)

  it('G3 is tried again, does not hold up others, and in the end is said', async () => {
    house.fail(2)
    arrives()
    await mail.settled()
    expect(house.steps).toEqual(['hear', 'hear', 'hear'])
    expect(texts().length).toBe(2)
  }, 10_000)

  /** Time goes on until the house was asked so often. */
  const triesReach = async (count: number): Promise<void> =>
    await mail.until(() => {
      now += 1000
      return house.steps.length >= count
    })

  it('G3 is said where others are kept meanwhile, not dropped in silence', async () => {
    house.choke(said)
    arrives()
    await triesReach(9)
    expect(texts()).toEqual([])
    mail.imap.arrive(mailOf({ from: 'li@citizen.example', text: '这封可以' }))
    await mail.until(() => {
      now += 1000
      return texts().length > 0
    })
    await mail.settled()
    expect(texts()).toEqual(['刚才那封邮件没有保存下来，请再发一次。'])
    expect(heard()).toEqual([{ type: 'text', text: '这封可以' }])
  })

  it('waits in the box while the house can keep nothing, and nobody is asked to write again', async () => {
    house.fail(12)
    arrives()
    await triesReach(13)
    await mail.settled()
    expect(heard()).toEqual([{ type: 'text', text: said }])
    expect(texts().filter((text) => text.includes('没有保存'))).toEqual([])
    expect(texts().length).toBe(2)
  })
})
