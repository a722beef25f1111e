import { createHmac, randomBytes } from 'node:crypto'

import type { Hono } from 'hono'

import type { Bot, Channel, Delivery, Port } from '#conversation/channel.ts'
import type { Address, Outgoing } from '#conversation/message.ts'

import { pause as realPause } from './timing/pause.ts'
import { createAllowances } from './wechat-official/allowance.ts'
import { createApi } from './wechat-official/api.ts'
import { canaryDelivery, nobody } from './wechat-official/canary.ts'
import { createHearing } from './wechat-official/hearing.ts'
import { createSending } from './wechat-official/sending.ts'
import { templateOf } from './wechat-official/template.ts'
import { createToken } from './wechat-official/token.ts'
import { largestText } from './wechat-official/turn.ts'
import { createWebhook } from './wechat-official/webhook.ts'

export interface WechatOfficialConfig {
  readonly appId: string
  readonly secret: string
  /** What the platform signs its calls with. */
  readonly token: string
  /** With it only sealed deliveries are taken, and answers are sealed. */
  readonly aesKey?: string
  readonly apiRoot?: string
  /** The area of whoever comes without one in the code they scanned. */
  readonly area?: string
  /** `ID:thing1,time2`: says outside of what the platform allows that there is news. */
  readonly template?: string
  readonly maxFileBytes?: number
  readonly now?: () => number
  /** Which the platform's own clock is held against; unlike `now` it may be set back. */
  readonly machine?: () => number
  /** Told of what broke, without token, address or words. */
  readonly onFault?: (error: unknown) => void
  /** How long `stop` waits for what is being heard. */
  readonly graceMs?: number
  /** The first pause after a fault; it doubles. */
  readonly retryMs?: number
  /** Resolves after so many milliseconds, or when the signal says so. */
  readonly pause?: (ms: number, over: AbortSignal) => Promise<void>
}

/**
 * What it can do, as data. Options are a numbered list: an answer in the same breath can hold no menu, and costs none of
 * the five messages that the platform allows later.
 */
export const wechatOfficialCapabilities: Channel = {
  id: 'wechat-official',
  buttons: false,
  text: { max: largestText, unit: 'bytes' },
  perTurn: 1,
  media: ['image', 'voice', 'video'],
  markup: 'none',
  platform: '微信',
}

const path = '/hooks/wechat-official'

/** The official account: the platform calls `/hooks/wechat-official`; most answers go back in the same call. */
export function createWechatOfficial(config: WechatOfficialConfig, port: Port): Bot<Hono> {
  const { appId, secret, token, aesKey, area, template } = config
  const {
    now = Date.now,
    machine = now,
    onFault = () => {},
    pause = realPause,
    graceMs = 10_000,
  } = config
  const { retryMs = 500, maxFileBytes = 20 * 1024 * 1024 } = config
  const apiRoot = (config.apiRoot ?? 'https://api.weixin.qq.com').replace(/\/+$/, '')
  const accessToken = createToken({ apiRoot, appId, secret, now })
  const api = createApi(apiRoot, accessToken)
  const allowances = createAllowances(now)
  const personOf = createMask()
  const say = createSending({
    api,
    allowances,
    template: template === undefined ? undefined : templateOf(template),
    now,
    personOf,
    onFault,
  })
  const send = async (address: Address, { text }: Outgoing): Promise<Delivery> =>
    address === nobody ? 'closed' : await say(address, text)
  const source = { api, port, channel: wechatOfficialCapabilities.id, maxFileBytes }
  const common = { now, pause, onFault }
  const desk = { ...source, ...common, area, send, allowances, personOf, retryMs }
  const hearing = createHearing(desk)
  const credentials = { appId, token, ...(aesKey ? { aesKey } : {}) }
  return {
    capabilities: wechatOfficialCapabilities,
    canary: async (text, call) => {
      const { query, body } = canaryDelivery(credentials, text, machine())
      await call(`${path}?${query}`, { method: 'POST', body })
    },
    routes: {
      path,
      app: createWebhook({ ...common, now: machine, credentials, hearing }),
    },
    start: async () => {},
    send,
    probe: accessToken.probe,
    stop: async () => {
      const heard = new AbortController()
      const done = hearing.close().then(() => heard.abort())
      await Promise.race([done, pause(graceMs, heard.signal)])
    },
  }
}

/** What this process counts by, in place of an address: worth nothing outside of it, and gone with it. */
function createMask(): (address: Address) => string {
  const key = randomBytes(32)
  return (address) => createHmac('sha256', key).update(address).digest('base64url')
}
