import type { Answered } from './meter.ts'

/** Something that was done, as a trace shows it. Times are milliseconds since 1970, with fractions. */
export interface Span {
  readonly trace: string
  readonly id: string
  readonly parent?: string
  readonly what: string
  readonly from: number
  readonly to: number
  readonly channel?: string
  readonly outcome: string
  readonly answered?: Answered
  readonly isFault: boolean
}

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue: string } | { readonly intValue: string }
}

/** The ways to ask that HTTP has; whoever asks may write any word there. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const methodOf = ({ method }: Answered): string => (methods.includes(method) ? method : '_OTHER')

const text = (key: string, value: string): Attribute => ({ key, value: { stringValue: value } })

/** The kinds of OTLP: what came from outside, what goes out, what is done inside. */
const kinds: Readonly<Record<string, number>> = { request: 2, delivery: 3 }
const inside = 1

/** Nanoseconds, as a string because JSON has no such numbers. */
const nanos = (ms: number): string => `${BigInt(Math.round(ms * 1000)) * 1000n}`

/**
 * A request to a collector, in the JSON of OTLP (opentelemetry-proto, `ExportTraceServiceRequest`). `instance`: this
 * process, until it ends.
 */
export const otlpOf = (spans: readonly Span[], instance: string): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: {
          attributes: [text('service.name', 'yijian'), text('service.instance.id', instance)],
        },
        scopeSpans: [{ scope: { name: 'yijian' }, spans: spans.map(spanOf) }],
      },
    ],
  })

const spanOf = (span: Span): object => ({
  traceId: span.trace,
  spanId: span.id,
  ...(span.parent === undefined ? {} : { parentSpanId: span.parent }),
  name: span.answered ? `${methodOf(span.answered)} ${span.answered.route}` : span.what,
  kind: kinds[span.what] ?? inside,
  startTimeUnixNano: nanos(span.from),
  endTimeUnixNano: nanos(span.to),
  attributes: attributesOf(span),
  ...(span.isFault ? { status: { code: 2 } } : {}),
})

const attributesOf = ({ channel, outcome, answered }: Span): readonly Attribute[] => [
  ...(channel === undefined ? [] : [text('yijian.channel', channel)]),
  text('yijian.outcome', outcome),
  ...(answered
    ? [
        text('http.request.method', methodOf(answered)),
        text('http.route', answered.route),
        { key: 'http.response.status_code', value: { intValue: `${answered.status}` } },
      ]
    : []),
]
