import type { AddressInfo } from 'node:net'
import { Hono, type MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Call } from '#conversation/channel.ts'
import type { Moment } from '#core/clock-jump.ts'
import { giveBack, takeOver } from '#service/give-back.ts'
import { lockServe } from '#store/lock.ts'
import { createWeb } from '#web/app.ts'
import type { Config } from './config.ts'
import { openDoor } from './door.ts'
import { openHouse, type House } from './house.ts'
import type { Log } from './log.ts'
import { silentMeter, type Answered, type Ending, type Meter } from './meter.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { keepAllTicking } from './ticking.ts'
import type { Traces } from './traces.ts'

/** So long a stop waits for requests that are in hand, and for a round of what is due. */
const grace = 10_000
/** And so long for the last traces: nobody misses them much. */
const traceGrace = 2_000

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
  const over = new AbortController()
  const traces = await tracesFor(start)
  if (traces) opened.defer(async () => await traces.stop(traceGrace))
  const meter = { ...(metrics?.meter ?? silentMeter), ...(traces && { during: traces.during }) }
  const house = await openHouse({ ...start, meter, over: over.signal })
  opened.defer(house.close)
  await house.world.vault.keepUp()
  if (!config.databaseUrl) await takeOver(house.world)
  const server = await openDoor(config, appOf(house, config, meter), 'PORT')
  opened.defer(async () => await server.close(grace))
  if (metrics && config.metrics) {
    metrics.watch(house, config.stateDir, traces?.lost)
    const door = await openDoor(config.metrics, metricsApp(metrics), 'METRICS_PORT')
    opened.defer(async () => await door.close(grace))
    log.info('metrics', { address: `http://${config.metrics.host}:${door.address.port}/metrics` })
  }
  for (const bot of house.bots) {
    opened.defer(bot.stop)
    await bot.start()
    const { id: channel, abroad, againstTerms } = bot.capabilities
    if (abroad) log.warn('a channel is on whose servers stand abroad', { channel })
    if (againstTerms) log.warn(forbidden, { channel })
  }
  const call = callTo(server.address)
  opened.defer(async () => await giveBack(house.world))
  const tell = async (): Promise<boolean> => (await house.tell()) > 0
  const works = [house.tick, tell, async () => void (await house.sing(call))]
  const clockwork = keepAllTicking(works, { db: house.world.db, log })
  opened.defer(async () => await clockwork.stop(grace))
  const all = opened.move()
  const stop = async (): Promise<void> => {
    over.abort()
    const closing = server.close(grace)
    await all.disposeAsync()
    await closing
  }
  return { url: `http://${config.host}:${server.address.port}`, house, stop }
}

/** Where no collector is named nothing of this is so much as read. */
async function tracesFor({ config, log, clock = Date.now }: Start): Promise<Traces | undefined> {
  const { traceUrl: url } = config
  if (url === undefined) return undefined
  const { openTraces } = await import('./traces.ts')
  log.info('traces', { to: url })
  return openTraces({ url, log, clock })
}

function lockFor({ databaseUrl, stateDir }: Config): () => void {
  if (databaseUrl) return () => {}
  const lock = lockServe(stateDir)
  if (lock.ok) return lock.value.release
  throw new Error(
    `another serve works on ${stateDir} (process ${lock.refusal.facts?.['pid'] ?? 'unknown'}): stop it first, or give this one its own STATE_DIR or a DATABASE_URL`,
  )
}

/** A longer answer is none: what is called is our own. */
const longestCall = 60_000

/** Calls this process by its own door, as a platform or a browser would. */
const callTo = ({ address, family, port }: AddressInfo): Call => {
  const host =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[address] ??
    (family === 'IPv6' ? `[${address}]` : address)
  return async (path, init) => {
    const answer = await fetch(`http://${host}:${port}${path}`, {
      ...init,
      signal: AbortSignal.timeout(longestCall),
    })
    await answer.body?.cancel()
    return answer
  }
}

/** Pages and channels under one roof. */
export function appOf(house: House, config: Config, meter: Meter = silentMeter): Hono {
  const app = new Hono()
  app.use('*', measuredRequest(meter))
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  app.route('/', createWeb(house.world, { publicUrl: config.publicUrl }))
  return app
}

/** Of a request the pattern of its route is known, never its path. */
function measuredRequest(meter: Meter): MiddlewareHandler {
  const { during } = meter
  return async (c, next) => {
    const began = performance.now()
    const answer = async (): Promise<Answered> => {
      await next()
      const { method } = c.req
      const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'other'
      return { method, route, status: c.res.status }
    }
    const ended = (answered: Answered): Ending => ({ answered })
    const door = await (during ? during({ what: 'request' }, answer, ended) : answer())
    meter.request(door, (performance.now() - began) / 1000)
  }
}

/** Figures for whoever keeps the machine, at a door of their own that the street does not know. */
function metricsApp({ text, type }: Metrics): Hono {
  const app = new Hono()
  app.get('/metrics', async (c) => c.body(await text(), 200, { 'content-type': type }))
  return app
}
