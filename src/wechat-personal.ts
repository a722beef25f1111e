import { join } from 'node:path'
import { encodeQR } from 'qr'
import { createWechatPersonal } from '#bots/wechat-personal.ts'
import type { Bot, Port } from '#conversation/channel.ts'
import type { Hono } from 'hono'
import type { Failed } from './bots-here.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

interface Around {
  readonly log: Log
  readonly clock: () => number
  readonly failed: Failed
  /** Where the operator sits, if anywhere. */
  readonly show: ((text: string) => void) | undefined
}

/** The personal account, where one is set. Its code stands in the terminal, too: who just set it up sits there. */
export function personalBot(
  { personal, secrets, stateDir, maxFileBytes }: Config,
  port: Port,
  { log, clock: now, show, failed }: Around,
): readonly Bot<Hono>[] {
  if (!personal) return []
  const { puppetToken: token } = secrets
  const bot = createWechatPersonal(
    {
      ...personal,
      ...(token ? { token } : {}),
      dir: join(stateDir, 'wechat-personal'),
      maxFileBytes,
      now,
      show: (picture) => show?.(asCode(picture)),
      onFault: (cause) => {
        log.error('a channel failed', { why: codeOf(cause) })
        failed('wechat-personal', cause)
      },
    },
    port,
  )
  return [bot as Bot<Hono>]
}

const asCode = (picture: string): string =>
  `请用这个渠道的微信扫码登录：\n${encodeQR(picture, 'term', { border: 2 })}`

/** The channel's own sentences name nobody; of any other failure the kind is told. */
const codeOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return typeof cause
  return /^wechat-personal: [\w-]+$/.test(cause.message) ? cause.message : cause.name
}
