import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Form } from './form.ts'
import { fromOwnPage } from './own-page.ts'
import { digestOf, isSame, newSecret } from './secrets.ts'
import type { Web } from './web.ts'

/**
 * The key of forms before anybody has signed in: a random cookie, and in the form its digest. Another site can neither
 * read the one nor make the other.
 */
export function formKey(c: Context, web: Web, path: string): string {
  const cookie = askerOf(c) ?? newSecret()
  setCookie(c, name, cookie, { path, httpOnly: true, sameSite: 'Strict', secure: web.secure })
  return digestOf(`form ${cookie}`)
}

/** Whether a form before sign-in was ours and this browser's. */
export function isOwnForm(c: Context, web: Web, form: Form): boolean {
  const cookie = askerOf(c)
  if (cookie === undefined || !fromOwnPage(c, web)) return false
  return isSame(form.text('key'), digestOf(`form ${cookie}`))
}

/** This browser's random mark: it names nobody. */
export function askerOf(c: Context): string | undefined {
  const value = getCookie(c, name)
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

const name = 'yj_form'
