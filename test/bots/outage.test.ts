import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createEmail } from '#bots/email.ts'
import type { Port } from '#conversation/channel.ts'
import { createTelegram } from '#bots/telegram.ts'
import { openFakeMail } from './fake-mail.ts'
import { openFakeTelegram } from './fake-telegram.ts'
import { createTime } from './fake-wechat-time.ts'
import { openFakeWechat } from './fake-wechat.ts'
import { mailOf } from './mails.ts'
import { outage, type Figures, type Outage } from './outage.ts'
import { caller, secret } from './telegram-platform.ts'
import type { TestHouse } from '../service/house.ts'
import { openAccount } from './wechat-account.ts'
import { openPhone } from './wechat-phone.ts'
import { aText, calm } from './wechat-scene.ts'

const people = [8101, 8102, 8103, 8104]

/** What is being heard. */
function watched({ port }: TestHouse): {
  readonly port: Port
  readonly busy: Set<Promise<unknown>>
} {
  const busy = new Set<Promise<unknown>>()
  const hear: Port['hear'] = async (heard, say) => {
    const work = port.hear(heard, say)
    busy.add(work)
    return await work.finally(() => busy.delete(work))
  }
  return { port: { ...port, hear }, busy }
}

/** Telegram, asked or calling; one message is under way when the line breaks, and nobody knows of it. */
const telegram =
  (way: 'asked' | 'calls') =>
  async (house: TestHouse): Promise<Outage> => {
    const peer = await openFakeTelegram()
    const { port, busy } = watched(house)
    const time = createTime(house.now())
    const calls = { webhook: { secret }, publicUrl: 'https://jubao.example' }
    const { token, root: apiRoot } = peer
    const timing = { graceMs: 100, rest: time.pause, now: house.now }
    const settings = { token, apiRoot, ...timing }
    const bot = createTelegram({ ...settings, ...(way === 'calls' ? calls : {}) }, port)
    const app = new Hono()
    if (bot.routes) app.route(bot.routes.path, bot.routes.app)
    let goOn = (): void => {}
    let before = 0
    const said = (): number => peer.calls.filter(({ method }) => method === 'sendMessage').length
    const heardOf = async (): Promise<void> => {
      if (way === 'asked') return await peer.settled()
      await peer.until(() => peer.webhook() !== undefined)
      await peer.deliver(caller(app))
      while (busy.size > 0) await Promise.allSettled(busy)
    }
    return {
      bot,
      people: people.map(String),
      write: async (person, text) => void peer.message(Number(person), { text }),
      settled: heardOf,
      breaks: {
        begin: () => {
          before = said()
          goOn = peer.hold('sendMessage')
        },
        taken: async () => {
          while (said() === before) await calm()
        },
      },
      down: async () => {
        await peer.down()
        goOn()
      },
      up: peer.up,
      shown: (person) => peer.sent(Number(person)).map(({ payload }) => String(payload['text'])),
      pass: time.pass,
      close: peer.close,
    }
  }

/** The account's doors answer nobody for an hour, while what people write still reaches us and is answered in the same call. */
async function wechat(house: TestHouse): Promise<Outage> {
  const peer = await openFakeWechat('safe', createTime(house.now()))
  const bot = openAccount(peer, house, { area: '500153' })
  const openids = people.map((one) => `oPerson-${one}_abc`)
  return {
    bot,
    people: openids,
    write: async (person, text) => void (await peer.send(person, aText(text))),
    settled: bot.quiet,
    down: peer.down,
    up: peer.up,
    shown: (person) => peer.shown.filter(({ to }) => to === person).map(({ text }) => text),
    pass: peer.time.pass,
    close: peer.close,
  }
}

/** Neither the box nor the server that takes our mail answers. */
async function email(house: TestHouse): Promise<Outage> {
  const peer = await openFakeMail()
  const time = createTime(house.now())
  const bot = createEmail(
    {
      address: 'jubao@ws.example',
      tokenSecret: 'secret',
      imapUrl: peer.imapUrl,
      smtpUrl: peer.smtpUrl,
      area: '500153',
      graceMs: 50,
      rest: time.pause,
      pollMs: 20,
      mostAnHour: 200,
      now: house.now,
    },
    house.port,
  )
  const addresses = people.map((one) => `p${one}@citizen.example`)
  return {
    bot,
    people: addresses,
    write: async (from, text) => {
      peer.imap.arrive(mailOf({ from, text, answers: peer.to(from).at(-1) }))
    },
    settled: peer.settled,
    breaks: {
      begin: () => peer.fail('drop', 1),
      taken: async () => await peer.until(() => peer.sent.length > people.length * 2),
    },
    down: async () => {
      await peer.imap.down()
      await peer.smtpDown()
    },
    up: async () => {
      await peer.smtpUp()
      await peer.imap.up()
    },
    shown: (person) => peer.to(person).map(({ text }) => text),
    pass: time.pass,
    close: peer.close,
  }
}

/** The account is logged out for an hour; what people write then comes at the next login, as the platform does it. */
async function personal(house: TestHouse): Promise<Outage> {
  const { port, busy } = watched(house)
  const phone = await openPhone({ port, quiet: async () => {} }, { now: house.now })
  const wxids = people.map((one) => `wxid_${one}`)
  for (const id of wxids) phone.mocker.createContact({ id, name: id, type: 1 })
  const kept: Parameters<typeof phone.deliver>[0][] = []
  let isUp = true
  const settled = async (): Promise<void> => {
    do await phone.settled()
    while (busy.size > 0)
  }
  await phone.login()
  return {
    bot: {
      ...phone.bot,
      start: async () => {},
      send: async (address, message) => {
        const sending = phone.bot.send(address, message)
        busy.add(sending)
        sending.finally(() => busy.delete(sending)).catch(() => {})
        await settled()
        return await sending
      },
    },
    people: wxids,
    write: async (talkerId, text) => {
      const message = { talkerId, text, timestamp: phone.now() }
      if (isUp) await phone.deliver(message)
      else kept.push(message)
      await settled()
    },
    settled,
    down: async () => {
      isUp = false
      await phone.puppet.logout('手机上退出了')
      await phone.settled()
    },
    up: async () => {
      isUp = true
      await phone.login()
      for (const message of kept) await phone.deliver(message)
    },
    shown: (person) => phone.sent.filter(({ to }) => to === person).map(({ text }) => text),
    pass: phone.wait,
    close: async () => {},
  }
}

const platforms: Readonly<Record<string, (house: TestHouse) => Promise<Outage>>> = {
  'telegram, asked': telegram('asked'),
  'telegram, calling': telegram('calls'),
  'the official account': wechat,
  'e-mail': email,
  wechaty: personal,
}

describe('a platform that is away for an hour', () => {
  it.each(Object.entries(platforms))(
    '%s: everything said is heard, every notice arrives, in order',
    async (name, open) => {
      const figures: Figures = await outage(open)
      console.log(`${name}: ${JSON.stringify(figures)}`)
      expect(figures).toMatchObject({ notices: 12, lost: 0, written: 20, heard: 20, outOfOrder: 0 })
      expect(figures.doubled).toBeLessThanOrEqual(figures.doubts)
    },
    60_000,
  )
})
