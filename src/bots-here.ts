import type { Hono } from 'hono'
import { createDepartments } from '#bots/departments.ts'
import { createEmail, emailCapabilities } from '#bots/email.ts'
import { createTelegram, telegramCapabilities } from '#bots/telegram.ts'
import { terminalCapabilities } from '#bots/terminal.ts'
import { createWebChat } from '#bots/web-chat.ts'
import type { Gate } from '#bots/web-chat/gate.ts'
import { createWebForm } from '#bots/web-form.ts'
import { createWechatOfficial, wechatOfficialCapabilities } from '#bots/wechat-official.ts'
import { wechatPersonalCapabilities } from '#bots/wechat-personal.ts'
import type { Bot, Channel, Port } from '#conversation/channel.ts'
import type { TellDepartment } from '#conversation/department.ts'
import type { Send } from '#service/notify.ts'
import type { Sealed } from '#service/sealed.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

/** A channel failed; the cause names nobody. */
export type Failed = (channel: string, cause: unknown) => void

interface Watched {
  readonly log: Log
  /** Tells the desk. */
  readonly failed: Failed
}

/** The channels that are configured. Our own web chat always is. */
export function botsOf(
  config: Config,
  port: Port,
  {
    log,
    gate,
    clock,
    failed,
  }: Watched & { readonly gate: Gate; readonly clock: (() => number) | undefined },
): readonly Bot<Hono>[] {
  const onFaultOf =
    (channel: string) =>
    (cause: unknown): void => {
      log.error('a channel failed', { why: cause instanceof Error ? cause.name : typeof cause })
      failed(channel, cause)
    }
  const { publicUrl, maxFileBytes, telegram, secrets, chatFrames: frames } = config
  const own = { publicUrl, maxFileBytes, onFault: onFaultOf('web-chat'), gate }
  const pages = [createWebChat({ ...own, frames }, port), createWebForm(own, port)]
  if (!telegram || !secrets.telegramToken) return pages
  const { telegramToken: token, telegramWebhook: secret } = secrets
  const onFault = onFaultOf('telegram')
  const how = { ...telegram, token, publicUrl, maxFileBytes, onFault }
  const more = { ...(secret ? { webhook: { secret } } : {}), ...(clock ? { now: clock } : {}) }
  return [...pages, createTelegram({ ...how, ...more }, port)]
}

/** The official account, where it is configured. */
export function wechatOf(
  { wechat, secrets, maxFileBytes }: Config,
  port: Port,
  {
    log,
    clock: now,
    machine,
    failed,
  }: Watched & Readonly<Record<'clock' | 'machine', () => number>>,
): readonly Bot<Hono>[] {
  const { wechatSecret: secret, wechatToken: token, wechatAesKey: aesKey } = secrets
  if (!wechat || !secret || !token) return []
  const onFault = (cause: unknown): void => {
    log.error('a channel failed', { why: codeOf(cause) })
    failed('wechat-official', cause)
  }
  const account = { ...wechat, secret, token, ...(aesKey ? { aesKey } : {}) }
  return [createWechatOfficial({ ...account, maxFileBytes, now, machine, onFault }, port)]
}

/** The channel's own sentences name a code and nobody; of any other failure the kind is told. */
const codeOf = (cause: unknown): string =>
  cause instanceof Error && /^wechat [a-z ]+(: -?[\w-]+)?$/.test(cause.message)
    ? cause.message
    : cause instanceof Error
      ? cause.name
      : typeof cause

/** The mail box, where there is one. The secret of its tokens comes from the master key, and is the same at each start. */
export function mailOf(
  { mail, secrets, maxFileBytes }: Config,
  port: Port,
  { log, mac, clock: now, failed }: Pick<Sealed, 'mac' | 'clock'> & Watched,
): readonly Bot<Hono>[] {
  const { imapUrl, smtpUrl } = secrets
  if (!mail || !imapUrl || !smtpUrl) return []
  const onFault = (cause: unknown): void => {
    log.error('a channel failed', { why: cause instanceof Error ? cause.message : typeof cause })
    failed('email', cause)
  }
  const tokenSecret = Buffer.from(mac(Buffer.from('yijian mail replies'))).toString('base64url')
  const lines = { imapUrl, smtpUrl, tokenSecret }
  return [createEmail({ ...mail, ...lines, maxFileBytes, now, onFault }, port) as Bot<Hono>]
}

/** The ways to departments; mail goes by the house's own server, where there is one. */
export function departmentsOf({ notices, secrets }: Config, now: () => number): TellDepartment {
  const { ownNets, mailFrom: from } = notices
  const { smtpUrl: url } = secrets
  return createDepartments({ ownNets, now, ...(url && from ? { mail: { url, from } } : {}) })
}

/** Channels that are set up by their own settings, and so may run in one process of the house and not in another. */
export const channelsElsewhere: ReadonlyMap<string, Channel> = new Map(
  [
    telegramCapabilities,
    wechatOfficialCapabilities,
    wechatPersonalCapabilities,
    emailCapabilities,
  ].map((channel) => [channel.id, channel]),
)

/** How long a message waits for a process that runs its channel. */
const elsewhere = 10 * 60_000

/**
 * A message to a channel that does not run here gets out where it does: in another process, or in this one with its token
 * given back. Such a one comes here only when nobody has sent it for too long. Nobody sits at a terminal that was closed.
 */
export function sendBy(bots: readonly Bot<Hono>[]): Send {
  const byId = new Map(bots.map((bot) => [bot.capabilities.id, bot]))
  return async (channel, address, message) => {
    const bot = byId.get(channel)
    if (bot) return await bot.send(address, message)
    return channel === terminalCapabilities.id ? 'closed' : { retryAfter: elsewhere }
  }
}
