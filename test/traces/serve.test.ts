import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { serve } from '../../src/main.ts'
import { createFollowing, openTraces } from '../../src/traces.ts'
import { aFolder, type Env } from '../cli/yijian.ts'
import { openCollector } from './collector.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

const configOf = (env: Env) => {
  const read = readConfig(env)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.config
}

/** What somebody from outside would have their own trace be. */
const foreign = '4bf92f3577b34da6a3ce929d0e0e4736'

it('serve posts a span for each message, its transactions, answers, requests and rounds', async () => {
  using folder = aFolder()
  await using collector = await openCollector()
  const env = { STATE_DIR: folder.path('var'), PORT: '0', METRICS_PORT: '0' }
  const config = configOf({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.root })
  const told: string[] = []
  const info = (message: string, facts?: object): void =>
    void told.push(`${message} ${JSON.stringify(facts)}`)
  const running = await serve({ config, log: { ...silent, info } })
  try {
    const heard = { channel: 'web-chat', address: 'address-of-someone-0123', once: 'once-1' }
    await running.house.port.hear(
      { ...heard, at: Date.now(), what: { type: 'text', text: '张秀英的秘密' } },
      async () => 'sent',
    )
    const headers = { traceparent: `00-${foreign}-00f067aa0ba902b7-01`, tracestate: 'me=1' }
    await fetch(`${running.url}/track?number=RC-2026-00001`, { headers })
    await fetch(`${running.url}/desk/cases/RC-2026-00001`, { headers })
    await fetch(`${running.url}/张秀英/13912345678`, { headers })
    await running.house.tick()
    const figures = await fetch(/http:\/\/[^"]+\/metrics/.exec(told.join())?.[0] ?? '')
    expect(told[0]).toBe(`traces ${JSON.stringify({ to: `${collector.root}/v1/traces` })}`)
    expect(await figures.text()).toContain('yijian_trace_spans_lost 0')
  } finally {
    await running.stop()
  }
  const spans = collector.spans()
  const message = spans.find(({ name }) => name === 'message')
  expect(message?.attributes).toEqual({ 'yijian.channel': 'web-chat', 'yijian.outcome': 'heard' })
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === message?.spanId)
  const names = new Set(parts.map(({ name }) => name))
  expect([...names].toSorted()).toEqual(['delivery', 'transaction'])
  expect(parts.every(({ traceId }) => traceId === message?.traceId)).toBe(true)
  expect(spans.some(({ name }) => name === 'round')).toBe(true)
  const requests = spans.filter(({ attributes }) => 'http.route' in attributes)
  expect(requests.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['GET /track', 'GET /desk/cases/:number', 'GET other']),
  )
  expect(requests.every(({ parentSpanId }) => parentSpanId === undefined)).toBe(true)
  expect(spans.every(({ from, to }) => to >= from)).toBe(true)
  const all = collector.bodies.join()
  for (const word of [foreign, '00f067aa', '张秀英', '139123', 'RC-2026', 'address-of'])
    expect(all).not.toContain(word)
})

it.each([
  ['does not answer', 'silent' as const],
  ['is full', 503],
  ['refuses what it hears', 400],
])('a collector that %s holds up neither a message nor the end', async (_, mood) => {
  await using collector = await openCollector()
  collector.mood(mood)
  const told: string[] = []
  const log = { ...silent, warn: (message: string) => void told.push(message) }
  const clock = (): number => Date.UTC(2026, 10, 21, 2)
  const traces = openTraces({ url: `${collector.root}/v1/traces`, log, clock, rhythm: 50 })
  const heard = async (): Promise<void> => {
    await traces.during({ what: 'message', channel: 'web-chat' }, async () => {})
  }
  await heard()
  await collector.called(1)
  for (let n = 0; n < 6_000; n++) await heard()
  await traces.stop(50)
  expect(traces.lost()).toBe(6_001)
  expect(told).toEqual(['traces do not reach their collector'])
})

it('a collector that is away costs one warning, and the house works and stops', async () => {
  using folder = aFolder()
  const away = await openCollector()
  await away[Symbol.asyncDispose]()
  const told: string[] = []
  const log = { ...silent, warn: (message: string) => void told.push(message) }
  const env = { STATE_DIR: folder.path('var'), PORT: '0' }
  const config = configOf({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: away.root })
  const running = await serve({ config, log })
  expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
  await running.stop()
  expect(told.filter((one) => one.includes('traces'))).toEqual([
    'traces do not reach their collector',
  ])
})

it('nothing of a trace goes out with what is sent within it', async () => {
  const seen: string[] = []
  const platform = createServer((asked, answer) => {
    seen.push(...Object.keys(asked.headers))
    answer.end()
  })
  await new Promise<void>((done) => void platform.listen(0, '127.0.0.1', done))
  const { port } = platform.address() as AddressInfo
  const put = (): void => {}
  const during = createFollowing({ put, clock: Date.now, elapsed: () => 0 })
  await during({ what: 'delivery', channel: 'telegram' }, async () => {
    await fetch(`http://127.0.0.1:${port}/`)
  })
  platform.close()
  expect(seen).toContain('host')
  expect(seen.filter((name) => /trace|baggage|b3/.test(name))).toEqual([])
})

it('the setting is the root of a collector, and refused where others could read along', () => {
  const urlOf = (root: string) => configOf({ OTEL_EXPORTER_OTLP_ENDPOINT: root }).traceUrl
  expect(urlOf('http://10.1.2.3:4318')).toBe('http://10.1.2.3:4318/v1/traces')
  expect(urlOf('https://otel.example.gov.cn/in/')).toBe('https://otel.example.gov.cn/in/v1/traces')
  expect(urlOf('')).toBeUndefined()
  const wrong = ['no address', 'http://otel.example.gov.cn:4318', 'http://a:b@127.0.0.1:4318']
  for (const root of [...wrong, 'grpc://127.0.0.1:4317', 'http://127.0.0.1:4318?token=1'])
    expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: root }), root).toMatchObject({
      problems: [expect.stringContaining('OTEL_EXPORTER_OTLP_ENDPOINT is not usable')],
    })
  expect(readConfig({ MODEL_URL: 'no address' })).toMatchObject({
    problems: [expect.stringContaining('MODEL_URL is not usable')],
  })
})
