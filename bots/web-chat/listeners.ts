import type { Address } from '#conversation/message.ts'

/** Pages that wait for news, in this process only; one that waits elsewhere looks again when its time is over. */
export interface Listeners {
  /** Resolves at the next `wake` of the address, after `ms`, when the page goes away, or at `close`. */
  readonly wait: (address: Address, ms: number, gone: AbortSignal) => Promise<void>
  readonly wake: (address: Address) => void
  readonly close: () => void
}

export function createListeners(): Listeners {
  const waiting = new Map<Address, Set<() => void>>()
  let closed = false

  const wake = (address: Address): void => {
    for (const go of waiting.get(address) ?? []) go()
  }

  const wait = async (address: Address, ms: number, gone: AbortSignal): Promise<void> => {
    if (closed || gone.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    gone.addEventListener('abort', () => resolve(), { once: true })
    const others = waiting.get(address) ?? new Set()
    waiting.set(address, others.add(resolve))
    await promise
    clearTimeout(timer)
    others.delete(resolve)
    if (others.size === 0 && waiting.get(address) === others) waiting.delete(address)
  }

  const close = (): void => {
    closed = true
    for (const address of waiting.keys()) wake(address)
  }

  return { wait, wake, close }
}
