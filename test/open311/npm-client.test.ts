import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officerOf } from '../service/house.ts'
import { act, readCase } from '#service/desk.ts'
import { area, aScene, type Open311Scene } from './scene.ts'

/**
 * The client open311 0.0.12 from npm, as it is. Of what it depends on, `sparkxml` stands in no registry and `xml2json` 0.2
 * does not build on this Node: both are the shims beside this file, by `overrides`. `request` and `lodash` are the last of
 * their lines.
 */
// oxlint-disable-next-line typescript/no-explicit-any
type Data = any
type Done = (error: unknown, data: Data) => void
interface Client {
  endpoint?: string
  format: string
  serviceDiscovery: (options: object, done: Done) => void
  serviceList: (done: Done) => void
  serviceDefinition: (code: string, done: Done) => void
  submitRequest: (data: object, done: Done) => void
  token: (token: string, done: Done) => void
  serviceRequests: (...given: readonly unknown[]) => void
}
const Open311 = createRequire(import.meta.url)('open311') as new (options: object) => Client

async function aClient(format: string): Promise<Client> {
  const endpoint = await scene.served()
  const discovery = `${endpoint}discovery.${format}`
  return new Open311({ endpoint, discovery, jurisdiction: area, format, apiKey: scene.key })
}

const asked = async (work: (done: Done) => void): Promise<Data> => {
  const told = Promise.withResolvers<Data>()
  work((error, data) => (error ? told.reject(new Error(String(data))) : told.resolve(data)))
  return await told.promise
}

const report = {
  service_code: 'A1',
  description: '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  address_string: '昌元街道菜市场后门',
  attributes: { ongoing: 'yes', standing: 'anonymous' },
}

let scene: Open311Scene
beforeAll(async () => {
  scene = await aScene()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

describe.each(['json', 'xml'])('the client open311 of npm in %s', (format) => {
  it('finds the endpoint, the services and what each asks', async () => {
    const client = await aClient(format)
    const found = await asked((done) => client.serviceDiscovery({}, done))
    expect(found.endpoints[0]).toMatchObject({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      type: 'production',
      formats: ['text/xml', 'application/json'],
    })
    const services = await asked((done) => client.serviceList(done))
    expect(services.length).toBeGreaterThan(30)
    expect(services[0]).toMatchObject({ service_code: 'A1', metadata: true, type: 'batch' })
    const definition = await asked((done) => client.serviceDefinition('A1', done))
    expect(definition.service_code).toBe('A1')
    const ongoing = definition.attributes.find((one: Data) => one.code === 'ongoing')
    expect(ongoing).toMatchObject({ variable: true, datatype: 'singlevaluelist' })
    expect(ongoing.values).toContainEqual({ key: 'yes', name: expect.any(String) as string })
    await expect(asked((done) => client.serviceDefinition('NO', done))).rejects.toThrow('404')
  })

  it('takes over the endpoint that discovery names', async () => {
    const client = await aClient(format)
    delete client.endpoint
    await asked((done) => client.serviceDiscovery({ cache: true }, done))
    expect(client.endpoint).toBe('https://jubao.example/open311/v2/')
  })

  it('sends a report, gets a token, and by it the id once the report is accepted', async () => {
    const client = await aClient(format)
    const own = { ...report, description: `${report.description}，${format}` }
    const [sent] = await asked((done) => client.submitRequest(own, done))
    expect(sent.service_request_id).toBeUndefined()
    expect(sent.token).toMatch(/^[\w-]{43}$/)
    const number = /RC-2026-\d{5}/.exec(sent.service_notice)?.[0] ?? ''
    const [waiting] = await asked((done) => client.token(sent.token, done))
    expect(waiting).toEqual({ token: sent.token })
    const officer = await officerOf(scene.house, number)
    const read = await readCase(scene.house.world, officer, number)
    if (!read.ok) throw new Error(read.refusal.key)
    const { version } = read.value.file
    const { task } = officer
    await act(scene.house.world, officer, { number, version }, { type: 'accept', task })
    const [accepted] = await asked((done) => client.token(sent.token, done))
    expect(accepted.token).toBe(sent.token)
    expect(String(accepted.service_request_id)).toMatch(/^[\w-]+$/)
    const hidden = asked((done) => client.serviceRequests(accepted.service_request_id, done))
    await expect(hidden, 'a report is never public').rejects.toThrow('404')
    await expect(asked((done) => client.token('no-such-token', done))).rejects.toThrow('404')
  })

  it('reads what is published, one and all', async () => {
    const client = await aClient(format)
    const day = format === 'json' ? '2026-11-12' : '2026-11-14'
    const first = await scene.publishes({ on: '2026-11-11' })
    const second = await scene.publishes({ offence: 'E2', on: day })
    const all = await asked((done) => client.serviceRequests({}, done))
    const ids: readonly string[] = all.map((one: Data) => one.service_request_id)
    expect([ids[0], ids.includes(first)]).toEqual([second, true])
    expect(all[0].requested_datetime.toISOString()).toBe(
      new Date(`${day}T00:00:00+08:00`).toISOString(),
    )
    const both = await asked((done) => client.serviceRequests([first, second], {}, done))
    expect(both).toHaveLength(2)
    const [one] = await asked((done) => client.serviceRequests(first, done))
    expect(one).toMatchObject({
      status: 'closed',
      agency_responsible: '荣昌区卫生健康委',
      description: '未取得医疗机构执业许可证 <擅自> 执业 & 开药（荣卫医罚〔2026〕12号）',
      media_url: null,
      lat: null,
    })
  })

  it('is told why where something is wrong', async () => {
    const client = await aClient(format)
    const fails = async (data: object, status: string): Promise<void> =>
      await expect(asked((done) => client.submitRequest(data, done))).rejects.toThrow(status)
    await fails({ ...report, service_code: 'NO' }, '404')
    await fails({ ...report, address_string: '' }, '400')
    await fails({ ...report, description: '长'.repeat(4001) }, '400')
    const stranger = new Open311({ ...client, apiKey: 'of-nobody' })
    await expect(asked((done) => stranger.submitRequest(report, done))).rejects.toThrow('403')
    const elsewhere = new Open311({ ...client, jurisdiction: 'nowhere' })
    await expect(asked((done) => elsewhere.serviceList(done))).rejects.toThrow('404')
  })
})
