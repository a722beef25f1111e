import type { Context } from 'hono'

import type { Port } from '#conversation/channel.ts'
import type { Address, Outgoing, TranscriptLine } from '#conversation/message.ts'

import { deedsOf } from './delivery.ts'
import type { Delivery } from './delivery.ts'
import type { Gate } from './gate.ts'
import type { Listeners } from './listeners.ts'
import type { Mark } from './visitor.ts'
import { langOf } from './words.ts'

/** What every route of the chat works with. */
export interface Chat {
  readonly channel: string
  readonly mark: Mark
  readonly port: Port
  readonly listeners: Listeners
  readonly publicUrl: string | undefined
  readonly maxFileBytes: number
  readonly holdMs: number
  readonly now: () => number
  readonly onFault: (error: unknown) => void
  /** Absent: nobody is ever asked for anything before their first message. */
  readonly gate: Gate | undefined
}

/** Where the page was entered: an area the office knows, or none. */
export function entryOf(c: Context, { port }: Chat) {
  const named = c.req.query('area')
  const asked = named !== undefined && /^[\w-]{1,12}$/.test(named) ? named : undefined
  return {
    lang: langOf(c.req.query('lang')),
    asked,
    area: port.areas().find(({ code }) => code === asked),
  }
}

/** Hears all one request brought; the answers stand in the order they were said. `too-fast`: the rest may come again. */
export async function hear(
  chat: Chat,
  from: { readonly c: Context; readonly address: Address },
  delivery: Delivery,
): Promise<readonly TranscriptLine[] | 'too-fast'> {
  const { area, lang } = entryOf(from.c, chat)
  const at = chat.now()
  const said: TranscriptLine[] = []
  for (const { once, what } of await deedsOf(delivery, { ...chat, address: from.address })) {
    const heard = { channel: chat.channel, address: from.address, once, at, what }
    const way = { ...(area ? { area: area.code } : {}), ...(lang === 'en' ? { lang } : {}) }
    const verdict = await chat.port.hear({ ...heard, ...way }, async (message) => {
      said.push(answer(message, at))
      return 'sent'
    })
    if (verdict === 'too-fast') return verdict
  }
  chat.listeners.wake(from.address)
  return said
}

const answer = ({ id, text, buttons }: Outgoing, at: number): TranscriptLine => ({
  id,
  at,
  from: 'office',
  text,
  ...(buttons ? { buttons } : {}),
})

export async function linesSince(
  chat: Chat,
  address: Address,
  after: string | undefined,
): Promise<readonly TranscriptLine[]> {
  return await (after
    ? chat.port.transcript(chat.channel, address, after)
    : chat.port.transcript(chat.channel, address))
}
