import type { Hono } from 'hono'
import { bulletinRoutes } from './bulletins.ts'
import type { Desk } from './desk-door.ts'
import { lawRoutes } from './law.ts'
import { publishDeskRoutes } from './publish-desk.ts'
import { publishPageRoutes } from './publish-page.ts'
import { registerRoutes } from './register.ts'
import { statisticsRoutes } from './statistics.ts'
import type { Web } from './web.ts'

/** What anybody may read: decisions, cases that teach, answers, figures, and the law in plain words. */
export function publicRoutes(app: Hono, web: Web): void {
  registerRoutes(app, web)
  bulletinRoutes(app, web)
  statisticsRoutes(app, web)
  lawRoutes(app, web)
}

/** Where officers write what comes out. */
export function publishRoutes(desk: Desk): void {
  publishDeskRoutes(desk)
  publishPageRoutes(desk)
}
