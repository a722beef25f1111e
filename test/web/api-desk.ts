import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import { scopesFor, type Scope } from '#core/scopes.ts'
import { makeToken } from '#service/api-tokens.ts'
import { digestOf } from '#web/secrets.ts'
import type { TestDesk } from './world.ts'

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/** What a test reads of an answer: any field, at its own risk. */
// oxlint-disable-next-line typescript/no-explicit-any
type Body = any

/** A program with a token. */
export interface Program {
  readonly officer: Officer
  readonly token: string
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly post: (
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
}

interface Schema {
  readonly [name: string]: unknown
}

interface Entry {
  readonly operationId: string
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

export interface ApiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Entry>>>>
  readonly components: { readonly schemas: { readonly Problem: Schema } }
}

const origin = 'https://jubao.example'

export async function documentOf({ app }: TestDesk): Promise<ApiDocument> {
  const response = await app.request(`${origin}/api/v1/openapi.json`)
  return (await response.json()) as ApiDocument
}

let made = 0

/** Hires an officer and makes them a token for all that their role can have; every answer is held against the document. */
export async function aProgram(
  desk: TestDesk,
  [login, role, office]: readonly [string, Role, string],
  wanted?: readonly Scope[],
): Promise<Program> {
  const officer = await desk.officer(login, role, office)
  const token = String((made += 1)).padStart(43, 'k')
  const scopes = wanted ?? scopesFor(officer)
  const asked = { name: '对接', scopes, days: 30, tokenHash: digestOf(token) }
  const done = await makeToken(desk.world, officer, asked)
  if (!done.ok) throw new Error(done.refusal.key)
  return withToken(desk, officer, token)
}

export function withToken(desk: TestDesk, officer: Officer, token: string): Program {
  const ask = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as object) }
    const response = await desk.app.request(`${origin}/api/v1${path}`, { ...init, method, headers })
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    const body: Body = type.includes('json') && text !== '' ? JSON.parse(text) : text
    const answer = { status: response.status, headers: response.headers, body }
    const faults = await faultsIn(desk, { method, path, answer })
    if (faults !== '') throw new Error(`${method} ${path} ${answer.status}: ${faults}`)
    return answer
  }
  return {
    officer,
    token,
    get: async (path, headers = {}) => await ask('GET', path, { headers }),
    post: async (path, body, headers = {}) =>
      await ask('POST', path, {
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `key-${(made += 1)}-of-a-test`,
          ...headers,
        },
      }),
  }
}

interface Told {
  readonly method: string
  readonly path: string
  readonly answer: Answer
}

const documents = new WeakMap<TestDesk, Promise<ApiDocument>>()
const ajv = new Ajv2020({ strict: false, allErrors: true })

/** Where an answer is not what the document says; empty where it is. */
async function faultsIn(desk: TestDesk, { method, path, answer }: Told): Promise<string> {
  const known = documents.get(desk) ?? documentOf(desk)
  documents.set(desk, known)
  const document = await known
  const [bare = ''] = path.split('?')
  const found = Object.entries(document.paths).find(
    ([pattern, entries]) =>
      method.toLowerCase() in entries &&
      new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  )
  const entry = found?.[1][method.toLowerCase()]
  const type = answer.headers.get('content-type') ?? ''
  if (answer.status >= 400) {
    if (type !== 'application/problem+json') return `it is ${type}`
    if (entry && !(String(answer.status) in entry.responses)) return 'a status nobody told of'
    return checked(document.components.schemas.Problem, answer.body)
  }
  if (!entry) return 'nothing in the document'
  if (answer.status === 304) return answer.body === '' ? '' : '304 with a body'
  const schema = entry.responses[String(answer.status)]?.content?.['application/json']?.schema
  return schema ? checked(schema, answer.body) : ''
}

function checked(schema: Schema, body: unknown): string {
  return ajv.validate(schema, body) ? '' : ajv.errorsText()
}
