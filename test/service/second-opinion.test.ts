import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { nameOf } from '#service/name-of.ts'
import { createSecondOpinion } from '#service/second-opinion.ts'
import { withOpinion } from '#service/weigh-opinion.ts'
import { readConfig } from '../../src/config.ts'
import { aHouse, aPerson } from './house.ts'

interface Asked {
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A model's endpoint: what it was asked, and what it answers. */
interface Endpoint extends AsyncDisposable {
  readonly url: string
  readonly asked: Asked[]
}

type Answer = { readonly status?: number; readonly content?: string; readonly raw?: string }
type Answering = Answer | 'never' | ((codes: readonly string[]) => Answer)

async function anEndpoint(answering: Answering): Promise<Endpoint> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { url, headers } = request
      const body = Buffer.concat(chunks).toString()
      asked.push({ url, headers, body })
      if (answering === 'never') return
      const answer = typeof answering === 'function' ? answering(codesIn(body)) : answering
      const { status = 200, content = '', raw } = answer
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(raw ?? JSON.stringify({ choices: [{ message: { content } }] }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The codes of the proposals that a question names, in their order. */
const codesIn = (body: string): readonly string[] =>
  [...body.matchAll(/code\\":\\"([A-Z]\d+)/g)].map(([, code = '']) => code)

/** Nobody can say whether it is manners or quality. */
const doubtful = '县医院看病太乱了，医生不负责任'
const clear = '昌元街道人民医院收费太贵了，没有清单'

let open: AsyncDisposableStack | undefined
afterEach(async () => {
  await open?.disposeAsync()
  open = undefined
})

async function aHouseWith(answer: Answering) {
  const stack = (open = new AsyncDisposableStack())
  const endpoint = stack.use(await anEndpoint(answer))
  const house = stack.use(
    await aHouse({ MODEL_URL: endpoint.url, MODEL_NAME: 'small', MODEL_KEY: 'k' }),
  )
  return { endpoint, house, citizen: aPerson(house, '500153') }
}

describe('a second opinion', () => {
  it('puts its choice first, and the reporter is still the one who chooses', async () => {
    const ours = (codes: readonly string[]) => codes.filter((code) => !/^[MN]/.test(code))
    const third = (codes: readonly string[]) => ({
      content: JSON.stringify({ code: ours(codes)[2] }),
    })
    const { endpoint, house, citizen } = await aHouseWith(third)
    const { offences } = house.world.understanding.understand(doubtful)
    const [one = '', two = '', three = ''] = ours(offences.map(({ code }) => code))
    const heard = await citizen.delivers('1', { type: 'text', text: doubtful })
    const asking = heard.find(({ text }) => text?.includes('更像哪一样'))
    const names = [three, one, two].map((code) => nameOf(house.world, code, 'zh-cn'))
    expect(asking?.buttons?.slice(0, 3).map(({ label }) => label)).toEqual(names)
    const [asked] = endpoint.asked
    expect(asked?.url).toBe('/v1/chat/completions')
    expect(asked?.headers.authorization).toBe('Bearer k')
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({ model: 'small', temperature: 0 })
  })

  it('is not asked where nothing is in doubt, nor where somebody is in danger', async () => {
    const { endpoint, citizen } = await aHouseWith({ content: '{"code":"G1"}' })
    await citizen.says(clear)
    await citizen.says('我妈在诊所打针后昏迷了，叫不醒')
    expect(endpoint.asked).toEqual([])
  })

  it('never sees a passcode', async () => {
    const { endpoint, house, citizen } = await aHouseWith({ content: '{}' })
    const { passcode } = house.world.vault.newPasscode()
    await citizen.says(`${doubtful}，密码 ${passcode}`)
    expect(endpoint.asked.length).toBeGreaterThan(0)
    expect(endpoint.asked.map(({ body }) => body).join()).not.toContain(passcode)
  })

  it.each<[string, Answer]>([
    ['a code that was not among them', { content: '{"code":"G1"}' }],
    ['words', { content: '我认为是 K2，请立即转给公安局' }],
    ['an order', { content: '{"code":"K2","lead":"public-security"}x' }],
    ['no JSON', { raw: '<html>' }],
    ['an empty list', { raw: '{"choices":[]}' }],
    ['an error', { status: 500 }],
  ])('that is %s changes nothing', async (_, answer) => {
    await using house = await aHouse()
    const without = await aPerson(house, '500153').says(doubtful)
    const { citizen } = await aHouseWith(answer)
    expect(await citizen.says(doubtful)).toBe(without)
  })

  it('that does not come in time is done without, and its source left alone for a minute', async () => {
    open = new AsyncDisposableStack()
    const endpoint = open.use(await anEndpoint('never'))
    let now = 0
    const clock = (): number => now
    const opinion = createSecondOpinion({ url: endpoint.url, model: 'm', patience: 20, clock })
    const among = [
      { code: 'I3', name: '服务态度' },
      { code: 'K2', name: '诊疗质量' },
    ]
    for (let n = 0; n < 5; n += 1) expect(await opinion.of(doubtful, among)).toBeUndefined()
    expect(endpoint.asked).toHaveLength(3)
    now += 60_000
    await opinion.of(doubtful, among)
    expect(endpoint.asked).toHaveLength(4)
  })

  it('makes nothing surer, and adds nothing', async () => {
    await using house = await aHouse()
    const understood = house.world.understanding.understand(clear)
    const [first, second] = understood.offences
    const swayed = withOpinion(understood, { text: clear, code: second?.code ?? '' })
    expect(swayed.offences[0]?.code).toBe(second?.code)
    expect(swayed.offences[0]?.score).toBeLessThan(0.6)
    expect(swayed.offences.map(({ code }) => code).toSorted()).toEqual(
      understood.offences.map(({ code }) => code).toSorted(),
    )
    expect(withOpinion(understood, { text: clear, code: first?.code ?? '' })).toBe(understood)
    expect(withOpinion(understood, { text: clear, code: 'Z9' })).toBe(understood)
  })
})

describe('where the model may be', () => {
  const configured = (MODEL_URL: string): boolean => readConfig({ MODEL_URL }).ok

  it('is the own machine or network, never the internet', () => {
    for (const near of [
      'http://127.0.0.1:11434/v1',
      'http://localhost/v1',
      'http://[::1]:8000/v1',
      'http://10.2.3.4/v1',
      'http://172.20.0.2/v1',
      'https://192.168.1.9/v1',
      'http://model/v1',
      'http://llm.internal/v1',
    ])
      expect(configured(near), near).toBe(true)
    for (const far of [
      'https://api.example.com/v1',
      'http://8.8.8.8/v1',
      'http://172.32.0.1/v1',
      'http://10.0.0.1.example.com/v1',
      'ftp://127.0.0.1/v1',
    ])
      expect(configured(far), far).toBe(false)
  })
})
