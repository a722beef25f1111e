import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from './transaction.ts'

/**
 * Throws where `what` is asked for inside another of its kind: with one connection for it, it would wait for
 * itself for ever.
 */
export const alone = (what: string, run: Db['transaction']): Db['transaction'] => {
  const current = new AsyncLocalStorage<{ open: boolean }>()
  return async (work) => {
    if (current.getStore()?.open) throw new Error(`${what} within ${what}`)
    return await run((tx) => {
      const mark = { open: true }
      return current.run(mark, async () => {
        try {
          return await work(tx)
        } finally {
          mark.open = false
        }
      })
    })
  }
}
