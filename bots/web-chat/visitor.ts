import { randomBytes } from 'node:crypto'

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

import type { Address } from '#conversation/message.ts'

const name = 'yj_chat'
const halfAYear = 180 * 24 * 60 * 60

/** The cookie is the address: 128 random bits, no log-in, nothing else is known of the person. */
export function visitorOf(c: Context): Address | undefined {
  const value = getCookie(c, name)
  return value !== undefined && /^[\w-]{22}$/.test(value) ? value : undefined
}

/** Gives this browser its address, or lengthens the life of the one it has. */
export function welcome(c: Context, publicUrl: string | undefined): Address {
  const address = visitorOf(c) ?? randomBytes(16).toString('base64url')
  setCookie(c, name, address, { ...cookie(c, publicUrl), maxAge: halfAYear })
  return address
}

export function forget(c: Context, publicUrl: string | undefined): void {
  deleteCookie(c, name, cookie(c, publicUrl))
}

/**
 * A link from another site arrives without the SameSite cookie, though the browser may have one: an address given
 * then would take the place of the old one and its conversation.
 */
export function mayBeNew(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  return site === 'none' || site === 'same-origin'
}

function cookie(c: Context, publicUrl: string | undefined) {
  const secure =
    c.req.url.startsWith('https:') ||
    c.req.header('x-forwarded-proto') === 'https' ||
    publicUrl?.startsWith('https:') === true
  return { path: '/chat', httpOnly: true, sameSite: 'Strict', secure } as const
}
