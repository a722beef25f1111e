import type { Line, LineSettings, OpenLine, Told } from './line.ts'
import type { Standing } from './standing.ts'

interface Options {
  readonly open: OpenLine
  readonly settings: LineSettings
  readonly standing: Standing
  /** What does not concern how we stand. */
  readonly tell: (told: Told) => void
  readonly now: () => number
  readonly onFault: (error: unknown) => void
  readonly pause: (ms: number, over: AbortSignal) => Promise<void>
  readonly retryMs: number
  readonly over: AbortSignal
}

export interface Watch {
  readonly start: () => void
  /** The puppet at work; `undefined`: there is none just now. */
  readonly line: () => Line | undefined
  readonly stop: () => Promise<void>
}

/** A puppet that shows no code and is not logged in for so long is begun anew; a code is good for some minutes. */
const speechless = 2 * 60_000
const scannable = 10 * 60_000
const longestRetry = 5 * 60_000

/** One fault a minute is enough for the log. */
const quiet = 60_000

/** Keeps a puppet at work: opens it, opens it again when it falls, and tells how we stand. */
export function createWatch(options: Options): Watch {
  const { open, settings, standing, onFault, pause, retryMs, over } = options
  let line: Line | undefined
  let running: Promise<void> = Promise.resolve()
  let misses = 0
  const faults = createSeldom(onFault, options.now)

  const work = async (): Promise<void> => {
    const ended = new AbortController()
    const end = AbortSignal.any([ended.signal, over])
    const sign = createSign(async (waited, ms) => {
      await pause(ms, AbortSignal.any([waited, end]))
      if (!waited.aborted) ended.abort()
    })
    line = await open(settings, (told) => {
      if (told.type === 'ended') return ended.abort()
      if (told.type === 'in') misses = 0
      if (told.type === 'in') sign.came()
      if (told.type === 'scan') sign.expect(scannable)
      if (told.type === 'out' && told.why === 'logged-out') sign.expect(speechless)
      if (told.type === 'trouble') faults(new Error(`wechat-personal: ${told.why}`))
      const report = reportOf(told)
      if (report) standing.report(report)
      options.tell(told)
    })
    if (!standing.isOn() && !sign.isExpected()) sign.expect(speechless)
    await abortOf(end)
    sign.came()
    await line.close()
  }
  const run = async (): Promise<void> => {
    while (!over.aborted) {
      await work().catch(onFault)
      line = undefined
      if (over.aborted) return
      standing.report({ state: 'failing', why: 'puppet-ended' })
      await pause(Math.min(longestRetry, retryMs * 2 ** misses), over)
      misses += 1
    }
  }
  return {
    start: () => {
      standing.report({ state: 'logged-out', why: 'starting' })
      running = run()
    },
    line: () => line,
    stop: async () => await running,
  }
}

function reportOf(told: Told): Parameters<Standing['report']>[0] | undefined {
  switch (told.type) {
    case 'scan':
      return { state: 'logged-out', why: 'scan', picture: told.picture }
    case 'in':
      return { state: 'on' }
    case 'out':
      return { state: told.why, why: told.why }
    case 'trouble':
      if (told.why === 'fault') return undefined
      return { state: told.why === 'banned' ? 'banned' : 'failing', why: told.why }
    case 'friend':
    case 'message':
    case 'ended':
      return undefined
  }
}

/** Waits for a sign of life, once at a time. */
function createSign(wait: (waited: AbortSignal, ms: number) => Promise<void>) {
  let waited: AbortController | undefined
  return {
    isExpected: (): boolean => waited !== undefined && !waited.signal.aborted,
    came: (): void => waited?.abort(),
    expect: (ms: number): void => {
      waited?.abort()
      waited = new AbortController()
      void wait(waited.signal, ms)
    },
  }
}

function createSeldom(tell: (error: unknown) => void, now: () => number) {
  let last = -Infinity
  return (error: unknown): void => {
    if (now() - last < quiet) return
    last = now()
    tell(error)
  }
}

async function abortOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
}
