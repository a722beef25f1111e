import { describe, expect, it } from 'vitest'
import type { Span } from '../../src/span.ts'
import { createSpanQueue, type Taken } from '../../src/span-queue.ts'
import { createFollowing } from '../../src/traces.ts'

/** What is followed, by a wall clock that stands in 2026 and one that goes 10 ms at each look. */
function following() {
  const spans: Span[] = []
  let elapsed = 0
  const during = createFollowing({
    put: (span) => void spans.push(span),
    clock: () => Date.UTC(2026, 10, 21, 2),
    elapsed: () => (elapsed += 10),
  })
  return { spans, during }
}

const nothing = async (): Promise<void> => {}

describe('what is done', () => {
  it('is a span beneath the one around it, and no part begins before the whole or ends after it', async () => {
    const { spans, during } = following()
    await during({ what: 'request' }, async () => {
      await during({ what: 'message', channel: 'web-chat' }, async () => {
        await during({ what: 'transaction' }, nothing)
        await during({ what: 'delivery', channel: 'web-chat' }, nothing)
      })
    })
    const [transaction, delivery, message, request] = spans
    expect(spans.map(({ what }) => what)).toEqual(['transaction', 'delivery', 'message', 'request'])
    expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1)
    expect(request?.parent).toBeUndefined()
    expect(message?.parent).toBe(request?.id)
    expect([transaction?.parent, delivery?.parent]).toEqual([message?.id, message?.id])
    const inside = (part?: Span, whole?: Span): boolean =>
      part !== undefined && whole !== undefined && part.from > whole.from && part.to < whole.to
    expect([inside(transaction, message), inside(message, request)]).toEqual([true, true])
  })

  it('is of a trace of its own where nothing is done around it, or what was around it is over', async () => {
    const { spans, during } = following()
    const gate = Promise.withResolvers<void>()
    let late: Promise<void> = Promise.resolve()
    await during({ what: 'request' }, async () => {
      late = gate.promise.then(async () => await during({ what: 'delivery' }, nothing))
    })
    gate.resolve()
    await late
    await during({ what: 'round' }, nothing)
    expect(new Set(spans.map(({ trace }) => trace)).size).toBe(3)
    expect(spans.every(({ parent }) => parent === undefined)).toBe(true)
  })

  it('has its transactions shown within a message only', async () => {
    const { spans, during } = following()
    await during({ what: 'round' }, async () => {
      expect(await during({ what: 'transaction' }, async () => 'kept')).toBe('kept')
    })
    expect(spans.map(({ what }) => what)).toEqual(['round'])
  })

  it('is a fault where it throws, which the caller hears as it is and the trace without its words', async () => {
    const { spans, during } = following()
    const failing = during({ what: 'message', channel: 'email' }, async () => {
      throw new Error('张秀英 13912345678')
    })
    await expect(failing).rejects.toThrow('张秀英')
    expect(spans).toMatchObject([{ outcome: 'failed', isFault: true }])
    expect(JSON.stringify(spans)).not.toMatch(/张秀英|139123/)
  })
})

const never = new AbortController().signal

const aSpan = (id: string): Span => ({
  trace: 'a',
  id,
  what: 'round',
  from: 1,
  to: 2,
  outcome: 'done',
  isFault: false,
})

/** A queue for three spans before a collector in some mood. */
function queueTo(mood: { taken: Taken['state'] }) {
  const told: string[] = []
  const posted: string[][] = []
  const log = {
    warn: (message: string) => void told.push(message),
    info: (message: string) => void told.push(message),
  }
  const post = async (spans: readonly Span[]): Promise<Taken> => {
    if (mood.taken === 'taken') posted.push(spans.map(({ id }) => id))
    return mood.taken === 'taken' ? { state: 'taken' } : { state: mood.taken, why: 'away' }
  }
  return { told, posted, queue: createSpanQueue({ log, post }, 3) }
}

describe('what waits for the collector', () => {
  it('is bounded: what is new is lost and counted, what is old is posted in its order', async () => {
    const mood: { taken: Taken['state'] } = { taken: 'later' }
    const { told, posted, queue } = queueTo(mood)
    for (const id of ['1', '2']) queue.put(aSpan(id))
    for (let n = 0; n < 5; n++) expect(await queue.post(never)).toBe(false)
    for (const id of ['3', '4', '5']) queue.put(aSpan(id))
    expect([queue.lost(), queue.isStuck(), told.length]).toEqual([2, true, 1])
    mood.taken = 'taken'
    await queue.post(never)
    expect(posted).toEqual([['1', '2', '3']])
    expect([queue.lost(), queue.isStuck(), told.length]).toEqual([2, false, 2])
  })

  it('warns once for each time that the collector does not take it', async () => {
    const mood: { taken: Taken['state'] } = { taken: 'later' }
    const { told, queue } = queueTo(mood)
    for (const taken of ['later', 'refused', 'later', 'taken', 'taken', 'refused'] as const) {
      mood.taken = taken
      queue.put(aSpan(taken))
      await queue.post(never)
    }
    const warning = 'traces do not reach their collector'
    expect(told).toEqual([warning, 'traces reach their collector again', warning])
  })

  it('is not posted again where the collector refuses it, and counted', async () => {
    const { queue } = queueTo({ taken: 'refused' })
    queue.put(aSpan('1'))
    await queue.post(never)
    expect(await queue.post(never)).toBe(false)
    expect(queue.lost()).toBe(1)
  })
})
