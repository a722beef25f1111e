import { Bot } from 'grammy'
import type { Answers, Update } from './script.ts'

/** One engine that holds the conversation. */
export interface Peer {
  readonly name: string
  readonly outbox: Outbox
  readonly handle: (update: Update) => Promise<void>
  /** What is kept of a user between two messages, in characters of JSON. */
  readonly stored?: (user: number) => number
}

/** Where peers put what they say and what they file. */
export interface Outbox {
  sent: number
  filed: number
  record: Answers | undefined
  /** Users whose transcript is wanted. */
  readonly watched: Map<number, string[]>
}

export const newOutbox = (): Outbox => ({
  sent: 0,
  filed: 0,
  record: undefined,
  watched: new Map(),
})

export function say(outbox: Outbox, user: number, text: string): void {
  outbox.sent++
  outbox.watched.get(user)?.push(text)
}

export function file(outbox: Outbox, record: Answers): void {
  outbox.filed++
  outbox.record = record
}

export interface Store<T> {
  readonly read: (user: number) => T | undefined
  readonly write: (user: number, value: T) => void
  readonly delete: (user: number) => void
  readonly size: (user: number) => number
}

/** Keeps the value itself, or its JSON as any store that survives a restart must. */
export function memoryStore<T>(kept: 'object' | 'json'): Store<T> {
  const values = new Map<number, unknown>()
  const isJson = kept === 'json'
  return {
    read: (user) => {
      const value = values.get(user)
      return (isJson && value !== undefined ? JSON.parse(value as string) : value) as T | undefined
    },
    write: (user, value) => void values.set(user, isJson ? JSON.stringify(value) : value),
    delete: (user) => void values.delete(user),
    size: (user) => {
      const value = values.get(user)
      return value === undefined
        ? 0
        : typeof value === 'string'
          ? value.length
          : JSON.stringify(value).length
    },
  }
}

const ME = {
  id: 1,
  is_bot: true,
  first_name: 'b',
  username: 'b_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
}

/**
 * A bot whose network is answered at once. The stub stands where `fetch` stands, below all transformers: inside a
 * conversation `ctx.api` lacks the bot's transformers, and one put in again runs again on every replay.
 */
export function newBot(outbox: Outbox): Bot {
  let id = 0
  const fetch = async (url: string, init: { readonly body: string }) => {
    const isMessage = url.endsWith('/sendMessage')
    const { chat_id: user = 0, text = '' } = isMessage ? JSON.parse(init.body) : {}
    if (isMessage) say(outbox, user, text)
    const chat = { id: user, type: 'private', first_name: 'U' }
    const result = isMessage ? { message_id: ++id, date: 0, chat, text } : true
    return { json: async () => ({ ok: true, result }) }
  }
  return new Bot('1:T', { botInfo: ME as never, client: { fetch: fetch as never } })
}

/** A pure peer: given a user and a message it says texts and perhaps files; bare, or behind grammY. */
export function pure(
  name: string,
  outbox: Outbox,
  turn: (update: Update) => Turn,
  options: { readonly behind: boolean; readonly stored?: (user: number) => number },
): Peer {
  const stored = options.stored ? { stored: options.stored } : {}
  if (!options.behind) {
    const handle = async (update: Update): Promise<void> => {
      const { said, filed } = turn(update)
      for (const text of said) say(outbox, update.message.chat.id, text)
      if (filed) file(outbox, filed)
    }
    return { name, outbox, handle, ...stored }
  }
  const bot = newBot(outbox)
  bot.on('message', async (ctx) => {
    const { said, filed } = turn(ctx.update as unknown as Update)
    for (const text of said) await ctx.reply(text)
    if (filed) file(outbox, filed)
  })
  const handle = async (update: Update): Promise<void> => await bot.handleUpdate(update as never)
  return { name: `grammY + ${name}`, outbox, handle, ...stored }
}

export interface Turn {
  readonly said: readonly string[]
  readonly filed?: Answers
}
