import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import { machineTime } from '#service/clock-watch.ts'
import { takeMessage, type PartnerMessage } from '#service/exchange-in.ts'
import { readChanges } from '#service/exchange-out.ts'
import { createPaces } from './api/pace.ts'
import { messageShape, shapes } from './exchange/shapes.ts'
import { bodyMark, headOf, isSignedBy, type SignedHead } from './exchange/signature.ts'
import type { Web } from './web.ts'

const base = '/exchange/v1'

/** Standard Webhooks says that receivers need not take more. */
const largest = 20_000

/** Systems of other authorities: what they may ask, what they may send, and how both look. */
export function exchangeRoutes(app: Hono, web: Web): void {
  const late = createPaces(web, 'exchange')
  app.get(base, (c) => c.json(entrance(web)))
  app.get(`${base}/schemas/:name`, (c) => schema(c, web))
  app.get(
    `${base}/changes`,
    async (c) => await safely(c, web, async () => await changes(c, web, late)),
  )
  const limit = bodyLimit({
    maxSize: largest,
    onError: async (c) => await Promise.resolve(fault(c, 413, { error: 'too-large' })),
  })
  app.post(
    `${base}/partners/:partner/messages`,
    limit,
    async (c) => await safely(c, web, async () => await message(c, web, late)),
  )
}

type Late = ReturnType<typeof createPaces>

interface Problem {
  readonly error: string
  readonly detail?: string
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  readonly now?: string
}

const fault = (
  c: Context,
  status: 400 | 401 | 404 | 409 | 413 | 422 | 429 | 500,
  problem: Problem,
) => c.json(problem, status)

async function safely(c: Context, web: Web, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : typeof cause
    web.world.log.error('an answer to a partner failed', { why })
    return fault(c, 500, { error: 'broken' })
  }
}

const entrance = ({ publicUrl }: Web) => ({
  version: '1',
  changes: `${publicUrl}${base}/changes`,
  messages: `${publicUrl}${base}/partners/{partner}/messages`,
  schemas: Object.fromEntries(
    Object.keys(shapes).map((name) => [name, `${publicUrl}${base}/schemas/${name}.json`]),
  ),
})

function schema(c: Context, { publicUrl }: Web): Response {
  const [, name = ''] = /^(\w+)\.json$/.exec(c.req.param('name') ?? '') ?? []
  if (!Object.hasOwn(shapes, name)) return fault(c, 404, { error: 'not-found' })
  const shape = shapes[name as keyof typeof shapes]
  const found = z.toJSONSchema(shape, { target: 'draft-2020-12' })
  return c.json({ $id: `${publicUrl}${base}/schemas/${name}.json`, ...found })
}

/** Counted only once it is known who asks: whoever knows no more than a partner's address takes none of its time. */
function paceOf(late: Late) {
  let wait: number | undefined
  return {
    isLate: async (partner: string): Promise<boolean> => (wait = await late(partner)) !== undefined,
    wait: () => wait ?? 1,
  }
}

function tooFast(c: Context, wait: number): Response {
  c.header('Retry-After', String(wait))
  return fault(c, 429, { error: 'too-many' })
}

async function changes(c: Context, web: Web, late: Late): Promise<Response> {
  const [, key = ''] =
    /^Bearer ([\w-]{1,64}\.[\w-]{1,64})$/.exec(c.req.header('authorization') ?? '') ?? []
  const limit = c.req.query('limit') ?? '100'
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 200)
    return fault(c, 400, { error: 'bad-request', detail: 'limit: 1 to 200' })
  const { isLate, wait } = paceOf(late)
  const read = await readChanges(web.world, {
    key,
    isLate,
    after: c.req.query('after'),
    limit: Number(limit),
  })
  if (read.ok) return c.json(shapes.changes.parse(read.value))
  if (read.refusal.key === 'too-many') return tooFast(c, wait())
  return read.refusal.key === 'cursor-unknown'
    ? fault(c, 400, { error: 'cursor-unknown', detail: 'begin again without after' })
    : fault(c, 401, { error: 'key-unknown' })
}

async function message(c: Context, web: Web, late: Late): Promise<Response> {
  const { world } = web
  const partner = c.req.param('partner') ?? ''
  const { isLate, wait } = paceOf(late)
  const head = headOf((name) => c.req.header(name))
  if (!head.ok) return fault(c, 401, { error: 'headers-missing' })
  const body = Buffer.from(await c.req.arrayBuffer())
  const faults: { path: string; message: string }[] = []
  const taken = await takeMessage(world, {
    ...heading(head.value, body),
    partner,
    read: async () => ((await isLate(partner)) ? refuse('too-many') : readMessage(body, faults)),
  })
  if (!taken.ok && taken.refusal.key === 'too-many') return tooFast(c, wait())
  if (!taken.ok) return refusedWith(c, web, taken.refusal.key, faults)
  const { id, status, reason, again } = taken.value
  if (again) c.header('Idempotent-Replayed', 'true')
  const state = status === 200 ? 'received' : status === 202 ? 'held' : 'refused'
  return c.json({ id, state, ...(reason === undefined ? {} : { reason }) }, status)
}

const heading = (head: SignedHead, body: Buffer) => ({
  theirs: head.id,
  sentAt: head.sentAt,
  mark: bodyMark(body),
  isSigned: (secret: string): boolean => isSignedBy(secret, head, body),
})

/** Read only once it is known who sent it. */
function readMessage(
  body: Buffer,
  faults: { path: string; message: string }[],
): Result<PartnerMessage> {
  const text = body.toString()
  const json = parsed(text)
  if (json === undefined) return refuse('not-json')
  const read = messageShape.safeParse(json)
  if (!read.success) {
    faults.push(
      ...read.error.issues.map((one) => ({ path: one.path.join('.'), message: one.message })),
    )
    return refuse('not-valid')
  }
  const { type, data } = read.data
  return ok({ type, number: data.number, serial: data.serial, body: JSON.stringify(read.data) })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether there is such a partner is told to nobody who cannot sign for it. */
function refusedWith(c: Context, { world }: Web, key: string, fields: Problem['fields']): Response {
  if (key === 'clock-skew')
    return fault(c, 401, { error: 'clock-skew', now: new Date(machineTime(world)).toISOString() })
  if (key === 'id-used') return fault(c, 409, { error: 'id-used' })
  if (key === 'not-json') return fault(c, 400, { error: 'not-json' })
  if (key === 'not-valid')
    return fault(c, 422, { error: 'not-valid', ...(fields ? { fields } : {}) })
  return fault(c, 401, { error: 'signature-wrong' })
}
