import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openTraces } from '../../src/traces.ts'
import { openCollector, type Collector } from '../traces/collector.ts'
import { anAsker } from './asker.ts'
import { createFinder } from './canaries.ts'
import { aPlantedHouse, type PlantedHouse } from './planted.ts'
import { routesOf } from './routes.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let collector: Collector
let planted: PlantedHouse
let lost: number

/** Reports by web chat and Telegram, all that is sent for them, and somebody at the desk who looks at each. */
beforeAll(async () => {
  collector = await openCollector()
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const url = `${collector.root}/v1/traces`
  const traces = openTraces({ url, log, clock: () => Date.UTC(2026, 10, 20, 2), rhythm: 50 })
  planted = await aPlantedHouse({ during: traces.during })
  const officer = anAsker(planted.app)
  await officer.signIn('intake-500153-intake')
  for (const { number, passcode, evidence } of planted.cases) {
    const ofCase = `/desk/cases/${number}`
    const paths = [ofCase, ...evidence.map((id) => `${ofCase}/evidence/${id}`)]
    const outside = [`/track?number=${number}&passcode=${passcode}`, `/${number}/${passcode}`]
    for (const path of [...paths, ...outside]) await officer.ask('GET', { path })
    await officer.ask('POST', { path: '/track', fields: { number, passcode } })
  }
  await planted.house.tick()
  await planted.house.tell()
  await traces.stop(5_000)
  lost = traces.lost()
})
afterAll(async () => {
  await planted[Symbol.asyncDispose]()
  await collector[Symbol.asyncDispose]()
})

it('traces show how a report came in and was read, and nothing by which it or anybody is known', () => {
  const { cases, identity, waiting, house, app } = planted
  const spans = collector.spans()
  expect(lost).toBe(0)
  const channels = new Set(spans.flatMap(({ attributes }) => attributes['yijian.channel'] ?? []))
  expect([...channels].toSorted()).toEqual(['telegram', 'web-chat', 'web-form'])
  const find = createFinder([
    ...identity,
    ...cases.map(({ content }) => content),
    ...cases.map(({ number }) => ({ name: 'a number', text: number })),
    waiting,
  ])
  expect(collector.bodies.flatMap((body) => find(body))).toEqual([])

  // Beside numbers, times and random ids there is no word that does not stand in the program itself.
  const routes = [...routesOf(app), { method: 'GET', path: 'other' }]
  const patterns = new Set(app.routes.map(({ path }) => path)).add('other')
  const known: Readonly<Record<string, (value: string) => boolean>> = {
    'yijian.channel': (value) => house.world.channels.has(value),
    'yijian.outcome': (value) => ['done', 'failed', 'heard', 'sent', 'later'].includes(value),
    'http.request.method': (value) => routes.some(({ method }) => method === value),
    'http.route': (value) => patterns.has(value),
    'http.response.status_code': (value) => /^[2-5]\d\d$/.test(value),
  }
  const strange = spans.flatMap(({ attributes }) =>
    Object.entries(attributes).filter(([key, value]) => !known[key]?.(value)),
  )
  expect(strange).toEqual([])
  const names = new Set(['message', 'transaction', 'delivery', 'round'])
  const named = spans.filter(({ name, attributes }) =>
    'http.route' in attributes
      ? name !== `${attributes['http.request.method']} ${attributes['http.route']}`
      : !names.has(name),
  )
  expect(named).toEqual([])
  console.log(`traces: ${spans.length} spans of ${cases.length} reports, none tells of whom`)
})
