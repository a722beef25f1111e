/** As `pause`, by whatever clock. */
export type Rest = (ms: number, over: AbortSignal) => Promise<void>

/** Resolves after `ms`, or at once when the signal says that all is over. */
export async function pause(ms: number, over: AbortSignal): Promise<void> {
  if (over.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = (): void => resolve()
  const timer = setTimeout(done, ms)
  over.addEventListener('abort', done, { once: true })
  await promise
  clearTimeout(timer)
  over.removeEventListener('abort', done)
}
