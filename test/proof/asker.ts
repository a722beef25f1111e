import type { Hono } from 'hono'
import { password } from '../web/world.ts'
import type { Call } from './routes.ts'

/** One answer as it came over the wire; redirects are not followed. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  /** Status, headers and body together. */
  readonly whole: Buffer
}

interface Raw {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A browser of the simplest kind, at any door. */
export interface Asker {
  readonly ask: (method: string, call: Call) => Promise<Answer>
  /** As any program could ask, with headers of its own. */
  readonly raw: (method: string, request: Raw) => Promise<Answer>
  /** Signs in and takes the key of the desk's forms. */
  readonly signIn: (login: string) => Promise<void>
}

const origin = 'https://jubao.example'

/** What a form that only asks sends stands in the address. */
function asAddress({ fields: _fields, ...call }: Call, fields: Required<Call>['fields']): Call {
  const [path = ''] = call.path.split('?')
  return { ...call, path: `${path}?${new URLSearchParams(fields).toString()}` }
}

export function anAsker(app: Hono): Asker {
  const cookies = new Map<string, string>()
  let csrf = ''
  let key = ''
  let token = ''
  let asked = 0
  const ask: Asker['ask'] = async (method, call) => {
    if (call.path.startsWith('/api/')) return await asProgram(method, call)
    if (method === 'GET' && call.fields) return await ask(method, asAddress(call, call.fields))
    const { path, fields, body, raw: bytes, headers: more } = call
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', ...more })
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (body !== undefined) headers.set('content-type', 'application/json')
    const form = fields && bodyOf(path, { csrf, ...fields, ...(fields['key'] ? { key } : {}) })
    const sent = bytes ?? (body === undefined ? form : JSON.stringify(body))
    const init = { method, headers, ...(sent === undefined ? {} : { body: sent }) }
    const response = await app.request(`${origin}${path}`, init)
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const answer = await answerOf(response)
    key = /name="key" value="([^"]*)"/.exec(answer.bytes.toString())?.[1] ?? key
    return answer
  }
  const asProgram: Asker['ask'] = async (method, { path, body }) => {
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      'idempotency-key': `key-of-a-program-${(asked += 1)}`,
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return await answerOf(await app.request(`${origin}${path}`, { method, headers, ...sent }))
  }
  const raw: Asker['raw'] = async (method, { path, headers, body }) =>
    await answerOf(
      await app.request(`${origin}${path}`, { method, headers, ...(body ? { body } : {}) }),
    )
  const signIn: Asker['signIn'] = async (login) => {
    await ask('GET', { path: '/desk/sign-in' })
    const fields = { key: 'own', login, password, back: '/desk' }
    const done = await ask('POST', { path: '/desk/sign-in', fields })
    if (done.status !== 303) throw new Error(`${login} could not sign in: ${done.status}`)
    for (const path of ['/desk?queue=done', '/desk/identity', '/desk/admin']) {
      const page = (await ask('GET', { path })).bytes.toString()
      csrf ||= /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? ''
    }
    if (csrf === '') throw new Error(`${login} found no form at the desk`)
    token = await tokenFor(ask, csrf)
  }
  return { ask, raw, signIn }
}

/** A token for everything that this officer can have a token for. */
async function tokenFor(ask: Asker['ask'], csrf: string): Promise<string> {
  const path = '/desk/tokens'
  const page = (await ask('GET', { path })).bytes.toString()
  const scopes = [...page.matchAll(/value="(\w+:\w+)"/g)].map(([, scope]) => `&scopes=${scope}`)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const now = encodeURIComponent(password)
  const raw = `csrf=${csrf}&now=${now}&name=proof&days=30${scopes.join('')}`
  const made = (await ask('POST', { path, raw, headers })).bytes.toString()
  const token = /id="token">([\w-]{43})</.exec(made)?.[1]
  if (token === undefined) throw new Error('an officer got no token')
  return token
}

/** The chat's forms may carry files, the others never do. */
function bodyOf(
  path: string,
  fields: Readonly<Record<string, string>>,
): FormData | URLSearchParams {
  if (!path.startsWith('/chat')) return new URLSearchParams(fields)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const bytes = Buffer.from(await response.arrayBuffer())
  const head = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { status, headers, bytes, whole: Buffer.concat([Buffer.from(`${head}\n`), bytes]) }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
