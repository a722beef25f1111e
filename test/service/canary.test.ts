import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '#conversation/channel.ts'
import { readChannels } from '#service/channel-desk.ts'
import { conditionOf } from '#service/condition.ts'
import { verifyChains } from '#service/audit-heads.ts'
import { canaries } from '#store/canaries.ts'
import { tableSums } from '#store/state-hash.ts'
import { createCanaries } from '#service/canary.ts'
import { readConfig } from '../../src/config.ts'
import { appOf } from '../../src/main.ts'
import { createMetrics } from '../../src/metrics.ts'
import { aHouse, aPerson, reports, type TestHouse } from './house.ts'

const minute = 60_000
const secret = 'a-secret-of-the-webhook-that-is-long'

/** Stands for every platform; nothing may ever be asked of it. */
const platform = createServer((_, answer) => {
  asked += 1
  answer.end('{}')
})
let asked = 0
let house: TestHouse
let call: Call
const told: string[] = []

beforeEach(async () => {
  asked = 0
  told.length = 0
  await new Promise<void>((done) => void platform.listen(0, '127.0.0.1', done))
  const { port } = platform.address() as AddressInfo
  const at = `127.0.0.1:${port}`
  await opened({
    TELEGRAM_TOKEN: '123456789:AAabcdefghijklmnopqrstuvwxyz0123456',
    TELEGRAM_API_ROOT: `http://${at}`,
    TELEGRAM_WEBHOOK_SECRET: secret,
    PUBLIC_URL: 'https://ws.example',
    WECHAT_APPID: 'wx0123456789abcdef',
    WECHAT_SECRET: 'secret-of-the-account-0123456789',
    WECHAT_TOKEN: 'token0123456789',
    WECHAT_AES_KEY: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
    WECHAT_API_ROOT: `http://${at}`,
    MAIL_ADDRESS: 'jubao@ws.example',
    IMAP_URL: `imap://a:b@${at}`,
    SMTP_URL: `smtp://a:b@${at}`,
  })
})
afterEach(async () => {
  await house[Symbol.asyncDispose]()
  platform.closeAllConnections()
  await new Promise<void>((done) => void platform.close(() => done()))
})

async function opened(env: Readonly<Record<string, string>>): Promise<void> {
  const note = (level: string) => (what: string, facts?: object) =>
    void told.push(JSON.stringify([level, what, facts]))
  house = await aHouse(env, { info: note('info'), warn: note('warn'), error: note('error') })
  const read = readConfig({ STATE_DIR: house.dir, ...env })
  if (!read.ok) throw new Error(read.problems.join())
  const app = appOf(house, read.config)
  call = async (path, init) => await app.request(path, init)
}

const rows = async () => await house.world.db.read(canaries)

/** Sends what is due by now; resolves when it has arrived, or the doors gave up. */
async function sing(by: Call = call): Promise<void> {
  const { landed } = await house.sing(by)
  await landed
}

const missed = async (): Promise<readonly string[]> => {
  const { troubles } = await conditionOf(house.world)
  return troubles.flatMap(({ what, of }) => (what === 'canary-missed' ? [of] : []))
}

const shut: Call = async () => await Promise.resolve(new Response(null, { status: 503 }))

