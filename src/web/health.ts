import type { Hono } from 'hono'
import { packFaults } from '#service/packs-in-force.ts'
import { listedAreas } from './areas.ts'
import type { Web } from './web.ts'

/** For whoever keeps the machine: the process lives; the store answers; and which areas run on an older plan, and why. */
export function healthRoutes(app: Hono, web: Web): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      await listedAreas(web)
      const older = packFaults(web.world)
      return c.json(older.length === 0 ? { ok: true } : { ok: true, plans: older })
    } catch {
      return c.json({ ok: false, cure: 'the store does not answer: see the log' }, 503)
    }
  })
}
