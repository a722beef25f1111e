import { setTimeout as rest } from 'node:timers/promises'
import { codeOf, isUnreached } from './away.ts'
import type { Tx } from './schema.ts'

const ATTEMPTS = 5
/**
 * Two transactions stood in each other's way and the server undid one: serialization, deadlock, or the other
 * wrote the same row first, which this one sees when it runs again.
 */
const IN_THE_WAY = new Set(['40001', '40P01', '23505'])

const FIRST_REST = 100
const PATIENT_ATTEMPTS = 7
/** From the call on. A server that does not say no but nothing at all has cost half a minute by then, and is not asked again. */
const PATIENCE = 7_000

/** Tells of a transaction that its work has begun. */
export type Marked<T> = (work: (tx: Tx) => Promise<T>) => (tx: Tx) => Promise<T>

/** What tells the time, and passes it. Milliseconds. */
interface Waiting {
  readonly now: () => number
  readonly rest: (ms: number) => Promise<unknown>
}

const usual: Waiting = { now: () => performance.now(), rest }

/**
 * Runs a transaction again where two stood in each other's way. Before one has begun, nothing can have been done twice: a
 * server that restarts is waited for, six seconds.
 */
export const persistently = async <T>(
  run: (begun: Marked<T>) => Promise<T>,
  waiting = usual,
): Promise<T> => {
  const called = waiting.now()
  for (let attempt = 1; ; attempt++) {
    let hasBegun = false
    try {
      return await run((work) => async (tx) => {
        hasBegun = true
        return await work(tx)
      })
    } catch (error) {
      const isLate = !hasBegun && waiting.now() - called >= PATIENCE
      const isLast = attempt >= (hasBegun ? ATTEMPTS : PATIENT_ATTEMPTS)
      if (isLate || isLast || !(hasBegun ? wasInTheWay(error) : isUnreached(error))) throw error
      if (!hasBegun) await waiting.rest(FIRST_REST * 2 ** (attempt - 1))
    }
  }
}

const wasInTheWay = (error: unknown): boolean => IN_THE_WAY.has(codeOf(error))
