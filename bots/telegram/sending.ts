import { GrammyError, HttpError } from 'grammy'
import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'

import type { Bot, Delivery } from '#conversation/channel.ts'
import type { Address, Button, Outgoing } from '#conversation/message.ts'

import { createRests } from './rests.ts'
import { theirs } from './their-signal.ts'

/** A call that hangs longer ends in doubt: the next message of the chat waits for it. */
const patience = 20_000

/** Sends once what has an id, and nothing where Telegram asked for a pause: asking again makes that longer. */
export function createSend(api: Api, now: () => number): Bot['send'] {
  const sent = createSent()
  const rests = createRests(now)
  return async (address, message) => {
    if (sent.has(message.id)) return 'sent'
    const left = rests.left(address)
    if (left > 0) return { retryAfter: left }
    try {
      await sendTo(api, address, message)
      sent.add(message.id)
      return 'sent'
    } catch (error) {
      const asked = error instanceof GrammyError ? pauseIn(error) : undefined
      if (asked !== undefined) rests.note(address, asked)
      const known = asked === undefined ? outcomeOf(error) : { retryAfter: asked }
      if (known === undefined) throw plain(error)
      return known
    }
  }
}

/**
 * No parse mode: what people wrote is never markup. Of an answer that is lost on the way it is not known whether it
 * arrived: that throws, and the sender counts it as uncertain.
 */
async function sendTo(api: Api, address: Address, message: Outgoing): Promise<void> {
  const keyboard = message.buttons?.length ? { reply_markup: keyboardOf(message.buttons) } : {}
  const preview = { link_preview_options: { is_disabled: true } }
  const signal = theirs(AbortSignal.timeout(patience))
  await api.sendMessage(address, message.text, { ...keyboard, ...preview }, signal)
}

/** Telegram takes no id with a message: what this process has sent is not sent again when a delivery comes twice. */
export function createSent(
  most = 10_000,
): Pick<Set<string>, 'has'> & { add: (id: string) => void } {
  const ids = new Set<string>()
  return {
    has: (id) => ids.has(id),
    add: (id) => {
      ids.add(id)
      const [oldest] = ids
      if (ids.size > most && oldest !== undefined) ids.delete(oldest)
    },
  }
}

const pauseIn = ({ error_code: code, parameters }: GrammyError): number | undefined =>
  code === 429 ? (parameters.retry_after ?? 5) * 1000 : undefined

/** `undefined`: nobody knows whether the message arrived. */
function outcomeOf(error: unknown): Delivery | undefined {
  if (!(error instanceof GrammyError)) return unreachedOf(error)
  const { error_code: code, description } = error
  return code === 403 || /chat not found|deactivated/i.test(description) ? 'closed' : undefined
}

/** How long a message waits while Telegram cannot be reached. */
const unreached = 60_000
const noWay = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|ENETDOWN)$/

/** Where not even a connection came about, the message surely did not arrive. */
function unreachedOf(error: unknown): Delivery | undefined {
  const cause: unknown = error instanceof HttpError ? error.error : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return noWay.test(code) ? { retryAfter: unreached } : undefined
}

/** Short labels stand two in a row, long ones alone. */
function keyboardOf(buttons: readonly Button[]): InlineKeyboardMarkup {
  const rows: { text: string; callback_data: string }[][] = []
  for (const { label, data } of buttons) {
    const key = { text: label, callback_data: data }
    const row = rows.at(-1)
    const fits = row?.length === 1 && [...row, key].every(({ text }) => text.length <= 8)
    if (row && fits) row.push(key)
    else rows.push([key])
  }
  return { inline_keyboard: rows }
}

/** The framework's errors carry the words sent and, inside, the address with the token: none of it may be logged. */
export function plain(error: unknown): Error {
  if (error instanceof GrammyError) {
    return new Error(`telegram refused ${error.method}: ${error.error_code}`)
  }
  if (error instanceof HttpError) return new Error('telegram was not reached')
  return error instanceof Error ? error : new Error('telegram: unknown fault')
}
