import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Json = Record<string, unknown>

export interface Call {
  readonly method: string
  readonly payload: Json
}

interface Fault {
  readonly method: string
  left: number
  readonly status: number
  readonly more: Json
}

type Update = { readonly update_id: number } & Json

/** A Bot API server on loopback: real long polling, files, faults, and the people on the other side. */
export interface FakeTelegram {
  readonly root: string
  readonly token: string
  readonly calls: readonly Call[]
  readonly sent: (chat: number) => readonly Call[]
  /** Everything below this id was confirmed by the bot. */
  readonly confirmed: () => number
  /** Whatever a person does; returns the id of the update. */
  readonly push: (update: Json) => number
  readonly message: (chat: number, body: Json) => number
  readonly tap: (chat: number, data: string, more?: Json) => number
  /** The last update once more, whatever was confirmed, as after a crash of the platform's own. */
  readonly again: () => void
  readonly addFile: (id: string, bytes: Uint8Array) => void
  readonly fail: (method: string, times: number, status: number, more?: Json) => void
  /** Resolves when it holds; looked at again after each request. */
  readonly until: (holds: () => boolean) => Promise<void>
  /** The bot has heard everything and waits for more. */
  readonly settled: () => Promise<void>
  /** Calls of this method are not answered until the returned function is called. */
  readonly hold: (method: string) => () => void
  /** The network is gone: nothing answers any more, until `up`. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  /** The webhook that was set, as Telegram knows it. */
  readonly webhook: () => { readonly url: string; readonly secret: string } | undefined
  /** What is due is carried to the webhook, one after the other; what is not taken stays due. Gives the statuses. */
  readonly deliver: (
    post: (update: Json, secret: string) => Promise<number>,
  ) => Promise<readonly number[]>
  readonly close: () => Promise<void>
}

export async function openFakeTelegram(): Promise<FakeTelegram> {
  const token = '4242:A-secret-that-must-never-be-logged'
  const state = createState()
  const server = createServer((request, response) => {
    void answer(state, token, { request, response }).finally(state.changed)
  })
  const listen = async (port: number): Promise<void> =>
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    token,
    calls: state.calls,
    sent: (chat) =>
      state.calls.filter(
        ({ method, payload }) => method === 'sendMessage' && Number(payload['chat_id']) === chat,
      ),
    confirmed: state.confirmed,
    push: state.push,
    message: (chat, body) => state.push({ message: messageOf(chat, body) }),
    tap: (chat, data, more = {}) =>
      state.push({
        callback_query: {
          id: `tap-${data}`,
          from: userOf(chat),
          chat_instance: '1',
          data,
          ...more,
        },
      }),
    again: state.again,
    addFile: (id, bytes) => {
      state.files.set(id, bytes)
    },
    fail: (method, left, status, more = {}) => {
      state.faults.push({ method, left, status, more })
    },
    until: state.until,
    settled: async () => await state.until(() => state.idle() && state.due().length === 0),
    hold: (method) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      state.held.set(method, promise)
      return () => {
        state.held.delete(method)
        resolve()
      }
    },
    down: close,
    up: async () => await listen(port),
    webhook: () => state.webhook,
    deliver: async (post) => {
      const statuses: number[] = []
      for (const update of state.take()) {
        statuses.push(await post(update, state.webhook?.secret ?? ''))
        if (statuses.at(-1) === 200) state.confirm(update.update_id + 1)
      }
      return statuses
    },
    close,
  }
}

