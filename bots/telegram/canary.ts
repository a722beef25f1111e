import type { Update } from 'grammy/types'

/** Chats of people have positive numbers: this one is nobody's, and nothing is ever sent there. */
const nobody = -1

export const isNobody = (address: string | undefined): boolean => address === String(nobody)

/** A message as Telegram delivers it, of nobody. One at a time: they all have the same id. */
export const canaryUpdate = (text: string, now: number): Update => ({
  update_id: nobody,
  message: {
    message_id: 1,
    date: Math.floor(now / 1000),
    chat: { id: nobody, type: 'private', first_name: 'canary' },
    from: { id: nobody, is_bot: false, first_name: 'canary' },
    text,
  },
})
