import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from './transaction.ts'

const current = new AsyncLocalStorage<{ open: boolean }>()

/** Throws where a transaction is asked for inside another: on one writer it would wait for itself for ever. */
export const alone =
  (transaction: Db['transaction']): Db['transaction'] =>
  async (work) => {
    if (current.getStore()?.open) throw new Error('a transaction within a transaction')
    return await transaction((tx) => {
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
