import type { Context } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { carried } from './fields.ts'
import type { Form } from './form.ts'
import { publicPage, said, type Html } from './layout.ts'
import { fieldNames, nameIn } from './words/terms.ts'

/** A form that could not be taken, carried along until it can. */
export interface Kept {
  readonly path: string
  readonly pairs: readonly (readonly [string, string])[]
  /** The key of the session that ended: it tells whose it was, and opens nothing. */
  readonly by: string
}

const keptSchema: z.ZodType<Kept> = z.strictObject({
  path: z.string().regex(/^\/desk(?:\/\w[\w.~-]*)+$/),
  pairs: z.array(z.tuple([z.string().regex(/^\w{1,40}$/), z.string().max(20_000)])).max(60),
  by: z.string().max(200),
})

/** Keys of the old page are of no use on the new one, and what proves who somebody is is never carried. */
const neverCarried = new Set([
  'csrf',
  'key',
  'password',
  'again',
  'now',
  'code',
  'setup',
  'half',
  'answer',
])

export function keptOf(c: Context, form: Form): Kept | undefined {
  const pairs = form.pairs.filter(([name]) => !neverCarried.has(name))
  const kept = keptSchema.safeParse({
    path: new URL(c.req.url).pathname,
    pairs,
    by: form.text('csrf'),
  })
  return kept.success && pairs.length > 0 ? kept.data : undefined
}

export const keptIn = (form: Form): Kept | undefined => keptOfText(form.text('kept'))

export function keptOfText(text: string): Kept | undefined {
  if (text === '') return undefined
  try {
    return keptSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** After signing in again: what had been written, to be sent once more by the officer. */
export const keptForm = (kept: Kept, csrf: string): Html =>
  publicPage(
    '接着办',
    html`<h1>已登录，刚才写的还没有提交</h1>
      ${keptPart(kept, csrf)}`,
  )

/** The same below something else that has to be read first. */
export function keptPart({ path, pairs }: Kept, csrf: string): Html {
  const written = pairs.filter(([name, value]) => Object.hasOwn(fieldNames, name) && value !== '')
  return html`${written.map(
      ([name, value]) =>
        html`<div class="card">
          <h2>${nameIn(fieldNames, name)}</h2>
          <p>${said(value)}</p>
        </div>`,
    )}
    <form method="post" action="${path}">
      <input type="hidden" name="csrf" value="${csrf}" />
      ${pairs.map(([name, value]) => carried(name, value))}
      <p class="row"><button class="main">接着办</button> <a href="/desk">不要了，回收件箱</a></p>
    </form>`
}

/** Travels in the form of each step of signing in. */
export const keptField = (kept: Kept | undefined): Html | string =>
  kept ? html`<input type="hidden" name="kept" value="${JSON.stringify(kept)}" />` : ''