describe('a made-up report every ten minutes', () => {
  it('comes in by the own door of every channel and stands in a queue of its own; no platform hears of it', async () => {
    await sing()
    const arrived = (await rows()).map(({ channel, number, arrived: last }) => [
      channel,
      number,
      last,
    ])
    expect(arrived).toEqual(
      ['email', 'telegram', 'web-chat', 'web-form', 'wechat-official'].map((id) => [id, 1, 1]),
    )
    expect(asked).toBe(0)
    expect(told).toEqual([])
    const states = house.world.channelsHere?.states.all() ?? []
    expect(states.filter(({ lastIn }) => lastIn !== undefined)).toEqual([])
  })

  it('the next one goes after ten minutes, not before', async () => {
    await sing()
    house.wait(9 * minute)
    await sing()
    expect((await rows()).map(({ number }) => number)).toEqual([1, 1, 1, 1, 1])
    house.wait(minute)
    await sing()
    expect((await rows()).map(({ number, arrived }) => [number, arrived])).toEqual(
      Array.from({ length: 5 }, () => [2, 2]),
    )
  })

  it('of two processes one sends', async () => {
    const sent: string[] = []
    const doors = new Map([['web-chat', async (text: string) => void sent.push(text)]])
    const others = [createCanaries(house.world), createCanaries(house.world)]
    await Promise.all(others.map(async (one) => await one.round(doors, call)))
    expect(sent).toHaveLength(1)
  })

  it('a door that is shut is known a minute later, at the desk and by /readyz; one that opens again too', async () => {
    await sing(shut)
    house.wait(59_000)
    await sing(shut)
    expect(await missed()).toEqual([])
    house.wait(2_000)
    await sing(shut)
    expect(await missed()).toEqual(['telegram', 'web-chat', 'web-form', 'wechat-official'])
    expect(told.filter((line) => line.includes('has not arrived'))).toHaveLength(4)
    const officer = { id: 'a', name: '管', role: 'administrator', area: '500153', office: 'o' }
    const desk = await readChannels(house.world, {
      ...officer,
      role: 'administrator',
      department: 'd',
    })
    const chat = desk.ok ? desk.value.find(({ channel }) => channel === 'web-chat') : undefined
    expect(chat?.canary?.lateSince).toBeGreaterThan(0)
    const web = await call('/readyz', {})
    expect(web.status).toBe(503)
    house.wait(minute)
    await sing()
    expect(await missed()).toEqual([])
    expect((await call('/readyz', {})).status).toBe(200)
    expect(told.at(-1)).toContain('canaries arrive again')
  })

  it('one that was missing when its channel was switched off is no alarm for ever', async () => {
    const { text, watch } = createMetrics()
    watch(house, house.dir)
    const figures = async (): Promise<readonly string[]> =>
      (await text()).split('\n').filter((line) => /^yijian_canary_\w+\{.*telegram/.test(line))
    await sing()
    house.wait(10 * minute)
    await sing(shut)
    house.wait(61_000)
    await sing(shut)
    expect(await missed()).toContain('telegram')
    expect(await figures()).toContain('yijian_canary_up{channel="telegram"} 0')
    house.wait(31 * minute)
    expect(await missed()).toEqual([])
    expect(await figures()).toEqual([])
    await sing()
    expect(await figures()).toContain('yijian_canary_up{channel="telegram"} 1')
  })

  it('a road that is broken behind the door is known too: nothing is filed', async () => {
    await house.world.db.transaction(async (tx) => {
      await sql`alter table "receipts" rename to "receiptsAway"`.execute(tx)
    })
    await sing()
    house.wait(61_000)
    await sing()
    expect(await missed()).toContain('web-chat')
    expect(await missed()).toContain('email')
    expect(asked).toBe(0)
  })

  it('keys that could not be made once are no alarm for ever', async () => {
    const away = vi.spyOn(house.world.vault, 'newKey').mockRejectedValue(new Error('no keys'))
    await sing()
    house.wait(61_000)
    await sing()
    expect(await missed()).toContain('web-chat')
    away.mockRestore()
    house.wait(61_000)
    await sing()
    expect(await missed()).toEqual([])
  })

  it('what a person writes is never taken for one', async () => {
    await sing()
    const person = aPerson(house, '500153')
    const said = await person.says(`yijian-canary.web-chat.1.${'A'.repeat(43)}`)
    expect(said).not.toBe('')
    expect(await person.reads()).not.toEqual([])
  })

  it('an old mark that comes again is nothing to anybody', async () => {
    const heard: string[] = []
    const listening: Call = async (path, init) => {
      if (typeof init.body === 'string') heard.push(`${path} ${init.body}`)
      return await call(path, init)
    }
    await sing(listening)
    const before = await sums()
    for (const one of heard.filter((line) => line.startsWith('/chat'))) {
      const headers = {
        'content-type': 'application/json',
        cookie: 'yj_chat=AAAAAAAAAAAAAAAAAAAAAA',
      }
      const body = one.slice(one.indexOf(' ') + 1)
      const answer = await call('/chat/messages', { method: 'POST', headers, body })
      expect(await answer.json()).toEqual([])
    }
    expect(await sums()).toEqual(before)
  })
})

const { LONG } = process.env
const rounds = LONG ? 2000 : 3

it(`${rounds * 5} canaries leave figures, numbers and chains as they were, and reports between them count on`, async () => {
  const first = await reports(aPerson(house, '500153'))
  const before = await sums()
  for (let n = 0; n < rounds; n += 1) {
    await sing()
    house.wait(10 * minute)
  }
  expect(await rows()).toMatchObject(
    Array.from({ length: 5 }, () => ({ number: rounds, arrived: rounds })),
  )
  expect(await sums()).toEqual(before)
  const second = await reports(aPerson(house, '500153'))
  const serial = ({ number }: { readonly number: string }): number => Number(number.slice(-5))
  expect(serial(second)).toBe(serial(first) + 1)
  const chains = await verifyChains(house.world)
  expect(chains.ok).toBe(true)
}, 3_600_000)

/** Every table but that of the canaries. */
const sums = async () =>
  (await house.world.db.read(async (tx) => await tableSums(tx, house.world.db.dialect))).filter(
    ({ table }) => table !== 'canaries',
  )
