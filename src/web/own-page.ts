import type { Context } from 'hono'
import type { Web } from './web.ts'

/**
 * Whether a request that changes something comes from our own page. Browsers that do not send Sec-Fetch-Site send
 * Origin; under no-referrer a form's Origin is `null`, and there the SameSite cookie stands in for it.
 */
export function fromOwnPage(c: Context, web: Web): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  if (origin === undefined || origin === 'null') return true
  return [c.req.header('host') ?? hostOf(c.req.url), hostOf(web.publicUrl)].includes(hostOf(origin))
}

/** A link in another site's page or in a chat: the SameSite cookies did not come along. */
export function fromElsewhere(c: Context): boolean {
  return c.req.header('sec-fetch-site') === 'cross-site'
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