function createState() {
  const updates: Update[] = []
  const extra: Update[] = []
  const checks = new Set<() => void>()
  let lastId = 100
  let confirmed = 0
  let polls = 0

  const changed = (): void => {
    for (const check of checks) check()
  }
  const until = async (holds: () => boolean): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => reject(new Error('the bot did not do it in time')), 4000)
    const check = (): void => {
      if (holds()) resolve()
    }
    checks.add(check)
    check()
    await promise.finally(() => {
      checks.delete(check)
      clearTimeout(late)
    })
  }
  const due = (): readonly Update[] => [
    ...extra,
    ...updates.filter(({ update_id: id }) => id >= confirmed),
  ]
  return {
    calls: [] as Call[],
    files: new Map<string, Uint8Array>(),
    faults: [] as Fault[],
    held: new Map<string, Promise<void>>(),
    webhook: undefined as { readonly url: string; readonly secret: string } | undefined,
    changed,
    until,
    due,
    confirmed: () => confirmed,
    idle: () => polls > 0,
    push: (update: Json): number => {
      lastId += 1
      updates.push({ update_id: lastId, ...update })
      changed()
      return lastId
    },
    again: (): void => {
      extra.push(...updates.slice(-1))
      changed()
    },
    take: (): readonly Update[] => {
      const taken = due()
      extra.length = 0
      return taken
    },
    confirm: (offset: number): void => {
      confirmed = Math.max(confirmed, offset)
    },
    /** A poll that hangs until there is something, or the bot hangs up. */
    hang: async (gone: Promise<void>): Promise<void> => {
      polls += 1
      changed()
      await Promise.race([until(() => due().length > 0).catch(() => {}), gone])
      polls -= 1
    },
  }
}

type State = ReturnType<typeof createState>
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

async function answer(state: State, token: string, { request, response }: Exchange): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const payload = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Json) : {}
  const path = new URL(request.url ?? '/', 'http://here').pathname
  const reply = (status: number, body: Json): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  if (path.startsWith(`/file/bot${token}/`)) {
    const bytes = state.files.get(path.split('/').at(-1) ?? '')
    response.writeHead(bytes ? 200 : 404).end(bytes)
    return
  }
  const method = path.split('/').at(-1) ?? ''
  if (!path.startsWith(`/bot${token}/`)) return reply(401, refusal(401))
  const fault = state.faults.find((one) => one.left > 0 && one.method === method)
  if (method !== 'getUpdates') state.calls.push({ method, payload })
  await state.held.get(method)
  if (fault) {
    fault.left -= 1
    return reply(fault.status, { ...refusal(fault.status), ...fault.more })
  }
  if (method === 'getUpdates' && state.webhook) return reply(409, refusal(409))
  const result = await resultOf(state, { method, payload }, request)
  return result === undefined ? reply(400, refusal(400)) : reply(200, { ok: true, result })
}

const refusal = (status: number): Json => ({
  ok: false,
  error_code: status,
  description: `fault ${status}`,
})

async function resultOf(state: State, { method, payload }: Call, request: IncomingMessage) {
  if (method === 'getUpdates') return await updatesFor(state, payload, request)
  if (method === 'getMe') return { id: 42, is_bot: true, first_name: 'Bot', username: 'yijian_bot' }
  if (method === 'getFile') {
    const id = String(payload['file_id'])
    return state.files.has(id) ? { file_id: id, file_path: `photos/${id}` } : undefined
  }
  if (method === 'setWebhook')
    state.webhook = { url: String(payload['url']), secret: String(payload['secret_token']) }
  if (method === 'deleteWebhook') state.webhook = undefined
  if (method !== 'sendMessage') return true
  const text = String(payload['text'])
  return text.length > 4096 ? undefined : messageOf(Number(payload['chat_id']), { text })
}

async function updatesFor(state: State, payload: Json, request: IncomingMessage) {
  state.confirm(Number(payload['offset'] ?? 0))
  if (state.due().length === 0 && Number(payload['timeout'] ?? 0) > 0) {
    const gone = Promise.withResolvers<void>()
    request.socket.once('close', gone.resolve)
    await state.hang(gone.promise)
    request.socket.off('close', gone.resolve)
  }
  return state.take()
}

let messages = 0

function messageOf(chat: number, body: Json): Json {
  messages += 1
  return {
    message_id: messages,
    date: 1_700_000_000,
    chat: { id: chat, type: 'private', first_name: `U${chat}` },
    from: userOf(chat),
    ...body,
  }
}

const userOf = (id: number): Json => ({ id, is_bot: false, first_name: `U${id}` })
