import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Officer } from '#core/access.ts'
import {
  formKeyOf,
  newMark,
  signedIn,
  signIn,
  signOut,
  type SignedIn,
  type Trying,
  type Way,
} from '#service/sign-in.ts'
import { agentWords } from './agent.ts'
import { digestOf, newSecret } from './secrets.ts'
import type { Web } from './web.ts'

/** Who sits at this browser, if anybody does. */
export async function whoIs(c: Context, web: Web): Promise<SignedIn | undefined> {
  const cookie = cookieOf(c)
  return cookie === undefined ? undefined : await signedIn(web.world, digestOf(cookie))
}

/** Opens a session for an officer who proved who they are; an older one of this browser ends. */
export async function begin(
  c: Context,
  web: Web,
  who: Trying & { readonly officer: Officer; readonly way: Way },
): Promise<{ readonly csrf: string }> {
  const before = cookieOf(c)
  if (before !== undefined) await signOut(web.world, digestOf(before))
  const cookie = newSecret()
  const { officer, login, mark, way } = who
  const csrf = formKeyOf(web.world, officer, newSecret())
  const agent = agentWords(c.req.header('user-agent') ?? '')
  await signIn(web.world, officer, { idHash: digestOf(cookie), csrf, login, mark, way, agent })
  setCookie(c, name, cookie, settings(web))
  setCookie(c, markName, newMark(web.world, login), { ...settings(web), maxAge: halfAYear })
  return { csrf }
}

/** By which the session of this browser is known; empty without one. */
export function hereOf(c: Context): string {
  const cookie = cookieOf(c)
  return cookie === undefined ? '' : digestOf(cookie)
}

export async function end(c: Context, web: Web): Promise<void> {
  const cookie = cookieOf(c)
  if (cookie !== undefined) await signOut(web.world, digestOf(cookie))
  deleteCookie(c, name, settings(web))
}

const name = 'yj_desk'
const markName = 'yj_known'
const halfAYear = 180 * 24 * 60 * 60

/** What tells that somebody was signed in at this browser before; it opens nothing. */
export const markOf = (c: Context): string | undefined => getCookie(c, markName)?.slice(0, 200)

const settings = ({ secure }: Web) =>
  ({ path: '/desk', httpOnly: true, sameSite: 'Strict', secure }) as const

function cookieOf(c: Context): string | undefined {
  const value = getCookie(c, name)
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}
