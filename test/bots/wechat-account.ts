import type { Hono } from 'hono'

import type { Bot, Port } from '#conversation/channel.ts'

import { createWechatOfficial } from '#bots/wechat-official.ts'
import type { WechatOfficialConfig } from '#bots/wechat-official.ts'

import type { FakeWechat } from './fake-wechat.ts'
import type { House } from './house.ts'

/** `quiet`: what was heard is answered, also by the other door. */
export interface Account extends Bot<Hono> {
  readonly quiet: () => Promise<void>
  readonly faults: readonly unknown[]
}

/** An official account of the platform, with a small house behind it. */
export function openAccount(
  wechat: FakeWechat,
  { port }: Pick<House, 'port'>,
  settings: Partial<WechatOfficialConfig> = {},
): Account {
  const busy = new Set<Promise<unknown>>()
  const faults: unknown[] = []
  const hear: Port['hear'] = async (heard, say) => {
    const work = port.hear(heard, say)
    busy.add(work)
    return await work.finally(() => busy.delete(work))
  }
  const { appId, secret, token, aesKey, root: apiRoot, time } = wechat
  const account = { appId, secret, token, aesKey, apiRoot, area: '150000', retryMs: 0 }
  const { now, pause } = time
  const onFault = (fault: unknown): number => faults.push(fault)
  const bot = createWechatOfficial(
    { ...account, now, pause, onFault, ...settings },
    { ...port, hear },
  )
  wechat.hook(async (request) => await atDoor(bot, request))
  return {
    ...bot,
    faults,
    quiet: async () => {
      while (busy.size > 0) await Promise.allSettled(busy)
    },
  }
}

/** The path under which the house mounts the door is not the door's own. */
export async function atDoor(bot: Bot<Hono>, request: Request): Promise<Response> {
  const { path = '', app } = bot.routes ?? {}
  const { pathname, search } = new URL(request.url)
  const url = `http://account${pathname.replace(path, '') || '/'}${search}`
  return (await app?.fetch(new Request(url, request))) ?? new Response('', { status: 404 })
}
