/** Work of one key (a chat, a person) goes one after the other, that of different keys side by side. */
export interface Order<Key> {
  /** A job may not fail: it tells its faults itself. */
  readonly add: (key: Key, job: () => Promise<void>) => void
  /** Resolves when the next job is done. */
  readonly oneDone: () => Promise<void>
  readonly allDone: () => Promise<void>
}

export function createOrder<Key>(): Order<Key> {
  const chains = new Map<Key, Promise<void>>()
  let next = Promise.withResolvers<void>()

  const add = (key: Key, job: () => Promise<void>): void => {
    const mine = run(chains.get(key), job).finally(() => {
      if (chains.get(key) === mine) chains.delete(key)
      next.resolve()
      next = Promise.withResolvers<void>()
    })
    chains.set(key, mine)
  }
  return {
    add,
    oneDone: async () => await next.promise,
    allDone: async () => {
      await Promise.allSettled(chains.values())
    },
  }
}

async function run(before: Promise<void> | undefined, job: () => Promise<void>): Promise<void> {
  await before
  await job()
}
