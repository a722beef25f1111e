import { isIP } from 'node:net'

import { createTransport } from 'nodemailer'
import type { SMTPTransportOptions } from 'nodemailer'

import type { Delivery } from '#conversation/channel.ts'

const minute = 60_000
const hour = 60 * minute

type Transport = ReturnType<typeof createTransport>
export type Mail = Parameters<Transport['sendMail']>[0]
export type Server = SMTPTransportOptions

/** On this machine a line need not be locked; anywhere else it must be, and the server must be who it says. */
export function serverOf(url: string): Server {
  const { hostname, port, protocol, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(isLoopback(host) ? { ignoreTLS: true } : { requireTLS: true }),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: minute,
    dnsTimeout: 20_000,
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * Gives one mail to the server. `unknown`: the line broke after the mail was handed over, and nobody knows whether it
 * was taken.
 */
export async function handOver(server: Server, mail: Mail): Promise<Delivery | 'unknown'> {
  let handedOver = false
  const watch = (entry: unknown): void => {
    handedOver ||= (entry as { readonly tnx?: unknown } | null)?.tnx === 'message'
  }
  const nothing = (): void => {}
  const logger = { level: nothing, trace: nothing, debug: nothing, info: watch, warn: nothing }
  const transport = createTransport({
    ...server,
    logger: { ...logger, error: nothing, fatal: nothing },
  })
  try {
    await transport.sendMail(mail)
    return 'sent'
  } catch (error) {
    const refused = error as Refused
    if (handedOver && refused.responseCode === undefined) return 'unknown'
    return outcomeOf(refused)
  } finally {
    transport.close()
  }
}

interface Refused {
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

/** Nobody of that name, or nobody any more: nothing else closes a channel. */
const nobody = /\b5\.1\.(1|2|3|6|10)\b|\b5\.2\.1\b/
const otherwise = /\b5\.\d{1,3}\.\d{1,3}\b/

function outcomeOf({ command, response = '', responseCode = 0 }: Refused): Delivery {
  if (responseCode >= 500 && command === 'RCPT TO') {
    const isGone =
      nobody.test(response) || ([550, 551, 553].includes(responseCode) && !otherwise.test(response))
    return isGone ? 'closed' : { retryAfter: hour }
  }
  if (responseCode >= 500 && command === 'DATA') return { retryAfter: hour }
  if (responseCode >= 400) return { retryAfter: 5 * minute }
  return { retryAfter: minute }
}
