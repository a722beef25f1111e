import type { Delivery } from '#conversation/channel.ts'
import type { Outgoing } from '#conversation/message.ts'

import { fitsXml } from './xml.ts'

/**
 * The answer to one delivery, decided once: in the same breath, if all that is said is one text and is ready in time, else
 * nothing in the same breath and all by the other door. The same delivery again gets what the first one got.
 *
 * Nothing is taken before it is kept, as long as the platform would still deliver it again: who dies meanwhile has not
 * taken it.
 */
export interface Turn {
  /** A call is open; resolves with how to answer it. `over`: when it is too late for an answer. */
  readonly wait: (over: (call: Call) => Promise<void>) => Promise<Verdict>
  readonly say: (message: Outgoing, rest?: readonly Outgoing[]) => Promise<Delivery>
  /** Nothing more is said. */
  readonly done: () => void
  /** It was not heard; whether the platform, which still waits, will deliver it again. */
  readonly fail: () => boolean
}

/** `taken`: heard, nothing to say in this breath. `again`: it has to come again. */
export type Verdict = 'taken' | 'again' | { readonly text: string }

/** `last`: after it the platform delivers no more, and tells the person that nobody is there. */
export type Call = 'first' | 'last'

/** So often the platform delivers what nobody answers. */
const deliveries = 3

/** Bytes of one text. */
export const largestText = 2048

export function createTurn(send: (message: Outgoing) => Promise<Delivery>): Turn {
  const decision = Promise.withResolvers<Verdict>()
  const joined = new Set<string>()
  let decided = false
  let [open, calls] = [0, 0]

  const decide = (verdict: Verdict): void => {
    decided = true
    decision.resolve(verdict)
  }
  return {
    wait: async (over) => {
      open += 1
      calls += 1
      const call = calls < deliveries ? 'first' : 'last'
      await Promise.race([decision.promise, over(call)])
      open -= 1
      if (call === 'first' && !decided) return 'again'
      if (open === 0 && !decided) decide('taken')
      return await decision.promise
    },
    say: async (message, rest) => {
      if (joined.has(message.id)) return 'sent'
      const all = [message, ...(rest ?? [])]
      const text = all.map((one) => one.text).join('\n')
      if (!decided && open > 0 && rest && fits(text)) {
        for (const { id } of all) joined.add(id)
        decide({ text })
        return 'sent'
      }
      if (!decided) decide('taken')
      return await send(message)
    },
    done: () => {
      if (!decided) decide('taken')
    },
    fail: () => {
      if (decided) return false
      decide('again')
      return true
    },
  }
}

const fits = (text: string): boolean =>
  text !== '' && Buffer.byteLength(text) <= largestText && fitsXml(text)
