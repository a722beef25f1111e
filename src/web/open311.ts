import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { holderOf, lets, noteCall } from '#service/api-tokens.ts'
import { createPaces } from './api/pace.ts'
import { answered, type Answer } from './open311/answering.ts'
import { definition, discovery, services } from './open311/catalogue.ts'
import { inForm, inQuery, type Parameters } from './open311/parameters.ts'
import { request, requests, updates } from './open311/published.ts'
import { areaIn, refused } from './open311/reading.ts'
import { report, tokenTold, update, type Sender } from './open311/reporting.ts'
import type { Format } from './open311/spark.ts'
import { digestOf } from './secrets.ts'
import type { Web } from './web.ts'

/** With its files; a report of words alone is far smaller. */
const largest = 32 * 1024 * 1024

const base = '/open311/v2'

/** What was asked for, once the slashes are counted once and the format is taken off. */
interface Door {
  readonly name: string
  readonly id?: string
  readonly format: Format
}

const plainly = (path: string): string =>
  path
    .slice(base.length)
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\/$/, '')

function doorOf(path: string): Door | { readonly format: Format; readonly unknown: string } {
  const [, name = '', id, format] =
    /^\/([a-z]+)(?:\/([\w-]{1,100}))?\.(xml|json)$/.exec(plainly(path)) ?? []
  if (format === 'xml' || format === 'json')
    return { name, format, ...(id === undefined ? {} : { id }) }
  const isNamed = /^\/[a-z]+(?:\/[\w-]+)?(?:\.\w+)?$/.test(plainly(path))
  return { format: 'xml', unknown: isNamed ? 'no-such-format' : 'no-such-door' }
}

/** Open311 GeoReport v2: what is published can be read by anybody, reports are sent with a key. */
export function open311Routes(app: Hono, web: Web): void {
  const late = createPaces(web, 'open311')
  const limit = bodyLimit({
    maxSize: largest,
    onError: async (c) => await Promise.resolve(refusedAs(c, 'form-too-large')),
  })
  app.on(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'], `${base}/*`, limit, async (c) => {
    const door = doorOf(new URL(c.req.url).pathname)
    const { format } = door
    try {
      if ('unknown' in door) return answered(c, format, refused({ key: door.unknown }))
      return answered(c, format, await answerOf(c, web, { door, late }))
    } catch (cause) {
      const why = cause instanceof Error ? cause.name : typeof cause
      web.world.log.error('an answer by open311 failed', { why })
      return answered(c, format, refused({ key: 'broken' }))
    }
  })
}

const refusedAs = (c: Context, key: string): Response =>
  answered(c, doorOf(new URL(c.req.url).pathname).format, refused({ key }))

interface Asked {
  readonly door: Door
  readonly late: ReturnType<typeof createPaces>
}

async function answerOf(c: Context, web: Web, asked: Asked): Promise<Answer> {
  const { name, id } = asked.door
  const takesId = name === 'services' || name === 'requests' || name === 'tokens'
  const isKnown = Object.hasOwn(doors, name) && (takesId || id === undefined)
  if (!isKnown || (name === 'tokens' && id === undefined)) return refused({ key: 'no-such-door' })
  const { method } = c.req
  if (method === 'GET') return await shown(c, web, asked.door)
  const isSent = method === 'POST' && id === undefined && doors[name] === 'both'
  return isSent ? await sent(c, web, asked) : refused({ key: 'wrong-method' })
}

const doors: Readonly<Record<string, 'read' | 'both'>> = {
  discovery: 'read',
  services: 'read',
  tokens: 'read',
  requests: 'both',
  servicerequestupdates: 'both',
}

async function shown(c: Context, web: Web, { name, id }: Door): Promise<Answer> {
  const { world } = web
  const parameters = inQuery(c)
  if (name === 'discovery') return discovery(web)
  const area = areaIn(world, parameters)
  if (name === 'tokens') {
    const isOther = !area.ok && area.refusal.key === 'jurisdiction-unknown'
    if (isOther) return refused(area.refusal)
    return await tokenTold(world, area.ok ? area.value : undefined, id ?? '')
  }
  if (!area.ok) return refused(area.refusal)
  if (name === 'services')
    return id === undefined ? services(world) : definition(world, area.value, id)
  if (name === 'servicerequestupdates') return await updates(world, area.value, parameters)
  return id === undefined
    ? await requests(world, area.value, parameters)
    : await request(world, area.value, { id, parameters })
}

async function sent(c: Context, web: Web, { door, late }: Asked): Promise<Answer> {
  const read = await inForm(c)
  if (!read.ok) return refused(read.refusal)
  const sender = await senderOf(web, read.value)
  if (!sender.ok) return sender.answer
  const wait = await late(sender.value.key.token.id)
  if (wait !== undefined) return refused({ key: 'too-fast' }, wait)
  const does = door.name === 'requests' ? report : update
  await noteCall(web.world, sender.value.key, { call: `open311-${door.name}`, about: 'open311' })
  return await does(web, sender.value, read.value)
}

type Found =
  | { readonly ok: true; readonly value: Sender }
  | { readonly ok: false; readonly answer: Answer }

const no = (key: string): Found => ({ ok: false, answer: refused({ key }) })

/** Who sends, and for which area: a key is of one, and speaks for no other. */
async function senderOf({ world }: Web, parameters: Parameters): Promise<Found> {
  const given = parameters.get('api_key')
  if (given === undefined) return no('key-missing')
  const holder = await holderOf(world, digestOf(given))
  if (!holder.ok) return no('key-wrong')
  const area = areaIn(world, parameters)
  if (!area.ok) return { ok: false, answer: refused(area.refusal) }
  const mayHere = lets(holder.value, 'file:reports') && holder.value.officer.area === area.value
  return mayHere
    ? { ok: true, value: { key: holder.value, area: area.value } }
    : no('key-not-for-this')
}
