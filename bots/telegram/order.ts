/** Work of one chat goes one after the other, different chats side by side. */
export interface Order {
  readonly add: (chat: number, job: () => Promise<void>) => void
  /** Resolves when the next job is done. */
  readonly oneDone: () => Promise<void>
  readonly allDone: () => Promise<void>
}

export function createOrder(): Order {
  const chains = new Map<number, Promise<void>>()
  let next = Promise.withResolvers<void>()

  const add = (chat: number, job: () => Promise<void>): void => {
    const mine = run(chains.get(chat), job).finally(() => {
      if (chains.get(chat) === mine) chains.delete(chat)
      next.resolve()
      next = Promise.withResolvers<void>()
    })
    chains.set(chat, mine)
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
