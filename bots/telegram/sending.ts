import { GrammyError, HttpError } from 'grammy'
import type { Api } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'

import type { Delivery } from '#conversation/channel.ts'
import type { Address, Button, Outgoing } from '#conversation/message.ts'

/**
 * No parse mode: what people wrote is never markup. Of an answer that is lost on the way it is not known whether it
 * arrived: that throws, and the sender counts it as uncertain.
 */
export async function sendTo(api: Api, address: Address, message: Outgoing): Promise<Delivery> {
  const keyboard = message.buttons?.length ? { reply_markup: keyboardOf(message.buttons) } : {}
  const preview = { link_preview_options: { is_disabled: true } }
  try {
    await api.sendMessage(address, message.text, { ...keyboard, ...preview })
    return 'sent'
  } catch (error) {
    const known = error instanceof GrammyError ? refusalOf(error) : undefined
    if (known === undefined) throw plain(error)
    return known
  }
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

function refusalOf({ error_code, parameters, description }: GrammyError): Delivery | undefined {
  if (error_code === 429) return { retryAfter: (parameters.retry_after ?? 5) * 1000 }
  if (error_code === 403 || /chat not found|deactivated/i.test(description)) return 'closed'
  return undefined
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
