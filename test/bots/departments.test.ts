import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { createDepartments } from '#bots/departments.ts'
import { createReachable } from '#bots/departments/reachable.ts'
import { dingtalkSign, feishuSign } from '#bots/departments/robots.ts'
import { webhookSignature } from '#bots/departments/webhook.ts'
import type { DepartmentTarget } from '#conversation/department.ts'
import { openFakeDepartments, type FakeDepartments } from './fake-departments.ts'

const at = Date.UTC(2026, 10, 21, 2)
const notice = {
  id: 'msg-0123456789',
  type: 'task.new',
  at,
  lines: ['【医监】有新任务', '件号：RC-2026-00017', '请到工作台看：https://jubao.example/desk'],
  data: { number: 'RC-2026-00017', link: 'https://jubao.example/desk' },
}

let now = at
let outside: FakeDepartments
beforeEach(async () => {
  now = at
  outside = await openFakeDepartments(() => now)
})
afterEach(async () => await outside.close())

const aBot = (more: Partial<Parameters<typeof createDepartments>[0]> = {}) =>
  createDepartments({ ownNets: ['127.0.0.0/8'], now: () => now, timeoutMs: 2000, ...more })

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const secondSecret = 'whsec_c2Vjb25kIHNlY3JldCBmb3IgdGhlIHJvdGF0aW9u'
const webhook = (url: string, secrets: readonly string[] = [secret]): DepartmentTarget => ({
  kind: 'webhook',
  url,
  secrets,
})

