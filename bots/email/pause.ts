/** Resolves after `ms`, or at once when the signal says that it is not needed. */
export async function pause(ms: number, enough: AbortSignal): Promise<void> {
  if (enough.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = (): void => resolve()
  const timer = setTimeout(done, ms)
  enough.addEventListener('abort', done, { once: true })
  await promise
  clearTimeout(timer)
  enough.removeEventListener('abort', done)
}
