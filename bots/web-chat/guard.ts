import type { Context, MiddlewareHandler } from 'hono'

import { isFramed } from './visitor.ts'

const policy = (frames: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `connect-src 'self'`,
    `img-src 'self' blob: data:`,
    `media-src blob:`,
    `form-action 'self'`,
    `frame-ancestors ${frames}`,
    `base-uri 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')

const alone = policy(`'none'`)

interface Guarded {
  readonly publicUrl: string | undefined
  /** Websites whose pages may show this one in a frame. */
  readonly frames?: readonly string[]
  /** Whoever wants to may speak instead of writing. */
  readonly microphone?: true
}

/** Headers of every answer of the chat, also of its errors: nothing foreign runs, nothing is kept, nothing is told on. */
export function guard({ publicUrl, frames = [], microphone }: Guarded): MiddlewareHandler {
  const secure = publicUrl?.startsWith('https:') === true
  const framed = frames.length > 0 ? policy(frames.join(' ')) : undefined
  const permissions = `geolocation=(), camera=(), microphone=(${microphone ? 'self' : ''})`
  return async (c, next) => {
    const inFrame = isFramed(c) ? framed : undefined
    c.header('Content-Security-Policy', inFrame ?? alone)
    if (!inFrame) c.header('X-Frame-Options', 'DENY')
    c.header('Cache-Control', 'no-store')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Permissions-Policy', permissions)
    if (secure) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    await next()
  }
}

/**
 * Whether a request that changes something comes from our own page. Browsers that do not send Sec-Fetch-Site
 * send Origin; under no-referrer a form's Origin is `null`, and there the SameSite cookie stands in for it.
 */
export function fromOwnPage(c: Context, publicUrl: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin')
  if (origin === undefined || origin === 'null') return true
  return hostsOf(c, publicUrl).includes(hostOf(origin))
}

function hostsOf(c: Context, publicUrl: string | undefined): readonly (string | undefined)[] {
  return [c.req.header('host') ?? hostOf(c.req.url), publicUrl && hostOf(publicUrl)]
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
