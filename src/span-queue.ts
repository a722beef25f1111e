import type { Log } from './log.ts'
import type { Span } from './span.ts'

/** What a collector did. `later`: it is away or busy; `refused`: the same again would not help. */
export type Taken =
  | { readonly state: 'taken' }
  | { readonly state: 'later' | 'refused'; readonly why: string }

export type Post = (spans: readonly Span[], signal: AbortSignal) => Promise<Taken>

/** Spans on their way to a collector: never more than a few, never waited for. */
export interface SpanQueue {
  readonly put: (span: Span) => void
  /** Posts one batch. Gives whether the next one may follow at once. */
  readonly post: (signal: AbortSignal) => Promise<boolean>
  /** Whether the collector did not take the last batch. */
  readonly isStuck: () => boolean
  /** How many spans nobody will see. */
  readonly lost: () => number
  /** Gives up what is left. */
  readonly drop: () => void
}

/** Spans in one request; some 400 bytes each. */
const batch = 500

/**
 * A collector that is away, slow or full costs spans, and one warning until it takes some again. What is new is lost
 * before what is old: the begin of a trouble says more than its middle.
 */
export function createSpanQueue(
  { post, log }: { readonly post: Post; readonly log: Pick<Log, 'warn' | 'info'> },
  room = 5_000,
): SpanQueue {
  let waiting: readonly Span[] = []
  let fresh: Span[] = []
  let underWay = 0
  let lost = 0
  let isStuck = false
  const told = (taken: Taken): void => {
    const was = isStuck
    isStuck = taken.state !== 'taken'
    if (taken.state !== 'taken' && !was)
      log.warn('traces do not reach their collector', { why: taken.why })
    if (!isStuck && was) log.info('traces reach their collector again', { lost })
  }
  return {
    put: (span) => {
      if (waiting.length + fresh.length + underWay < room) fresh.push(span)
      else lost += 1
    },
    post: async (signal) => {
      const all = [...waiting, ...fresh]
      fresh = []
      waiting = all.slice(batch)
      const spans = all.slice(0, batch)
      if (spans.length === 0) return false
      underWay = spans.length
      const taken = await post(spans, signal)
      underWay = 0
      if (taken.state === 'later') waiting = [...spans, ...waiting]
      if (taken.state === 'refused') lost += spans.length
      told(taken)
      return taken.state !== 'later' && waiting.length + fresh.length > 0
    },
    isStuck: () => isStuck,
    lost: () => lost,
    drop: () => {
      lost += waiting.length + fresh.length
      waiting = []
      fresh = []
    },
  }
}
