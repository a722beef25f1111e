import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { reporter } from '../bots/wire-puppet.ts'
import type { News, Order } from '../bots/wire-puppet.ts'
import { aHouse, aStory, officerOf } from '../service/house.ts'

const token = (port: number): string => String(port)

/** The platform on loopback; puppets call it. */
async function aPlatform() {
  const news: News[] = []
  const looks = new Set<() => void>()
  let line: Socket | undefined
  const server = createServer((socket) => {
    line = socket
    socket.on('error', () => {})
    createInterface({ input: socket }).on('line', (text) => {
      news.push(JSON.parse(text) as News)
      for (const look of looks) look()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const until = async (holds: () => boolean): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = (): void => {
      if (holds()) resolve()
    }
    looks.add(look)
    look()
    await promise.finally(() => looks.delete(look))
  }
  const ups = () => news.filter((one) => one.type === 'up')
  const sent = () => news.filter((one) => one.type === 'sent')
  return {
    port: (server.address() as AddressInfo).port,
    ups,
    sent,
    until,
    orders: (order: Order): void => void line?.write(`${JSON.stringify(order)}\n`),
    close: async (): Promise<void> => {
      line?.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function aScene() {
  const platform = await aPlatform()
  const house = await aHouse({
    MASTER_KEY: '5f1c0a9be3d24786b1908c7de2f3a4450617283940a1b2c3d4e5f60718293a4b',
    WECHAT_PUPPET: fileURLToPath(new URL('../bots/wire-puppet.ts', import.meta.url)),
    WECHAT_PUPPET_TOKEN: token(platform.port),
    WECHAT_PUPPET_AREA: '500153',
    WECHATY_PUPPET_OF_OURS: 'a setting of the puppet',
  })
  const bot = house.bots.find(({ capabilities }) => capabilities.id === 'wechat-personal')
  if (!bot) throw new Error('the account is not on')
  await bot.start()
  let ids = 0
  const up = async (times: number): Promise<void> => {
    await platform.until(() => platform.ups().length === times)
    platform.orders({ do: 'login' })
  }
  const sends = async (order: (id: string, at: number) => Order): Promise<string> => {
    const before = platform.sent().length
    house.wait(2000)
    platform.orders(order(`m${(ids += 1)}`, house.now()))
    await platform.until(() => platform.sent().length > before)
    return platform.sent().at(-1)?.text ?? ''
  }
  const says = async (text: string) => await sends((id, at) => ({ do: 'say', id, text, at }))
  return {
    platform,
    house,
    bot,
    up,
    sends,
    says,
    [Symbol.asyncDispose]: async () => {
      await bot.stop()
      await house[Symbol.asyncDispose]()
      await platform.close()
    },
  }
}

let scene: Awaited<ReturnType<typeof aScene>>
beforeAll(async () => {
  scene = await aScene()
  await scene.up(1)
}, 30_000)
afterAll(async () => await scene[Symbol.asyncDispose]())

it("a puppet sees its own settings and none of the house's", () => {
  const [{ env, home } = { env: {}, home: '' }] = scene.platform.ups()
  expect(env).toMatchObject({ WECHATY_PUPPET_OF_OURS: 'a setting of the puppet' })
  const ours = ['HOME', 'TMPDIR', 'WECHATY_LOG', 'WECHATY_PUPPET_OF_OURS']
  const given = Object.keys(env).filter((name) => !name.startsWith('NODE_CHANNEL'))
  expect(given.toSorted()).toEqual(ours)
  expect(home).toBe(join(scene.house.dir, 'wechat-personal/puppet'))
})

it('by personal WeChat a citizen reports and reads the outcome, though the puppet falls in the middle', async () => {
  const { platform, house, bot, up, sends, says } = scene
  let last = ''
  for (const words of aStory.slice(0, 4)) last = await says(words)
  platform.orders({ do: 'leave-unhandled' })
  platform.orders({ do: 'crash' })
  await up(2)
  for (const words of aStory.slice(4)) last = await says(words)
  const number = /RC-2026-\d{5}/.exec(last)?.[0] ?? ''
  expect(number).not.toBe('')
  const base64 = readFileSync(join(import.meta.dirname, '../../docs/images/chat.png')).toString(
    'base64',
  )
  expect(await sends((id, at) => ({ do: 'send-file', id, base64, at }))).toContain('收')

  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  const version = read.ok ? read.value.file.version : 0
  const at = { number, version }
  await act(house.world, officer, at, { type: 'accept', task: officer.task })
  const before = platform.sent().length
  while (platform.sent().length === before) {
    house.wait(2000)
    await house.tick()
  }
  expect(platform.sent()[before]?.text).toContain('您有一条办理进度')
  expect(await says('查看')).toContain('已受理')
  expect(new Set(platform.sent().map(({ to }) => to))).toEqual(new Set([reporter]))

  await bot.stop()
  expect(existsSync(join(house.dir, 'wechat-personal/puppet'))).toBe(false)
  const kept = readdirSync(house.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  expect(kept.filter((file) => file.includes(reporter))).toEqual([])
}, 30_000)
