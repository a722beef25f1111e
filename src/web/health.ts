import type { Hono } from 'hono'
import { packFaults } from '#service/packs-in-force.ts'
import { listedAreas } from './areas.ts'
import type { Web } from './web.ts'

/** For whoever keeps the machine: the process lives; the store answers; which areas run on an older plan, and why; and since when new web chats are asked for work first. */
export function healthRoutes(app: Hono, web: Web): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      await listedAreas(web)
      const older = packFaults(web.world)
      const rush = web.world.rushSince?.()
      return c.json({
        ok: true,
        ...(older.length === 0 ? {} : { plans: older }),
        ...(rush === undefined ? {} : { rushSince: new Date(rush).toISOString() }),
      })
    } catch {
      return c.json({ ok: false, cure: 'the store does not answer: see the log' }, 503)
    }
  })
}
