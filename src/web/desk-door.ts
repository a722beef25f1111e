import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { may, type Officer } from '#core/access.ts'
import type { Action } from '#core/actions.ts'
import { whoIs } from './browser-session.ts'
import { forbidden, tooLarge } from './faults.ts'
import { readForm, type Form } from './form.ts'
import { fromElsewhere, fromOwnPage } from './own-page.ts'
import { isSame } from './secrets.ts'
import { askToSignIn, comeAgain } from './sign-in.ts'
import type { Web } from './web.ts'

/** A signed-in officer at a page. */
export interface Visit {
  readonly c: Context
  readonly web: Web
  readonly officer: Officer
  /** Stands in every form of the page. */
  readonly csrf: string
}

type Page = (visit: Visit) => Promise<Response>
type Post = (visit: Visit, form: Form) => Promise<Response>

export interface Desk {
  readonly app: Hono
  readonly web: Web
}

const largestForm = 2 * 1024 * 1024

/** A page for officers; who is not signed in is asked to, and comes back to it. */
export function deskPage({ app, web }: Desk, path: string, page: Page): void {
  app.get(path, async (c) => {
    const who = await whoIs(c, web)
    if (who) return await page({ c, web, ...who })
    return fromElsewhere(c) ? await comeAgain(c) : await askToSignIn(c, web, {})
  })
}

/** What an officer sends. Expired in between: the sign-in keeps what was typed. */
export function deskPost({ app, web }: Desk, path: string, post: Post, most = largestForm): void {
  app.post(path, bodyLimit({ maxSize: most, onError: tooLarge }), async (c) => {
    if (!fromOwnPage(c, web)) return await forbidden(c, foreign)
    const form = await readForm(c)
    const who = await whoIs(c, web)
    if (!who) return await askToSignIn(c, web, { kept: form })
    if (!isSame(form.text('csrf'), who.csrf)) return await forbidden(c, foreign)
    return await post({ c, web, ...who }, form)
  })
}

/** A page or a deed that needs a right of the house. */
export function needs(action: Action, page: Page): Page {
  return async (visit) =>
    may(visit.officer, action).ok ? await page(visit) : await forbidden(visit.c, noRight)
}

export function postNeeds(action: Action, post: Post): Post {
  return async (visit, form) =>
    may(visit.officer, action).ok ? await post(visit, form) : await forbidden(visit.c, noRight)
}

const foreign = '这次提交不是从本系统的页面发出的，或者页面放得太久了。'
const noRight = '您的岗位没有这项权限。需要的话，请系统管理员调整。'
