import { conversations, createConversation } from '@grammyjs/conversations'
import { file, memoryStore, newBot, newOutbox } from '../peer.ts'
import type { Peer } from '../peer.ts'
import { CONFIRM_RETRY, GREETING, QUESTIONS, THANKS, summary } from '../script.ts'
import type { Message, Update } from '../script.ts'

interface Talking {
  readonly reply: (text: string) => Promise<unknown>
  readonly message: Message
}
interface Waiting {
  readonly waitFor: (what: 'message') => Promise<Talking>
  readonly external: (work: () => void) => Promise<void>
}

/** A conversation as a function that is replayed at every message, as its authors recommend it. */
export function grammyConversations(kept: 'object' | 'json'): Peer {
  const store = memoryStore<unknown>(kept)
  const adapter = {
    read: (key: string) => store.read(Number(key)),
    write: (key: string, value: unknown) => store.write(Number(key), value),
    delete: (key: string) => store.delete(Number(key)),
  }
  return {
    ...grammyConversationsIn(adapter, `grammY + conversations (${kept})`),
    stored: store.size,
  }
}

/** Where conversations are kept, as the plugin asks for it. */
interface Kept {
  readonly read: (key: string) => unknown
  readonly write: (key: string, value: unknown) => void | Promise<void>
  readonly delete: (key: string) => void | Promise<void>
}

/** The same with its conversations kept wherever one likes. */
export function grammyConversationsIn(adapter: Kept, name: string): Peer {
  const outbox = newOutbox()
  const bot = newBot(outbox)
  const getStorageKey = (ctx: { readonly chat?: { readonly id: number } }): string =>
    String(ctx.chat?.id)
  bot.use(conversations({ storage: { type: 'key', version: 1, getStorageKey, adapter } } as never))

  async function report(conversation: Waiting, begun: Talking): Promise<void> {
    let ctx = begun
    const answers: Record<string, string | null> = {}
    await ctx.reply(GREETING)
    for (const { key, ask, retry, check } of QUESTIONS) {
      await ctx.reply(ask)
      for (let isOpen = true; isOpen;) {
        ctx = await conversation.waitFor('message')
        const checked = check(ctx.message)
        if (checked.ok) answers[key] = checked.value
        else await ctx.reply(retry)
        isOpen = !checked.ok
      }
    }
    await ctx.reply(summary(answers))
    for (;;) {
      ctx = await conversation.waitFor('message')
      if (ctx.message.text?.trim() === '是') break
      await ctx.reply(CONFIRM_RETRY)
    }
    await ctx.reply(THANKS)
    await conversation.external(() => file(outbox, answers))
  }

  type Entering = {
    readonly conversation: { exitAll: () => Promise<void>; enter: (id: string) => Promise<void> }
  }
  bot.command('start', async (ctx, next) => {
    await (ctx as unknown as Entering).conversation.exitAll()
    await next()
  })
  bot.use(createConversation(report as never))
  bot.command(
    'start',
    async (ctx) => await (ctx as unknown as Entering).conversation.enter('report'),
  )
  const handle = async (update: Update): Promise<void> => await bot.handleUpdate(update as never)
  return { name, outbox, handle }
}
