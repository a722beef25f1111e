import type { Hono } from 'hono'
import { password } from './world.ts'

/** A form as it stands in a page. */
export interface FormSeen {
  readonly action: string
  readonly html: string
  readonly fields: Readonly<Record<string, string>>
}

export interface Seen {
  readonly status: number
  readonly html: string
  readonly headers: Headers
  readonly path: string
  /** What a reader sees: no tags. */
  readonly text: string
  readonly forms: readonly FormSeen[]
}

type Fields = Readonly<Record<string, string | readonly string[] | File>>

/** A browser without scripts: it keeps cookies, follows redirects, and fills in forms. */
export interface BrowserLike {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Seen>
  readonly post: (
    path: string,
    fields: Fields,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Seen>
  /** Fills in and sends the form whose markup holds these words. */
  readonly submit: (page: Seen, holding: string, fields?: Fields) => Promise<Seen>
  readonly signIn: (login: string) => Promise<Seen>
  readonly cookies: Map<string, string>
}

const base = 'https://jubao.example'

/** `app`: the house itself, or whatever asks it. */
export function aBrowser(app: Pick<Hono, 'request'>): BrowserLike {
  const cookies = new Map<string, string>()
  const go = async (path: string, init: RequestInit): Promise<Seen> => {
    const headers = new Headers(init.headers)
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (jar) headers.set('cookie', jar)
    const response = await app.request(`${base}${path}`, { ...init, headers })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const to = response.headers.get('location')
    if (to !== null) return await go(to.replace(base, ''), { method: 'GET' })
    return seenOf(path, response, await response.text())
  }
  const post: BrowserLike['post'] = async (path, fields, headers = {}) => {
    return await go(path, {
      method: 'POST',
      body: bodyOf(fields),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    })
  }
  const submit: BrowserLike['submit'] = async (page, holding, fields = {}) => {
    const form = page.forms.find(({ html }) => html.includes(holding))
    if (!form) throw new Error(`no form with ${holding} on ${page.path}:\n${page.text}`)
    return await post(form.action, { ...form.fields, ...fields })
  }
  const get: BrowserLike['get'] = async (path, headers = {}) => await go(path, { headers })
  const signIn: BrowserLike['signIn'] = async (login) =>
    await submit(await get('/desk/sign-in'), 'name="login"', { login, password })
  return { get, post, submit, signIn, cookies }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

function bodyOf(fields: Fields): FormData | URLSearchParams {
  const hasFile = Object.values(fields).some((value) => value instanceof File)
  const body = hasFile ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one as string)
  return body
}

function seenOf(path: string, response: Response, html: string): Seen {
  const { status, headers } = response
  return {
    status,
    headers,
    html,
    path,
    text: plain(html.replace(/<[^>]+>/g, '')),
    forms: formsIn(path, html),
  }
}

/** The forms of a page, filled in as it filled them. */
export function formsIn(path: string, html: string): readonly FormSeen[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(
    ([all, head = '', inner = '']) => ({
      action: plain(/action="([^"]*)"/.exec(head)?.[1] ?? path),
      html: all,
      fields: fieldsIn(inner),
    }),
  )
}

function fieldsIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [input] of html.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1]
    const type = /\btype="([^"]*)"/.exec(input)?.[1] ?? 'text'
    if (!name || type === 'file') continue
    if (/radio|checkbox/.test(type) && !/\bchecked/.test(input)) continue
    fields[name] = plain(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? '')
  }
  for (const [, head = '', text = ''] of html.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs))
    fields[/\bname="([^"]*)"/.exec(head)?.[1] ?? ''] = plain(text.replace(/^\n/, ''))
  for (const [, head = '', options = ''] of html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option)
    const chosen = all.find((option) => /\bselected/.test(option)) ?? all[0] ?? ''
    fields[/\bname="([^"]*)"/.exec(head)?.[1] ?? ''] = plain(
      /\bvalue="([^"]*)"/.exec(chosen)?.[1] ?? '',
    )
  }
  return fields
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

const plain = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
