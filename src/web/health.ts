import type { Hono } from 'hono'
import { conditionOf } from '#service/condition.ts'
import { packFaults } from '#service/packs-in-force.ts'
import { listedAreas } from './areas.ts'
import type { Web } from './web.ts'

/**
 * For whoever keeps the machine. `/healthz`: the process lives. `/readyz`: the store answers, what is owed goes out, the
 * channels and the clockwork run; also which areas run on an older plan, and since when new web chats are asked for work
 * first. `/readyz?only=store` is for what shares requests out among processes: a platform that is down is no reason to
 * turn citizens away. Which channel, and the cure, stand at the desk and in the figures, which the street does not see.
 */
export function healthRoutes(app: Hono, web: Web): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      await listedAreas(web)
      const { troubles } = await conditionOf(web.world)
      const older = packFaults(web.world)
      const rush = web.world.rushSince?.()
      const isReady = troubles.length === 0 || c.req.query('only') === 'store'
      const told = {
        ok: isReady,
        ...(troubles.length === 0 ? {} : { troubles: troubles.map(({ what }) => what) }),
        ...(older.length === 0 ? {} : { plans: older }),
        ...(rush === undefined ? {} : { rushSince: new Date(rush).toISOString() }),
      }
      return c.json(told, isReady ? 200 : 503)
    } catch {
      return c.json({ ok: false, cure: 'the store does not answer: see the log' }, 503)
    }
  })
}
