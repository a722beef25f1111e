/** What one person sent is worked on one after the other, different people side by side. */
export interface Order {
  readonly add: (person: string, job: () => Promise<void>) => void
  readonly allDone: () => Promise<void>
}

/** A job may not fail: it tells its faults itself. */
export function createOrder(): Order {
  const chains = new Map<string, Promise<void>>()
  return {
    add: (person, job) => {
      const before = chains.get(person) ?? Promise.resolve()
      const mine = before.then(job).finally(() => {
        if (chains.get(person) === mine) chains.delete(person)
      })
      chains.set(person, mine)
    },
    allDone: async () => {
      await Promise.allSettled(chains.values())
    },
  }
}
