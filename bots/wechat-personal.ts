import { randomUUID } from 'node:crypto'

import type { Bot, Channel, Port } from '#conversation/channel.ts'

import { pause as realPause } from './timing/pause.ts'
import { createHandler, nobody } from './wechat-personal/handling.ts'
import { openLastOn } from './wechat-personal/last-on.ts'
import type { OpenLine, Told } from './wechat-personal/line.ts'
import { missingFor } from './wechat-personal/missing.ts'
import { createPace } from './wechat-personal/pace.ts'
import { openProcessLine } from './wechat-personal/process-line.ts'
import { createSending } from './wechat-personal/sending.ts'
import { createStanding } from './wechat-personal/standing.ts'
import { createWatch } from './wechat-personal/watch.ts'

export interface WechatPersonalConfig {
  /** The package of the puppet, or the whole path of one's own. */
  readonly puppet: string
  readonly token?: string
  /** More that the puppet is set by, as its own documents name it. */
  readonly env?: Readonly<Record<string, string>>
  /** A folder of its own: that it is logged in, and until when it heard everything. */
  readonly dir?: string
  /** The area of everybody who writes here. */
  readonly area?: string
  /** Whoever asks to be a friend becomes one; else somebody has to say yes on the phone. */
  readonly friends?: 'accept' | 'leave'
  readonly maxFileBytes?: number
  /** Shows a code to scan where the operator sits. */
  readonly show?: (picture: string) => void
  readonly now?: () => number
  /** Told of what broke, without token, address or words. */
  readonly onFault?: (error: unknown) => void
  /** How long `stop` waits for what is being heard. */
  readonly graceMs?: number
  /** The first pause after a fault; it doubles. */
  readonly retryMs?: number
  /** Between two messages, over all chats. */
  readonly gapMs?: number
  /** The first rest after the platform had enough of us; it doubles. */
  readonly restMs?: number
  readonly pause?: (ms: number, over: AbortSignal) => Promise<void>
  /** The way to a puppet; a process of its own unless told. */
  readonly open?: OpenLine
}

/** What it can do, as data. One turn is one message: every further one makes the platform more suspicious. */
export const wechatPersonalCapabilities: Channel = {
  id: 'wechat-personal',
  buttons: false,
  text: { max: 2000, unit: 'utf16' },
  perTurn: 1,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  platform: '微信',
  againstTerms: true,
}

/** A personal WeChat account by wechaty and a puppet. Its platform forbids that, and closes such accounts. */
export function createWechatPersonal(config: WechatPersonalConfig, port: Port): Bot {
  const { puppet, token, dir, env = {}, area, now = Date.now, onFault = () => {} } = config
  const { pause = realPause, graceMs = 10_000, retryMs = 1000, gapMs = 1500 } = config
  const { maxFileBytes = 20 * 1024 * 1024, restMs = 5 * 60_000, show = () => {} } = config
  const { id: channel } = wechatPersonalCapabilities
  const over = new AbortController()
  const standing = createStanding({ channel, port, show })
  const pace = createPace({ now, gapMs, restMs })
  const settings = { puppet, maxFileBytes, ...(token ? { token } : {}) }
  const inProcess: OpenLine = async (line, tell) =>
    await openProcessLine({ ...line, env, ...(dir ? { dir } : {}) }, tell)
  const tell = (told: Told): void => hear(told)
  const open = config.open ?? inProcess
  const common = { now, pause, onFault, retryMs }
  const watch = createWatch({ ...common, open, settings, standing, tell, over: over.signal })
  const { line } = watch
  const sending = createSending({ line, pace, standing, pause, over: over.signal })
  const lastOn = openLastOn(dir, now)
  const desk = { ...common, channel, port, area, line, lastOn, answer: sending.answer }
  const handler = createHandler(desk)

  const befriend = async (id: string): Promise<void> => {
    await pause(pace.take(`friend-${id}`), over.signal)
    await line()?.accept(id)
  }
  const hear = (told: Told): void => {
    if (told.type === 'message') handler.take(told)
    else if (told.type === 'friend' && config.friends === 'accept') befriend(told.id).catch(onFault)
    else if (told.type === 'trouble' && told.why === 'too-often') sending.rest()
  }
  return {
    capabilities: wechatPersonalCapabilities,
    start: async () => {
      const missing = missingFor(puppet)
      if (missing !== undefined) throw new Error(missing)
      watch.start()
    },
    send: sending.send,
    probe: async () => (standing.isOn() ? 'ok' : { code: standing.last().why ?? 'failing' }),
    canary: async (text) => {
      const what = { type: 'text', text } as const
      hear({ type: 'message', id: randomUUID(), address: nobody, at: now(), what })
    },
    stop: async () => {
      over.abort()
      const heard = new AbortController()
      const done = handler.close().then(() => heard.abort())
      await Promise.race([done, realPause(graceMs, heard.signal)])
      await watch.stop()
    },
  }
}
