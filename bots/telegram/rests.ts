import type { Address } from '#conversation/message.ts'

/** The pauses that Telegram asked for. */
export interface Rests {
  /** Milliseconds that nothing may be sent there; 0: go on. */
  readonly left: (address: Address) => number
  readonly note: (address: Address, ms: number) => void
}

/** A pause is one chat's own; two chats at once told to wait mean that we send too much to all of them. */
export function createRests(now: () => number): Rests {
  const chats = new Map<Address, number>()
  let everywhere = 0
  return {
    left: (address) => Math.max(0, everywhere - now(), (chats.get(address) ?? 0) - now()),
    note: (address, ms) => {
      const at = now()
      for (const [one, until] of chats) if (until <= at) chats.delete(one)
      chats.delete(address)
      if (chats.size > 0) everywhere = Math.max(everywhere, at + ms)
      chats.set(address, at + ms)
    },
  }
}
