import type { Hono } from 'hono'
import { listedAreas } from './areas.ts'
import type { Web } from './web.ts'

/** For whoever keeps the machine: the process lives; the store answers. */
export function healthRoutes(app: Hono, web: Web): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      await listedAreas(web)
      return c.json({ ok: true })
    } catch {
      return c.json({ ok: false, cure: 'the store does not answer: see the log' }, 503)
    }
  })
}
