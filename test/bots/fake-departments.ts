import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call as it came in. */
export interface Received {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** In place of what a platform would say. `hang`: it never answers; `cut`: it hangs up after it has read everything. */
export type Trouble =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | 'hang'
  | 'cut'

/** Group robots of three platforms and a machine, on loopback, as strict as the real ones. */
export interface FakeDepartments {
  readonly root: string
  readonly wecom: string
  readonly dingtalk: { readonly url: string; readonly secret: string }
  readonly feishu: { readonly url: string; readonly secret: string }
  readonly webhook: string
  /** Everything that came in, in order. */
  readonly received: readonly Received[]
  /** What each group shows: only what its platform took. */
  readonly shown: (robot: 'wecom' | 'dingtalk' | 'feishu') => readonly string[]
  /** From now on this instead; `undefined`: all is well again. */
  readonly trouble: (trouble: Trouble | undefined) => void
  readonly close: () => Promise<void>
}

const key = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
const token = '566cc69da782ec33e42541b5f08551ec2d4c2b4f7c9f2e7a5f1c0d9e8b7a6f5c'
const hook = '7f1c0d9e-8b7a-4f5c-9a0b-1c2d3e4f5a6b'
const dingtalkSecret = 'SECf0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9'
const feishuSecret = 'Yq3sT6v9yBkEfHmQ8tWx'

const minute = 60_000

interface Robot {
  readonly limit: number
  readonly times: number[]
  readonly shown: string[]
}

/** `now`: the platforms' clock. */
export async function openFakeDepartments(now: () => number): Promise<FakeDepartments> {
  const received: Received[] = []
  let trouble: Trouble | undefined
  const robots = {
    wecom: { limit: 20, times: [], shown: [] } as Robot,
    dingtalk: { limit: 20, times: [], shown: [] } as Robot,
    feishu: { limit: 100, times: [], shown: [] } as Robot,
  }
  const answer = (call: Received): { readonly status: number; readonly body: unknown } => {
    if (call.path === '/hooks') return { status: 200, body: {} }
    const at = now()
    if (call.path === '/cgi-bin/webhook/send')
      return { status: 200, body: wecom(call, robots.wecom, at) }
    if (call.path === '/robot/send')
      return { status: 200, body: dingtalk(call, robots.dingtalk, at) }
    if (call.path === `/open-apis/bot/v2/hook/${hook}`)
      return { status: 200, body: feishu(call, robots.feishu, at) }
    return { status: 404, body: 'not found' }
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://x')
      const body = Buffer.concat(parts).toString()
      const call = { path, query, headers: request.headers, body }
      received.push(call)
      if (trouble === 'hang') return
      if (trouble === 'cut') return void request.socket.destroy()
      const said = trouble ?? answer(call)
      const text = typeof said.body === 'string' ? said.body : JSON.stringify(said.body ?? {})
      response.writeHead(said.status, 'headers' in said ? said.headers : {})
      response.end(text)
    })
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    root,
    received,
    wecom: `${root}/cgi-bin/webhook/send?key=${key}`,
    dingtalk: { url: `${root}/robot/send?access_token=${token}`, secret: dingtalkSecret },
    feishu: { url: `${root}/open-apis/bot/v2/hook/${hook}`, secret: feishuSecret },
    webhook: `${root}/hooks`,
    shown: (robot) => robots[robot].shown,
    trouble: (next) => {
      trouble = next
    },
    close: async () => {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

interface Text {
  readonly msgtype?: string
  readonly msg_type?: string
  readonly text?: { readonly content?: string }
  readonly content?: { readonly text?: string }
  readonly timestamp?: string
  readonly sign?: string
}

/** Too many in the last minute, or shown in the group. */
function show(robot: Robot, text: string, at: number): boolean {
  const lately = robot.times.filter((time) => time > at - minute)
  if (lately.length >= robot.limit) return false
  robot.times.push(at)
  robot.shown.push(text)
  return true
}

function wecom({ query, body }: Received, robot: Robot, at: number): object {
  if (query.get('key') !== key) return { errcode: 93000, errmsg: 'invalid webhook url' }
  const { msgtype, text } = JSON.parse(body) as Text
  const content = text?.content ?? ''
  if (msgtype !== 'text' || content === '') return { errcode: 44004, errmsg: 'empty content' }
  if (Buffer.byteLength(content) > 2048) return { errcode: 40058, errmsg: 'content too long' }
  if (!show(robot, content, at)) return { errcode: 45009, errmsg: 'api freq out of limit' }
  return { errcode: 0, errmsg: 'ok' }
}

function dingtalk({ query, body }: Received, robot: Robot, at: number): object {
  const timestamp = Number(query.get('timestamp'))
  const signed = createHmac('sha256', dingtalkSecret).update(`${timestamp}\n${dingtalkSecret}`)
  const isInTime = Math.abs(at - timestamp) < 60 * minute
  if (!isInTime) return { errcode: 310000, errmsg: 'invalid timestamp' }
  if (query.get('sign') !== signed.digest('base64') || query.get('access_token') !== token)
    return { errcode: 310000, errmsg: 'sign not match' }
  const { msgtype, text } = JSON.parse(body) as Text
  if (msgtype !== 'text' || !text?.content) return { errcode: 400, errmsg: 'empty content' }
  if (!show(robot, text.content, at)) return { errcode: 130101, errmsg: 'send too fast' }
  return { errcode: 0, errmsg: 'ok' }
}

function feishu({ body }: Received, robot: Robot, at: number): object {
  const { timestamp, sign, msg_type: type, content } = JSON.parse(body) as Text
  const signed = createHmac('sha256', `${timestamp}\n${feishuSecret}`).update('').digest('base64')
  const isInTime = Math.abs(at / 1000 - Number(timestamp)) < 3600
  if (!isInTime || sign !== signed)
    return { code: 19021, msg: 'sign match fail or timestamp is not within one hour', data: {} }
  if (type !== 'text' || !content?.text) return { code: 9499, msg: 'Bad Request', data: {} }
  if (!show(robot, content.text, at)) return { code: 11232, msg: 'frequency limited', data: {} }
  return { code: 0, msg: 'success', data: {}, StatusCode: 0, StatusMessage: 'success' }
}
