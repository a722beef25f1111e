import type { Db } from '#store/transaction.ts'
import type { Log } from './log.ts'

/** How often what is due is looked for where nobody calls. */
const look = 500
/** And where every process calls the others: for what comes due by the clock. */
const calm = 2_000
/** However often it is called, it rests so long between two rounds. */
const least = 50

/** One round. `true`: there may be more, and the next one follows without a rest. */
type Work = () => Promise<unknown>

/** Work that goes round and round. */
export interface Ticking {
  /** Look for work now. */
  readonly wake: () => void
  /** Resolves when its round has ended, but waits no longer than so many milliseconds. */
  readonly stop: (patience: number) => Promise<void>
}

/** Starts those rounds; the store wakes all of them where it can. */
export function keepAllTicking(
  works: readonly Work[],
  { db, log }: { readonly db: Pick<Db, 'listen'>; readonly log: Log },
): { readonly stop: (patience: number) => Promise<void> } {
  const all: Ticking[] = []
  const listener = db.listen?.(() => {
    for (const one of all) one.wake()
  })
  const pauseFor = (): number => (listener?.isLive() ? calm : look)
  for (const work of works) all.push(keepTicking(work, { log, pauseFor }))
  return {
    stop: async (patience) => {
      await Promise.all(all.map(async (one) => await one.stop(patience)))
      await listener?.close()
    },
  }
}

interface Around {
  readonly log: Log
  readonly pauseFor: () => number
}

/** One round after the other; a round that fails is logged and the next one tries again. */
export function keepTicking(work: Work, { log, pauseFor }: Around): Ticking {
  const stopping = new AbortController()
  let called = Promise.withResolvers<void>()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      called = Promise.withResolvers<void>()
      const isMore = await work().catch((cause: unknown) => {
        const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause
        log.error('a round of what is due failed', { why })
      })
      await pause(least, stopping.signal)
      if (isMore !== true) await pause(pauseFor() - least, stopping.signal, called.promise)
    }
  }
  const running = run()
  return {
    wake: () => called.resolve(),
    stop: async (patience) => {
      stopping.abort()
      const over = new AbortController()
      await Promise.race([running, pause(patience, over.signal)])
      over.abort()
    },
  }
}

/** Whether the work was done within so many milliseconds; what it meets with later is nobody's concern. */
export async function inTime(work: Promise<unknown>, patience: number): Promise<boolean> {
  const over = new AbortController()
  const late = pause(patience, over.signal).then(() => false)
  return await Promise.race([work.then(() => true), late]).finally(() => over.abort())
}

/** Resolves after so many milliseconds, or at once when somebody calls or it is time to stop. */
export async function pause(
  ms: number,
  signal: AbortSignal,
  called?: Promise<void>,
): Promise<void> {
  if (signal.aborted) return
  const over = Promise.withResolvers<void>()
  const done = (): void => over.resolve()
  const timer = setTimeout(done, ms)
  signal.addEventListener('abort', done, { once: true })
  await Promise.race([over.promise, ...(called ? [called] : [])])
  clearTimeout(timer)
  signal.removeEventListener('abort', done)
}
