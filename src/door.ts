import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Config } from './config.ts'
import { pause } from './ticking.ts'

/** A port that is open. */
export interface Door {
  readonly address: AddressInfo
  /**
   * Lets nobody in any more, and resolves when those inside have their answers. After so many milliseconds they are cut
   * off. Called again, it is the same closing.
   */
  readonly close: (patience: number) => Promise<void>
}

/** How often connections are looked at on which nothing is under way any more. */
const often = 50

/** Throws where the port is taken, and names the setting that it comes from. */
export async function openDoor(
  { host: hostname, port }: Pick<Config, 'host' | 'port'>,
  app: Hono,
  setting: 'PORT' | 'METRICS_PORT',
): Promise<Door> {
  const opened = Promise.withResolvers<AddressInfo>()
  const server = listen({ fetch: app.fetch, hostname, port }, opened.resolve)
  server.once('error', (cause: NodeJS.ErrnoException) => {
    const taken = cause.code === 'EADDRINUSE'
    opened.reject(
      taken ? new Error(`port ${port} is taken: set ${setting} to another one`, { cause }) : cause,
    )
  })
  const address = await opened.promise
  const shut = async (patience: number): Promise<void> => {
    const closed = new AbortController()
    server.close(() => closed.abort())
    if (!('closeIdleConnections' in server)) return
    const end = performance.now() + patience
    while (!closed.signal.aborted && performance.now() < end) {
      server.closeIdleConnections()
      await pause(often, closed.signal)
    }
    server.closeAllConnections()
  }
  let closing: Promise<void> | undefined
  return { address, close: async (patience) => await (closing ??= shut(patience)) }
}
