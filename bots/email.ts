import { randomUUID } from 'node:crypto'

import type { Bot, Channel, Port } from '#conversation/channel.ts'

import { ownAddress } from './email/own-address.ts'
import { createTokens } from './email/token.ts'
import { pause, type Rest } from './timing/pause.ts'

export interface EmailConfig {
  /** Our own address; `jubao+@…` where the server takes plus addresses. */
  readonly address: string
  readonly imapUrl: string
  readonly smtpUrl: string
  /** Makes the tokens by which a reply is known; it never leaves the house. */
  readonly tokenSecret: string
  /** The area of everybody who writes here. */
  readonly area?: string
  readonly maxFileBytes?: number
  readonly now?: () => number
  /** Told of what broke, without address or words. */
  readonly onFault?: (error: unknown) => void
  /** How long `stop` waits for what is being heard. */
  readonly graceMs?: number
  /** The first pause after a fault; it doubles. */
  readonly retryMs?: number
  /** How it rests when the platform cannot be reached: resolves after so many milliseconds, or when the signal says so. */
  readonly rest?: Rest
  readonly pollMs?: number
  readonly mostAnHour?: number
}

/** What it can do, as data. One turn is one mail, and options are a numbered list. */
export const emailCapabilities: Channel = {
  id: 'email',
  buttons: false,
  text: { max: 20_000, unit: 'utf16' },
  perTurn: 1,
  media: ['image', 'voice', 'video', 'document'],
  markup: 'none',
  platform: '邮箱',
}

/** Mails that one address may send us in an hour: more than anybody writes. Of ours there may be twice as many. */
const mostAnHour = 30

/** A mail box of its own: what arrives is heard, what is said goes out as plain mail. */
export function createEmail(config: EmailConfig, port: Port): Bot {
  const parts = lazily(async () => await open(config, port))
  return {
    capabilities: emailCapabilities,
    start: async () => (await parts()).mailbox.start(),
    send: async (address, message) => await (await parts()).post.send(address, message),
    probe: async () => await (await import('./email/probe.ts')).probeMail(config),
    canary: async (text) => {
      const at = new Date((config.now ?? Date.now)()).toUTCString()
      const mail = `From: <canary@canary.invalid>\r\nTo: <canary@canary.invalid>\r\nDate: ${at}\r\nMessage-ID: <${randomUUID()}@canary.invalid>\r\n\r\n${text}\r\n`
      await (await parts()).handler.hear({ raw: Buffer.from(mail), cut: false })
    },
    stop: async () => await (await parts()).mailbox.stop(),
  }
}

/** The libraries are loaded only where there is a mail box. */
async function open(config: EmailConfig, port: Port) {
  const { maxFileBytes = 20 * 1024 * 1024, now = Date.now, area } = config
  const { graceMs = 10_000, retryMs = 1000, pollMs = 120_000 } = config
  const most = config.mostAnHour ?? mostAnHour
  const onFault = (error: unknown): void => config.onFault?.(plain(error))
  const { createPost } = await import('./email/sending.ts')
  const { createHandler } = await import('./email/handling.ts')
  const { createMailbox } = await import('./email/mailbox.ts')
  const { createAllowance } = await import('./email/allowance.ts')
  const { createRepeats } = await import('./email/repeats.ts')
  const own = ownAddress(config.address)
  const tokens = createTokens(config.tokenSecret, own.domain)
  const sending = { own, tokens, allowance: createAllowance(2 * most, now), onFault }
  const post = createPost({ url: config.smtpUrl, ...sending })
  const handler = createHandler({
    port,
    post,
    reader: { own, tokens },
    area,
    now,
    maxFileBytes,
    allowance: createAllowance(most, now),
    repeats: createRepeats(now),
  })
  const largest = Math.ceil(maxFileBytes * 1.4) + 2 * 1024 * 1024
  const timing = { graceMs, retryMs, pollMs, rest: config.rest ?? pause }
  const mailbox = createMailbox({ url: config.imapUrl, handler, largest, now, onFault, ...timing })
  return { mailbox, post, handler }
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return async () => {
    made ??= make()
    return await made
  }
}

/** What the libraries throw names servers, addresses and words: none of it may be logged. */
function plain(error: unknown): Error {
  const { code, authenticationFailed } = Object(error) as {
    readonly code?: unknown
    readonly authenticationFailed?: unknown
  }
  if (authenticationFailed === true) return new Error('mail: the box refuses user or password')
  return new Error(
    `mail: ${typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : 'a fault'}`,
  )
}
