import { isCaseNumber } from '#core/case-number.ts'
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import { once } from '#service/api-once.ts'
import { holderOf, lets, noteCall, type Holder } from '#service/api-tokens.ts'
import { changedSince } from '#service/changed-since.ts'
import { digestOf } from '../secrets.ts'
import type { Web } from '../web.ts'
import type { Call, Operation, Told } from './operation.ts'
import { createPaces } from './pace.ts'
import { problem, refused } from './problem.ts'

/** How many bytes a body may have where the operation says nothing else. */
const largest = 128 * 1024

/** Answers an operation: who calls, whether they may, whether it is well formed; then once what was asked once. */
export function createDoor(web: Web): (op: Operation, c: Context) => Promise<Response> {
  const late = createPaces(web, 'api')
  return async (op, c) => {
    try {
      return await limited(c, web, op, async () => {
        const holder = await callerOf(c, web)
        if (!holder.ok) return refused(c, web, holder.refusal)
        const wait = await late(holder.value.token.id)
        if (wait !== undefined)
          return problem(c, web, 'too-many', { headers: { 'Retry-After': String(wait) } })
        if (op.scope && !lets(holder.value, op.scope))
          return problem(c, web, 'forbidden', { detail: `scope ${op.scope}` })
        return await take(c, web, { op, holder: holder.value })
      })
    } catch (cause) {
      web.world.log.error('an answer to a program failed', {
        operation: op.id,
        why: cause instanceof Error ? cause.name : typeof cause,
      })
      return problem(c, web, 'broken')
    }
  }
}

async function callerOf(c: Context, web: Web): Promise<Result<Holder>> {
  const [, token] = /^Bearer ([\w-]{43})$/i.exec(c.req.header('authorization') ?? '') ?? []
  return token === undefined ? refuse('token-unknown') : await holderOf(web.world, digestOf(token))
}

async function limited(
  c: Context,
  web: Web,
  op: Operation,
  next: () => Promise<Response>,
): Promise<Response> {
  let came: Response | undefined
  const limit = bodyLimit({
    maxSize: op.largest ?? largest,
    onError: () => problem(c, web, 'too-large'),
  })
  const stopped = await limit(c, async () => {
    came = await next()
  })
  return came ?? stopped ?? problem(c, web, 'too-large')
}

interface Asked {
  readonly op: Operation
  readonly holder: Holder
}

async function take(c: Context, web: Web, { op, holder }: Asked): Promise<Response> {
  const query = parsed(op.query, c.req.query())
  if (!query.ok) return problem(c, web, 'bad-request', { errors: query.refusal })
  const sent = op.method === 'POST' ? await readJson(c) : ok(undefined)
  if (!sent.ok) return problem(c, web, sent.refusal.key === 'not-json' ? 'not-json' : 'bad-request')
  const body = parsed(op.body, sent.value)
  if (!body.ok) return problem(c, web, 'bad-request', { errors: body.refusal })
  const seen = seenIn(c)
  if (!seen.ok) return problem(c, web, 'bad-request', { errors: [seen.refusal] })
  const call: Call = {
    world: web.world,
    officer: holder.officer,
    holder,
    path: c.req.param(),
    query: query.value,
    body: body.value,
    ...(seen.value === undefined ? {} : { seen: seen.value }),
  }
  return op.method === 'POST' && !op.asks
    ? await doOnce(c, web, { op, call, text: JSON.stringify(sent.value) })
    : await run(c, web, { op, call })
}

interface Ready {
  readonly op: Operation
  readonly call: Call
}

/** Under its key it is done once; the same key with the same words hears the same answer for a day. */
async function doOnce(
  c: Context,
  web: Web,
  { op, call, text }: Ready & { readonly text: string },
): Promise<Response> {
  const key = c.req.header('idempotency-key') ?? ''
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) return problem(c, web, 'key-missing')
  const request = digestOf(
    JSON.stringify([op.id, call.path, c.req.query(), call.seen ?? null, text]),
  )
  const asked = { token: call.holder.token.id, key: digestOf(key), request }
  let fresh: Response | undefined
  const done = await once(web.world, asked, async () => {
    fresh = await run(c, web, { op, call })
    return { status: fresh.status, answer: await fresh.clone().text() }
  })
  if (!done.ok) return refused(c, web, done.refusal)
  if (fresh) return fresh
  return c.body(done.value.answer, 200, {
    'Content-Type': 'application/json',
    'Idempotent-Replayed': 'true',
  })
}

async function run(c: Context, web: Web, { op, call }: Ready): Promise<Response> {
  const number = (call.path['number'] ?? '').toUpperCase()
  const about = isCaseNumber(number) ? number : op.id
  await noteCall(web.world, call.holder, { call: op.id, about })
  const told = await op.run(call)
  if (told.ok) return answered(c, op, told.value)
  const version = versionIn(call)
  if (told.refusal.key !== 'case-changed' || version === undefined)
    return refused(c, web, told.refusal)
  const changed = await changedSince(web.world, call.officer, { number: about, version })
  return problem(c, web, 'case-changed', changed.ok ? changed.value : {})
}

function versionIn({ seen, body }: Call): number | undefined {
  if (seen !== undefined) return seen
  const given = (body as { readonly version?: unknown } | undefined)?.version
  return typeof given === 'number' ? given : undefined
}

type Answered = Extract<Told<unknown>, { readonly ok: true }>['value']

/** Only what the operation's shape names leaves the house. */
function answered(c: Context, op: Operation, told: Answered): Response {
  if ('bytes' in told) {
    for (const [name, value] of Object.entries(told.bytes.headers)) c.header(name, value)
    return c.body(told.bytes.bytes, 200)
  }
  const text = JSON.stringify(op.answer.parse(told.answer))
  if (told.version !== undefined) {
    const mark = `"${told.version}.${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`
    c.header('ETag', mark)
    const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim())
    if (known.includes(mark)) return c.body(null, 304)
  }
  return c.body(text, 200, { 'Content-Type': 'application/json' })
}

type Faults = readonly { readonly path: string; readonly message: string }[]

function parsed(shape: z.ZodType | undefined, given: unknown): Result<unknown, Faults> {
  if (!shape) return isEmpty(given) ? ok(undefined) : { ok: false, refusal: [nothingWanted] }
  const read = shape.safeParse(given)
  if (read.success) return ok(read.data)
  const faults = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { ok: false, refusal: faults }
}

const nothingWanted = { path: '', message: 'nothing is taken here' }

const isEmpty = (given: unknown): boolean =>
  given === undefined ||
  (typeof given === 'object' && given !== null && Object.keys(given).length === 0)

async function readJson(c: Context): Promise<Result<unknown>> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refuse('not-json')
  const text = await c.req.text()
  try {
    return ok(JSON.parse(text) as unknown)
  } catch {
    return refuse('bad-json')
  }
}

/** The version before the dot of our own mark; a weak one or somebody else's is none. */
function seenIn(c: Context): Result<number | undefined, Faults[number]> {
  const given = c.req.header('if-match')
  if (given === undefined) return ok(undefined)
  const [, version] = /^"(\d{1,9})(?:\.[\w-]+)?"$/.exec(given.trim()) ?? []
  return version === undefined
    ? { ok: false, refusal: { path: 'If-Match', message: 'not an ETag of a case' } }
    : ok(Number(version))
}
