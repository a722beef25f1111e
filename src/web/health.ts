import type { Hono } from 'hono'
import { waitsUntil } from '#service/sign-in.ts'
import type { Web } from './web.ts'

/** For whoever keeps the machine: the process lives; the store answers. */
export function healthRoutes(app: Hono, web: Web): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      await waitsUntil(web.world, 'readyz')
      return c.json({ ok: true })
    } catch {
      return c.json({ ok: false, cure: 'the store does not answer: see the log' }, 503)
    }
  })
}
