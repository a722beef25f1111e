import type { Delivery } from '#conversation/channel.ts'
import type { Outgoing } from '#conversation/message.ts'

import { fitsXml } from './xml.ts'

/**
 * The answer to one delivery, decided once: in the same breath, if all that is said is one text and is ready in time, else
 * nothing in the same breath and all by the other door. The same delivery again gets what the first one got.
 */
export interface Turn {
  /** A call is open; resolves with what to answer it, `undefined`: that it was taken. */
  readonly wait: (over: Promise<void>) => Promise<string | undefined>
  readonly say: (message: Outgoing, rest?: readonly Outgoing[]) => Promise<Delivery>
  /** Nothing more is said. */
  readonly done: () => void
}

/** Bytes of one text. */
export const largestText = 2048

export function createTurn(send: (message: Outgoing) => Promise<Delivery>): Turn {
  const decision = Promise.withResolvers<string | undefined>()
  const joined = new Set<string>()
  let decided = false
  let open = 0

  const decide = (text: string | undefined): void => {
    decided = true
    decision.resolve(text)
  }
  return {
    wait: async (over) => {
      open += 1
      await Promise.race([decision.promise, over])
      open -= 1
      if (open === 0 && !decided) decide(undefined)
      return await decision.promise
    },
    say: async (message, rest) => {
      if (joined.has(message.id)) return 'sent'
      const all = [message, ...(rest ?? [])]
      const text = all.map((one) => one.text).join('\n')
      if (!decided && open > 0 && rest && fits(text)) {
        for (const { id } of all) joined.add(id)
        decide(text)
        return 'sent'
      }
      if (!decided) decide(undefined)
      return await send(message)
    },
    done: () => {
      if (!decided) decide(undefined)
    },
  }
}

const fits = (text: string): boolean =>
  text !== '' && Buffer.byteLength(text) <= largestText && fitsXml(text)
