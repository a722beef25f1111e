import { randomBytes } from 'node:crypto'

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

import type { Address } from '#conversation/message.ts'

import type { Gate } from './gate.ts'

/** How a page of ours knows a browser again. */
export interface Mark {
  readonly cookie: string
  readonly path: string
}

interface Page {
  readonly mark: Mark
  readonly publicUrl: string | undefined
}

const halfAYear = 180 * 24 * 60 * 60

/** The page stands in a frame of somebody else's website. */
export const isFramed = (c: Context): boolean => c.req.query('frame') === '1'

/** Of a chat that stands in a frame: a mark of its own, good on that website alone. */
const framed = (mark: Mark): Mark => ({ ...mark, cookie: `${mark.cookie}_in` })

/**
 * The cookie is the address: 128 random bits, no log-in, nothing else is known of the person. The one of a frame goes
 * with requests from anywhere, so it counts only where the browser itself says that our own page asks.
 */
export function visitorOf(c: Context, { mark }: Pick<Page, 'mark'>): Address | undefined {
  const own = valueOf(c, mark)
  if (own !== undefined || c.req.header('sec-fetch-site') !== 'same-origin') return own
  return valueOf(c, framed(mark))
}

function valueOf(c: Context, mark: Mark): Address | undefined {
  const value = getCookie(c, mark.cookie)
  return value !== undefined && /^[\w-]{22}$/.test(value) ? value : undefined
}

/** Gives this browser its address, or lengthens the life of the one it has. */
export function welcome(c: Context, page: Page): Address {
  const { mark } = page
  const address = visitorOf(c, page) ?? randomBytes(16).toString('base64url')
  const life = { maxAge: halfAYear }
  if (isFramed(c) && valueOf(c, mark) === undefined)
    setCookie(c, framed(mark).cookie, address, { ...inFrame(mark), ...life })
  else setCookie(c, mark.cookie, address, { ...cookie(c, page), ...life })
  return address
}

/** An address that no browser has, which waits in no line. */
export function welcomeNobody(gate: Gate | undefined): Address {
  const address = randomBytes(16).toString('base64url')
  gate?.admit(address)
  return address
}

export function forget(c: Context, page: Page): void {
  deleteCookie(c, page.mark.cookie, cookie(c, page))
  if (isFramed(c)) deleteCookie(c, framed(page.mark).cookie, inFrame(page.mark))
}

/**
 * A link from another site arrives without the SameSite cookie, though the browser may have one: an address given
 * then would take the place of the old one and its conversation.
 */
export function mayBeNew(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  return site === 'none' || site === 'same-origin'
}

function cookie(c: Context, { mark: { path }, publicUrl }: Page) {
  const secure =
    c.req.url.startsWith('https:') ||
    c.req.header('x-forwarded-proto') === 'https' ||
    publicUrl?.startsWith('https:') === true
  return { path, httpOnly: true, sameSite: 'Strict', secure } as const
}

/** Kept apart for each website it stands in, so that nobody is known again from one to the next. */
const inFrame = ({ path }: Mark) =>
  ({ path, httpOnly: true, sameSite: 'None', secure: true, partitioned: true }) as const
