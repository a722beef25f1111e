import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const nanos = z.string().regex(/^\d{19}$/)
const attribute = z.union([
  z.strictObject({ key: z.string(), value: z.strictObject({ stringValue: z.string() }) }),
  z.strictObject({
    key: z.string(),
    value: z.strictObject({ intValue: z.string().regex(/^\d+$/) }),
  }),
])

/** The messages of opentelemetry-proto in their JSON, as far as we use them: whatever else comes is refused. */
const request = z.strictObject({
  resourceSpans: z
    .array(
      z.strictObject({
        resource: z.strictObject({ attributes: z.array(attribute) }),
        scopeSpans: z.array(
          z.strictObject({
            scope: z.strictObject({ name: z.string() }),
            spans: z.array(
              z.strictObject({
                traceId: z.string().regex(/^[0-9a-f]{32}$/),
                spanId: z.string().regex(/^[0-9a-f]{16}$/),
                parentSpanId: z
                  .string()
                  .regex(/^[0-9a-f]{16}$/)
                  .optional(),
                name: z.string(),
                kind: z.number().int().min(1).max(5),
                startTimeUnixNano: nanos,
                endTimeUnixNano: nanos,
                attributes: z.array(attribute),
                status: z.strictObject({ code: z.literal(2) }).optional(),
              }),
            ),
          }),
        ),
      }),
    )
    .length(1),
})

export interface SpanSeen {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string | undefined
  readonly name: string
  readonly from: bigint
  readonly to: bigint
  readonly isFault: boolean
  readonly attributes: Readonly<Record<string, string>>
}

/** An OpenTelemetry collector on loopback that takes JSON, and can be busy, or take a call and say nothing. */
export interface Collector extends AsyncDisposable {
  readonly root: string
  readonly bodies: readonly string[]
  readonly spans: () => readonly SpanSeen[]
  readonly mood: (mood: number | 'silent') => void
  /** Resolves when it has had so many calls. */
  readonly called: (times: number) => Promise<void>
}

export async function openCollector(): Promise<Collector> {
  const bodies: string[] = []
  const spans: SpanSeen[] = []
  const waiting: { readonly times: number; readonly go: () => void }[] = []
  let calls = 0
  let mood: number | 'silent' = 200
  const take = (path: string | undefined, type: string | undefined, body: string): number => {
    bodies.push(body)
    if (path !== '/v1/traces' || type !== 'application/json') return 404
    const read = request.safeParse(JSON.parse(body))
    if (!read.success) return 400
    if (mood === 200) for (const one of read.data.resourceSpans) spans.push(...seenIn(one))
    return mood === 'silent' ? 0 : mood
  }
  const answer = (status: number, response: ServerResponse): void => {
    if (status > 0) response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    calls += 1
    for (const { times, go } of waiting) if (calls >= times) go()
  }
  const server = createServer((asked, response) => {
    let body = ''
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()))
    asked.on('end', () => answer(take(asked.url, asked.headers['content-type'], body), response))
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    bodies,
    spans: () => spans,
    mood: (next) => {
      mood = next
    },
    called: async (times) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ times, go: resolve })
      if (calls >= times) resolve()
      await promise
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
}

type Resource = z.infer<typeof request>['resourceSpans'][number]

const seenIn = ({ scopeSpans }: Resource): readonly SpanSeen[] =>
  scopeSpans.flatMap(({ spans }) =>
    spans.map(({ startTimeUnixNano, endTimeUnixNano, attributes, status, kind: _, ...one }) => ({
      ...one,
      from: BigInt(startTimeUnixNano),
      to: BigInt(endTimeUnixNano),
      isFault: status !== undefined,
      attributes: Object.fromEntries(
        attributes.map(({ key, value }) => [
          key,
          'intValue' in value ? value.intValue : value.stringValue,
        ]),
      ),
    })),
  )
