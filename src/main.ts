import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Moment } from '#core/clock-jump.ts'
import { lockServe } from '#store/lock.ts'
import { createWeb } from '#web/app.ts'
import type { Config } from './config.ts'
import { openHouse, type House } from './house.ts'
import type { Log } from './log.ts'
import { silentMeter, type Meter } from './meter.ts'
import { createMetrics, type Metrics } from './metrics.ts'

/** How often what is due is looked for. */
const round = 500

/** What the operator must know who turns such a channel on. */
const forbidden =
  'a channel is on that its platform forbids: programs on personal accounts break the terms of service, the account may be closed at any time, and whoever runs the service of its puppet can read along'

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
  /** As for the house: that clock and one that nobody sets, at once. */
  readonly look?: () => Moment
  /** Where the operator sits and reads. */
  readonly show?: (text: string) => void
}

/** Opens the house, its channels and its pages, and keeps the clock going until `stop`. What fails undoes the rest. */
export async function serve(start: Start): Promise<Served> {
  await using opened = new AsyncDisposableStack()
  const { config, log } = start
  const release = lockFor(config)
  opened.defer(release)
  const metrics = config.metrics ? createMetrics() : undefined
  const house = await openHouse({ ...start, ...(metrics ? { meter: metrics.meter } : {}) })
  opened.defer(house.close)
  await house.world.vault.keepUp()
  const server = await openDoor(config, appOf(house, config, metrics?.meter))
  opened.defer(server.close)
  if (metrics && config.metrics) {
    metrics.watch(house, config.stateDir)
    const door = await openDoor(config.metrics, metricsApp(metrics))
    opened.defer(door.close)
    log.info('metrics', { address: `http://${config.metrics.host}:${door.address.port}/metrics` })
  }
  for (const bot of house.bots) {
    opened.defer(bot.stop)
    await bot.start()
    const { id: channel, abroad, againstTerms } = bot.capabilities
    if (abroad) log.warn('a channel is on whose servers stand abroad', { channel })
    if (againstTerms) log.warn(forbidden, { channel })
  }
  for (const work of [house.tick, house.tell]) {
    const clockwork = keepTicking(work, log)
    opened.defer(clockwork.stop)
  }
  const all = opened.move()
  const stop = async (): Promise<void> => await all.disposeAsync()
  return { url: `http://${config.host}:${server.address.port}`, house, stop }
}

function lockFor({ databaseUrl, stateDir }: Config): () => void {
  if (databaseUrl) return () => {}
  const lock = lockServe(stateDir)
  if (lock.ok) return lock.value.release
  throw new Error(
    `another serve works on ${stateDir} (process ${lock.refusal.facts?.['pid'] ?? 'unknown'}): stop it first, or give this one its own STATE_DIR or a DATABASE_URL`,
  )
}

/** Pages and channels under one roof. */
export function appOf(house: House, config: Config, meter: Meter = silentMeter): Hono {
  const app = new Hono()
  app.use('*', async (c, next) => {
    const began = performance.now()
    await next()
    const { method } = c.req
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'other'
    const door = { method, route, status: c.res.status }
    meter.request(door, (performance.now() - began) / 1000)
  })
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  app.route('/', createWeb(house.world, { publicUrl: config.publicUrl }))
  return app
}

/** Figures for whoever keeps the machine, at a door of their own that the street does not know. */
function metricsApp({ text, type }: Metrics): Hono {
  const app = new Hono()
  app.get('/metrics', async (c) => c.body(await text(), 200, { 'content-type': type }))
  return app
}

interface Door {
  readonly address: AddressInfo
  readonly close: () => Promise<void>
}

async function openDoor(config: Pick<Config, 'host' | 'port'>, app: Hono): Promise<Door> {
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
function keepTicking(
  work: () => Promise<unknown>,
  log: Log,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work().catch((cause: unknown) => {
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
