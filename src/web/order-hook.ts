import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { hotlineRules, type OrderSource } from '#service/hotline-rules.ts'
import { mostOrders, rowsOfJson } from '#service/order-lines.ts'
import { takeOrders } from '#service/work-orders.ts'
import type { Web } from './web.ts'

const path = '/hooks/work-orders'
const largest = 2 * 1024 * 1024

/** Orders from the systems of other hotlines. Who shows no token of a source is not listened to. */
export function orderHookRoutes(app: Hono, web: Web): void {
  app.post(path, notTooLarge, async (c) => {
    const source = sourceOf(c, web)
    if (!source) return c.json({ error: 'the token is of no source' }, 401)
    const limited = bodyLimit({
      maxSize: largest,
      onError: async (to) => await Promise.resolve(tooLarge(to)),
    })
    let answer: Response | undefined
    const refused = await limited(c, async () => {
      answer = await take(c, web, source)
    })
    return refused ?? answer ?? tooLarge(c)
  })
}

const tooLarge = (c: Context): Response =>
  c.json({ error: `no more than ${mostOrders} orders and 2 MB at once` }, 413)

/** Told by the header alone, before anything is read. */
const notTooLarge: MiddlewareHandler = async (c, next) => {
  if (Number(c.req.header('content-length') ?? 0) > largest) return tooLarge(c)
  return await next()
}

/** Every source is compared, whichever fits: the time it takes tells nothing. */
function sourceOf(c: Context, { world }: Web): OrderSource | undefined {
  const token = /^Bearer ([\w-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const shown = createHash('sha256').update(token).digest()
  const found = hotlineRules(world).sources.filter(({ digest }) => {
    const right = Buffer.from(digest ?? '', 'base64url')
    return right.length === shown.length && timingSafeEqual(right, shown)
  })
  return found[0]
}

async function take(c: Context, { world }: Web, source: OrderSource): Promise<Response> {
  const body: unknown = await c.req.json().catch(() => undefined)
  const rows = rowsOfJson(body)
  if (!rows)
    return c.json(
      { error: 'send JSON: {"orders": [{"number": …, "receivedAt": …, "content": …}]}' },
      400,
    )
  if (rows.length > mostOrders) return tooLarge(c)
  const { filed, known, problems } = await takeOrders(world, { source, by: 'source' }, rows)
  const plain = (one: (typeof known)[number]) => ({
    line: one.line,
    number: one.theirs,
    ourNumber: one.number ?? null,
  })
  return c.json({ filed: filed.map(plain), known: known.map(plain), problems })
}
