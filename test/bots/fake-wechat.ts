import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createTime } from './fake-wechat-time.ts'
import type { Time } from './fake-wechat-time.ts'

type Json = Record<string, unknown>
type Fields = Readonly<Record<string, string>>

/** A text that a person has on their phone, and the way it came. */
export interface Shown {
  readonly to: string
  readonly text: string
  readonly way: 'reply' | 'service' | 'template'
}

/** What the account's server answered to one delivery. */
export interface Answer {
  readonly status: number
  readonly body: string
  /** The text of the reply, opened and checked; absent where there was none. */
  readonly text?: string
  /** Longer than the platform waits. */
  readonly late: boolean
}

export interface Delivering {
  readonly mode?: 'plain' | 'compatible' | 'safe'
  readonly appId?: string
  readonly token?: string
  /** Changes what is sent, after it was signed. */
  readonly forge?: (query: URLSearchParams, body: string) => string
  readonly at?: number
}

/** The platform of official accounts on loopback, with a clock and an encryption of its own. */
export interface FakeWechat {
  readonly root: string
  readonly appId: string
  readonly secret: string
  readonly token: string
  readonly aesKey: string
  readonly time: Time
  readonly shown: readonly Shown[]
  /** Paths called, in order. */
  readonly calls: readonly string[]
  readonly hook: (call: (request: Request) => Promise<Response>) => void
  /** One delivery as it is made once; nobody sees its answer. */
  readonly deliver: (fields: Fields, how?: Delivering) => Promise<Answer>
  /**
   * A message as the platform delivers it: up to three times, until it is answered within five seconds. `patient`: until
   * it is answered, however long that takes.
   */
  readonly send: (from: string, fields: Fields, patient?: boolean) => Promise<readonly Answer[]>
  readonly addMedia: (id: string, media: Uint8Array | Json) => void
  /** The platform forgets what it holds: files after three days, tokens after two hours. */
  readonly expireTokens: () => void
  readonly fail: (path: string, codes: readonly number[]) => void
  readonly follow: (person: string, does: boolean) => void
  /** They got every message that is allowed after what they did last. */
  readonly isSpent: (person: string) => boolean
  /** Its doors answer nobody any more, until `up`; what people write is still delivered. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly close: () => Promise<void>
}

const sha1 = (parts: readonly string[]): string =>
  createHash('sha1')
    .update(parts.toSorted((a, b) => (a < b ? -1 : 1)).join(''))
    .digest('hex')

/** Written from the platform's description, apart from the account's own code. */
function seal(key: Buffer, text: string, appId: string): string {
  const words = Buffer.from(text, 'utf8')
  let plain = Buffer.concat([Buffer.from('0123456789abcdef'), Buffer.alloc(4), words])
  plain.writeInt32BE(words.length, 16)
  plain = Buffer.concat([plain, Buffer.from(appId)])
  const missing = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  cipher.setAutoPadding(false)
  return cipher.update(Buffer.concat([plain, Buffer.alloc(missing, missing)])).toString('base64')
}

function unseal(key: Buffer, sealed: string, appId: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
  decipher.setAutoPadding(false)
  const bytes = decipher.update(Buffer.from(sealed, 'base64'))
  const end = 20 + bytes.readInt32BE(16)
  const id = bytes.subarray(end, bytes.length - (bytes.at(-1) ?? 0)).toString()
  if (id !== appId) throw new Error(`sealed for ${id}`)
  return bytes.subarray(20, end).toString()
}

const field = (xml: string, name: string): string => {
  const start = xml.indexOf(`<${name}>`) + name.length + 2
  const end = xml.lastIndexOf(`</${name}>`)
  if (start <= name.length + 1 || end < start) throw new Error(`no ${name} in ${xml}`)
  const inner = xml.slice(start, end)
  let words = ''
  for (let at = 0; at < inner.length;) {
    const opens = inner.startsWith('<![CDATA[', at)
    const ends = opens ? inner.indexOf(']]>', at) : inner.length
    if (ends < 0) throw new Error('a section has no end')
    words += inner.slice(opens ? at + 9 : at, ends)
    at = opens ? ends + 3 : ends
  }
  return words
}

const numbers = new Set(['CreateTime', 'MsgId'])

function xmlOf(fields: Fields): string {
  const written = Object.entries(fields).map(([name, value]) =>
    numbers.has(name)
      ? `<${name}>${value}</${name}>`
      : `<${name}><![CDATA[${value.split(']]>').join(']]]]><![CDATA[>')}]]></${name}>`,
  )
  return `<xml>\n${written.join('\n')}\n</xml>`
}

const quotas = { message: [5, 48 * 3_600_000], act: [3, 60_000] } as const

export async function openFakeWechat(
  mode: Delivering['mode'] = 'safe',
  time: Time = createTime(1_700_000_000_000),
): Promise<FakeWechat> {
  const [appId, secret, token] = ['wx0123456789abcdef', 'SecretNeverLogged00000000000000', 'tok3n']
  const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const shown: Shown[] = []
  const calls: string[] = []
  const media = new Map<string, { readonly what: Uint8Array | Json; readonly at: number }>()
  const faults = new Map<string, number[]>()
  const quota = new Map<string, { left: number; until: number }>()
  const away = new Set<string>()
  let hook: (request: Request) => Promise<Response> = async () => new Response('', { status: 404 })
  let [tokens, ids] = [0, 7_000_000_000_000_000_000n]
  let valid: { value: string; until: number } | undefined

  const grant = (force: boolean): Json => {
    if (!valid || valid.until <= time.now() || force) {
      tokens += 1
      valid = { value: `token-never-logged-${tokens}`, until: time.now() + 7_200_000 }
    }
    return { access_token: valid.value, expires_in: (valid.until - time.now()) / 1000 }
  }
  const custom = ({ touser, text }: Json): number => {
    const [to, { content }] = [String(touser), text as { content: string }]
    if (Buffer.byteLength(content) > 2048) return 45002
    if (away.has(to)) return 43004
    const open = [quota.get(`${to} act`), quota.get(`${to} message`)].filter(
      (one) => one !== undefined && one.until > time.now(),
    )
    if (open.length === 0) return 45015
    const from = open.find((one) => one !== undefined && one.left > 0)
    if (!from) return 45047
    from.left -= 1
    shown.push({ to, text: content, way: 'service' })
    return 0
  }
  const template = ({ touser, data }: Json): number => {
    for (const [name, { value }] of Object.entries(data as Record<string, { value: string }>)) {
      if (name.startsWith('thing') && value.length > 20) return 47003
      if (name.startsWith('phrase') && !/^[一-龥]{1,5}$/.test(value)) return 47003
      if (name.startsWith('time') && !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(value)) return 47003
      shown.push({ to: String(touser), text: value, way: 'template' })
    }
    return 0
  }
  const answerTo = async (request: IncomingMessage): Promise<Uint8Array | Json> => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://here')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    calls.push(path)
    const fault = faults.get(path)?.shift()
    if (fault !== undefined) return { errcode: fault, errmsg: 'fault' }
    if (path.startsWith('/film/')) return media.get(path)?.what ?? { errcode: 40007 }
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Json) : {}
    if (path === '/cgi-bin/stable_token') {
      if (body['appid'] !== appId || body['secret'] !== secret) return { errcode: 40125 }
      return grant(body['force_refresh'] === true)
    }
    if (!valid || query.get('access_token') !== valid.value) return { errcode: 40001 }
    if (valid.until <= time.now()) return { errcode: 42001 }
    if (path === '/cgi-bin/message/custom/send') return { errcode: custom(body) }
    if (path === '/cgi-bin/message/template/send') return { errcode: template(body) }
    const held = media.get(query.get('media_id') ?? '')
    return held && held.at > time.now() - 3 * 86_400_000 ? held.what : { errcode: 40007 }
  }
  const server = createServer((request, response) => {
    void answerTo(request).then((answer) => {
      const bytes = answer instanceof Uint8Array
      const type = bytes ? 'application/octet-stream' : 'text/plain'
      response.writeHead(200, { 'content-type': type })
      return response.end(bytes ? answer : JSON.stringify(answer))
    })
  })
  const listen = async (at: number): Promise<void> =>
    await new Promise<void>((resolve) => {
      server.listen(at, '127.0.0.1', resolve)
    })
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const root = `http://127.0.0.1:${port}`

  const deliver = async (fields: Fields, how: Delivering = {}): Promise<Answer> => {
    const way = how.mode ?? mode
    const signer = how.token ?? token
    const stamp = String(Math.floor((how.at ?? time.now()) / 1000))
    const nonce = String(1_000_000 + tokens)
    const query = new URLSearchParams({
      signature: sha1([signer, stamp, nonce]),
      timestamp: stamp,
      nonce,
      openid: fields['FromUserName'] ?? '',
    })
    const plain = xmlOf(fields)
    let body = plain
    if (way !== 'plain') {
      const sealed = seal(key, plain, how.appId ?? appId)
      query.set('encrypt_type', 'aes')
      query.set('msg_signature', sha1([signer, stamp, nonce, sealed]))
      const both = { ...(way === 'compatible' ? fields : {}), Encrypt: sealed }
      body = xmlOf({ ToUserName: fields['ToUserName'] ?? '', ...both })
    }
    body = how.forge?.(query, body) ?? body
    const began = time.now()
    const url = `http://account/hooks/wechat-official?${query.toString()}`
    const response = await hook(new Request(url, { method: 'POST', body }))
    const answer = { status: response.status, body: await response.text() }
    const late = time.now() - began > 5000
    if (!answer.body.startsWith('<xml>')) return { ...answer, late }
    const reply = way === 'plain' ? answer.body : openReply(answer.body)
    if (field(reply, 'ToUserName') !== fields['FromUserName']) throw new Error('for another')
    const text = field(reply, 'Content')
    if (Buffer.byteLength(text) > 2048) throw new Error('the reply is too long')
    if (/[^\P{Cc}\t\n\r]/u.test(text)) throw new Error('the reply is no XML')
    return { ...answer, late, text }
  }
  const openReply = (xml: string): string => {
    const [sealed, stamp, nonce] = [
      field(xml, 'Encrypt'),
      field(xml, 'TimeStamp'),
      field(xml, 'Nonce'),
    ]
    if (field(xml, 'MsgSignature') !== sha1([token, stamp, nonce, sealed]))
      throw new Error('forged')
    return unseal(key, sealed, appId)
  }
  const allow = (from: string, kind: keyof typeof quotas): void => {
    const [left, lasts] = quotas[kind]
    quota.set(`${from} ${kind}`, { left, until: time.now() + lasts })
  }
  return {
    root,
    appId,
    secret,
    token,
    aesKey,
    time,
    shown,
    calls,
    hook: (call) => {
      hook = call
    },
    deliver,
    send: async (from, fields, patient = false) => {
      const event = fields['MsgType'] === 'event'
      if (!event) allow(from, 'message')
      else if (['subscribe', 'SCAN', 'CLICK'].includes(fields['Event'] ?? '')) allow(from, 'act')
      if (fields['Event'] === 'unsubscribe') away.add(from)
      ids += 1n
      const whole = {
        ToUserName: 'gh_account',
        FromUserName: from,
        CreateTime: String(Math.floor(time.now() / 1000)),
        ...fields,
        ...(event ? {} : { MsgId: fields['MsgId'] ?? String(ids) }),
      }
      const answers: Answer[] = []
      const most = patient ? Infinity : 3
      while (answers.length < most) {
        const answer = await deliver(whole)
        answers.push(answer)
        if ((answer.late && !patient) || answer.status !== 200) continue
        if (answer.text !== undefined) shown.push({ to: from, text: answer.text, way: 'reply' })
        break
      }
      return answers
    },
    addMedia: (id, what) => {
      media.set(id, { what, at: time.now() })
    },
    expireTokens: () => {
      valid = undefined
    },
    fail: (path, codes) => {
      faults.set(path, [...codes])
    },
    isSpent: (person) =>
      [quota.get(`${person} act`), quota.get(`${person} message`)].every(
        (one) => one === undefined || one.left === 0,
      ),
    follow: (person, does) => {
      if (does) away.delete(person)
      else away.add(person)
    },
    down: close,
    up: async () => await listen(port),
    close,
  }
}