describe('signatures', () => {
  // Made with `openssl dgst -sha256` and with Python's hmac, both alike.
  it('of DingTalk has the secret as its key and milliseconds in its message', () => {
    const made = 'SEC0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
    const signed = '7//DxU53/W0alY20CBfQMruyxyPH16shWUtjAP0zcuc='
    expect(dingtalkSign(made, 1_763_690_400_000)).toBe(signed)
  })

  it('of Feishu has seconds and secret as its key, and no message', () => {
    const signed = '6YVUH7c1CVNeLT+n/N8w+M9AXtI2vjq2pjOF6J1mydA='
    expect(feishuSign('gVbT5xxx0123456789abcd', 1_763_690_400)).toBe(signed)
  })

  // The vector that the specification's own libraries are tested with.
  it('of Standard Webhooks is the one that was published', () => {
    const sent = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: '{"test": 2432232314}',
    }
    expect(webhookSignature(secret, sent)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
})

describe('a group robot', () => {
  it.each(['wecom', 'dingtalk', 'feishu'] as const)('of %s takes a notice', async (kind) => {
    const target = kind === 'wecom' ? { kind, url: outside.wecom } : { kind, ...outside[kind] }
    expect(await aBot()(target, notice)).toBe('sent')
    expect(outside.shown(kind)).toEqual([notice.lines.join('\n')])
  })

  it.each(['dingtalk', 'feishu'] as const)(
    'of %s refuses another secret: no is said inside HTTP 200',
    async (kind) => {
      const target = { kind, ...outside[kind], secret: 'another-secret' }
      const code = kind === 'dingtalk' ? 'dingtalk-310000' : 'feishu-19021'
      expect(await aBot()(target, notice)).toEqual({ failed: code })
    },
  )

  it('of DingTalk refuses a clock that is off by an hour', async () => {
    const late = aBot({ now: () => now - 3_600_001 })
    const told = await late({ kind: 'dingtalk', ...outside.dingtalk }, notice)
    expect(told).toEqual({ failed: 'dingtalk-310000' })
  })

  it.each([
    ['wecom', 20, { failed: 'wecom-45009', retryAfter: 60_000 }],
    ['dingtalk', 20, { failed: 'dingtalk-130101', retryAfter: 600_000 }],
    ['feishu', 100, { failed: 'feishu-11232', retryAfter: 60_000 }],
  ] as const)('of %s that was spoken to too often asks for a pause', async (kind, most, told) => {
    const target = kind === 'wecom' ? { kind, url: outside.wecom } : { kind, ...outside[kind] }
    const tell = aBot()
    for (let n = 0; n < most; n += 1) await tell(target, notice)
    expect(await tell(target, notice)).toEqual(told)
  })

  it('is not sent what its platform would cut', async () => {
    const long = { ...notice, lines: ['字'.repeat(683)] }
    expect(await aBot()({ kind: 'wecom', url: outside.wecom }, long)).toEqual({ failed: 'long' })
    expect(outside.received).toEqual([])
  })

  it('whose platform answers with a page is down, not told', async () => {
    outside.trouble({ status: 200, body: '<html>系统维护</html>' })
    const told = await aBot()({ kind: 'wecom', url: outside.wecom }, notice)
    expect(told).toEqual({ failed: 'status-200' })
  })
})

describe('a webhook', () => {
  const headersOf = (n = 0): Record<string, string> => {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
    const { headers = {} } = outside.received[n] ?? {}
    return Object.fromEntries(names.map((name) => [name, String(headers[name])]))
  }

  it('is verified by the reference library, with either secret while they change', async () => {
    now = Date.now()
    const target = webhook(outside.webhook, [secondSecret, secret])
    expect(await aBot()(target, notice)).toBe('sent')
    const body = outside.received[0]?.body ?? ''
    const read = { type: 'task.new', timestamp: '2026-11-21T02:00:00.000Z', data: notice.data }
    for (const one of [secret, secondSecret])
      expect(new Webhook(one).verify(body, headersOf())).toEqual(read)
    const other = new Webhook('whsec_bm9uZSBvZiB0aGUgdHdvIHNlY3JldHM=')
    expect(() => other.verify(body, headersOf())).toThrow('No matching signature')
    expect(() => new Webhook(secret).verify(`${body} `, headersOf())).toThrow('No matching')
  })

  it('has the same id at each attempt and the time of that attempt', async () => {
    const tell = aBot()
    await tell(webhook(outside.webhook), notice)
    now += 7_200_000
    await tell(webhook(outside.webhook), notice)
    const [first, second] = [headersOf(0), headersOf(1)]
    expect(second['webhook-id']).toBe(first['webhook-id'])
    const later = Number(second['webhook-timestamp']) - Number(first['webhook-timestamp'])
    expect(later).toBe(7200)
    expect(second['webhook-signature']).not.toBe(first['webhook-signature'])
  })

  it('that says 410 wants no more', async () => {
    outside.trouble({ status: 410 })
    expect(await aBot()(webhook(outside.webhook), notice)).toBe('gone')
  })

  it('is followed nowhere', async () => {
    outside.trouble({ status: 307, headers: { location: `${outside.root}/elsewhere` } })
    expect(await aBot()(webhook(outside.webhook), notice)).toEqual({ failed: 'redirect' })
    expect(outside.received).toHaveLength(1)
  })

  it.each([
    ['120', 120_000],
    [new Date(at + 90_000).toUTCString(), 90_000],
    ['soon', undefined],
  ])('that asks with %s to be left alone is left alone', async (asked, retryAfter) => {
    outside.trouble({ status: 503, headers: { 'retry-after': asked } })
    const told = await aBot()(webhook(outside.webhook), notice)
    expect(told).toEqual({ failed: 'status-503', ...(retryAfter ? { retryAfter } : {}) })
  })

  it('that says nothing in time, or hangs up, may have taken it', async () => {
    outside.trouble('hang')
    const hung = await aBot({ timeoutMs: 50 })(webhook(outside.webhook), notice)
    expect(hung).toEqual({ failed: 'slow', doubtful: true })
    outside.trouble('cut')
    const cut = await aBot()(webhook(outside.webhook), notice)
    expect(cut).toEqual({ failed: 'reach', doubtful: true })
  })

  it('that answers without end is read no further', async () => {
    let written = 0
    const server = createServer((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    server.listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    expect(await aBot()(webhook(url), notice)).toBe('sent')
    server.closeAllConnections()
    server.close()
    expect(written).toBeLessThan(20_000_000)
  })
})

describe('an address that somebody typed in', () => {
  const inner = [
    'http://127.0.0.1:1/',
    'https://localhost/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.8/',
    'https://192.168.1.1/',
    'https://172.16.0.9/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://224.0.0.1/',
  ]
  it.each(inner)('that leads inside is refused: %s', async (url) => {
    const tell = aBot({ ownNets: [] })
    expect(await tell(webhook(url), notice)).toEqual({ failed: 'address' })
  })

  it('is looked up once, and nothing but what was found is called', async () => {
    const { port } = new URL(outside.webhook)
    const answers = ['127.0.0.1', '203.0.113.9']
    let asked = 0
    const resolve = async (): Promise<{ address: string; family: number }[]> => {
      asked += 1
      return await Promise.resolve([{ address: answers[asked - 1] ?? '', family: 4 }])
    }
    const url = webhook(`http://changes.example:${port}/hooks`)
    expect(await aBot({ resolve })(url, notice)).toBe('sent')
    expect(asked).toBe(1)
    expect(outside.received[0]?.headers.host).toBe(`changes.example:${port}`)
    expect(await aBot({ resolve })(url, notice)).toEqual({ failed: 'address' })
  })

  it('is refused if any of its addresses leads inside', async () => {
    const resolve = async () =>
      await Promise.resolve([
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    const told = await aBot({ ownNets: [], resolve })(webhook('https://two.example/'), notice)
    expect(told).toEqual({ failed: 'address' })
  })

  it('goes without encryption to nobody but the own network', async () => {
    const resolve = async () => await Promise.resolve([{ address: '8.8.8.8', family: 4 }])
    const told = await aBot({ resolve })(webhook('http://plain.example/'), notice)
    expect(told).toEqual({ failed: 'plain' })
  })

  it('that nobody knows, or where nobody listens, is told apart', async () => {
    const resolve = async () => await Promise.reject(new Error('ENOTFOUND'))
    const unknown = await aBot({ resolve })(webhook('https://nowhere.example/'), notice)
    expect(unknown).toEqual({ failed: 'name' })
    await outside.close()
    expect(await aBot()(webhook(outside.webhook), notice)).toEqual({ failed: 'reach' })
  })

  it('may lead inside where the operator named that network, and nowhere beside it', () => {
    const { isAllowed, isOwn } = createReachable(['10.1.0.0/16', '192.168.8.20', 'fd12::/16'])
    const own = ['10.1.2.3', '192.168.8.20', 'fd12::9', '::ffff:10.1.2.3']
    expect(own.every((one) => isAllowed(one) && isOwn(one))).toBe(true)
    const other = ['10.2.0.1', '192.168.8.21', 'fd13::9', '127.0.0.1']
    expect(other.some((one) => isAllowed(one))).toBe(false)
    expect(isAllowed('39.156.66.10') && !isOwn('39.156.66.10')).toBe(true)
  })
})
