import type { MiddlewareHandler } from 'hono'

const policy = [
  `default-src 'none'`,
  `style-src 'self'`,
  `script-src 'self'`,
  `img-src 'self'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types 'none'`,
].join('; ')

/** The page of a call asks for proposals while somebody types. */
export const callPolicy = `${policy}; connect-src 'self'`

/** What a reporter sent is only looked at: nothing in it runs, loads or leads anywhere. */
export const evidencePolicy = [
  `default-src 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
  'sandbox',
].join('; ')

/** Headers of every answer, also of errors: nothing foreign runs, is kept, or is told on. */
export function strictHeaders(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    c.header('Content-Security-Policy', policy)
    c.header('Cache-Control', 'no-store')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('X-Frame-Options', 'DENY')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Permissions-Policy', 'geolocation=(), camera=(), microphone=()')
    if (secure) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    await next()
  }
}
