import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import { lockServe } from '#store/lock.ts'
import { createWeb } from '#web/app.ts'
import type { Config } from './config.ts'
import { openHouse, type House } from './house.ts'
import type { Log } from './log.ts'

/** How often what is due is looked for. */
const round = 500

/** A house that is open to the street. */
export interface Served {
  readonly url: string
  readonly house: House
  readonly stop: () => Promise<void>
}

export interface Start {
  readonly config: Config
  readonly log: Log
  readonly clock?: () => number
}

/** Opens the house, its channels and its pages, and keeps the clock going until `stop`. */
export async function serve(start: Start): Promise<Served> {
  const { config, log } = start
  const lock = config.databaseUrl ? undefined : lockServe(config.stateDir)
  if (lock && !lock.ok)
    throw new Error(
      `another serve works on ${config.stateDir} (process ${lock.refusal.facts?.['pid'] ?? 'unknown'}): stop it first, or give this one its own STATE_DIR or a DATABASE_URL`,
    )
  const house = await openHouse(start)
  const server = await openDoor(config, appOf(house, config))
  for (const bot of house.bots) await bot.start()
  const clockwork = keepTicking(house, log)
  const { port } = server.address
  const stop = async (): Promise<void> => {
    await clockwork.stop()
    for (const bot of house.bots) await bot.stop()
    await server.close()
    await house.close()
    if (lock?.ok) lock.value.release()
  }
  return { url: `http://${config.host}:${port}`, house, stop }
}

/** Pages and channels under one roof. */
export function appOf(house: House, config: Config): Hono {
  const app = new Hono()
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  app.route('/', createWeb(house.world, { publicUrl: config.publicUrl }))
  return app
}

interface Door {
  readonly address: AddressInfo
  readonly close: () => Promise<void>
}

async function openDoor(config: Config, app: Hono): Promise<Door> {
  const { host: hostname, port } = config
  const opened = Promise.withResolvers<AddressInfo>()
  const server = listen({ fetch: app.fetch, hostname, port }, opened.resolve)
  server.once('error', (cause: NodeJS.ErrnoException) => {
    const taken = cause.code === 'EADDRINUSE'
    opened.reject(
      taken ? new Error(`port ${port} is taken: set PORT to another one`, { cause }) : cause,
    )
  })
  const address = await opened.promise
  const close = async (): Promise<void> => {
    const closed = Promise.withResolvers<void>()
    server.close(() => closed.resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed.promise
  }
  return { address, close }
}

/** One round after the other; a round that fails is logged and the next one tries again. */
function keepTicking(house: House, log: Log): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await house.tick().catch((cause: unknown) => {
        const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause
        log.error('a round of what is due failed', { why })
      })
      await pause(round, stopping.signal)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** Resolves after so many milliseconds, or at once when it is time to stop. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, ms)
  signal.addEventListener('abort', () => over.resolve(), { once: true })
  await over.promise
  clearTimeout(timer)
}
