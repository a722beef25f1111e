import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Log } from './log.ts'
import type { Doing, During, Ending } from './meter.ts'
import { otlpOf, type Span } from './span.ts'
import { createSpanQueue, type Post, type SpanQueue, type Taken } from './span-queue.ts'
import { keepTicking } from './ticking.ts'

/** What is done in this process, told to an OpenTelemetry collector. */
export interface Traces {
  readonly during: During
  /** How many spans nobody will see. */
  readonly lost: () => number
  /** Posts what is left, for no longer than so many milliseconds. */
  readonly stop: (patience: number) => Promise<void>
}

/** So often what has gathered is posted, in milliseconds. */
const usualRhythm = 1_000
/** And so long it rests after the collector did not take it. */
const rest = 15_000
/** What was cut off at the end needs a moment to say so. */
const cut = 500
/** So long a collector may think. */
const longest = 5_000

interface Start {
  readonly url: string
  readonly log: Log
  readonly clock: () => number
  readonly rhythm?: number
}

/** Follows what is done and posts it, beside everything and in nobody's way. */
export function openTraces({ url, log, clock, rhythm = usualRhythm }: Start): Traces {
  const instance = randomUUID()
  const queue = createSpanQueue({ log, post: postTo(url, (spans) => otlpOf(spans, instance)) })
  const over = new AbortController()
  const post = async (): Promise<boolean> => await queue.post(over.signal)
  const ticking = keepTicking(post, { log, pauseFor: () => (queue.isStuck() ? rest : rhythm) })
  return {
    during: createFollowing({ put: queue.put, clock, elapsed: () => performance.now() }),
    lost: queue.lost,
    stop: async (patience) => {
      const end = AbortSignal.timeout(patience)
      end.addEventListener('abort', () => over.abort())
      await ticking.stop(patience + cut)
      await postRest(queue, end)
    },
  }
}

async function postRest(queue: SpanQueue, end: AbortSignal): Promise<void> {
  while (!end.aborted && (await queue.post(end)));
  queue.drop()
}

interface Following {
  readonly put: (span: Span) => void
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number
}

/** What is under way here. All of one trace take their time from the same moment, so that no part begins before the whole. */
interface UnderWay {
  readonly trace: string
  readonly id: string
  readonly what: Doing['what']
  readonly base: number
  over: boolean
}

const ofBytes = (count: number): string => randomBytes(count).toString('hex')

/**
 * Each thing done becomes a span, beneath the one around it. A trace begins here and nowhere else: what a caller says of
 * its own trace is not read. Transactions are followed within a message only; the round has dozens of them each second.
 */
export function createFollowing({ put, clock, elapsed }: Following): During {
  const around = new AsyncLocalStorage<UnderWay>()
  return async (doing, work, ended) => {
    const held = around.getStore()
    const parent = held && !held.over ? held : undefined
    if (doing.what === 'transaction' && parent?.what !== 'message') return await work()
    const { trace, base } = parent ?? { trace: ofBytes(16), base: clock() - elapsed() }
    const own: UnderWay = { trace, id: ofBytes(8), what: doing.what, base, over: false }
    const from = base + elapsed()
    const end = ({ outcome = 'done', answered }: Ending, isFault: boolean): void => {
      own.over = true
      const times = { from, to: base + elapsed() }
      const { id } = own
      const kin = parent ? { trace, id, parent: parent.id } : { trace, id }
      put({ ...kin, ...doing, ...times, outcome, ...(answered ? { answered } : {}), isFault })
    }
    try {
      const value = await around.run(own, work)
      const ending = ended?.(value) ?? {}
      end(ending, (ending.answered?.status ?? 200) >= 500)
      return value
    } catch (cause) {
      end({ outcome: 'failed' }, true)
      throw cause
    }
  }
}

/** The statuses after which OTLP asks to try again. */
const laterAt = [429, 502, 503, 504]

/** Never throws: what the other side does is a value. Its words are not read, and no redirect is followed. */
const postTo =
  (url: string, bodyOf: (spans: readonly Span[]) => string): Post =>
  async (spans, signal): Promise<Taken> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodyOf(spans),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(longest)]),
      })
      await answer.body?.cancel()
      if (answer.ok) return { state: 'taken' }
      return {
        state: laterAt.includes(answer.status) ? 'later' : 'refused',
        why: `status ${answer.status}`,
      }
    } catch (cause) {
      return { state: 'later', why: cause instanceof Error ? cause.name : typeof cause }
    }
  }
