import { Hono } from 'hono'

import { createWebForm } from '#bots/web-form.ts'
import type { Port } from '#conversation/channel.ts'

import { formsIn, type FormSeen } from '../web/browser-like.ts'

/** The form before a house, mounted as `main` mounts it. */
export function openForm(port: Port, config: Parameters<typeof createWebForm>[0] = {}) {
  const bot = createWebForm(config, port)
  const app = new Hono()
  if (bot.routes) app.route(bot.routes.path, bot.routes.app)
  return { bot, app }
}

type Fields = Readonly<Record<string, string | File | readonly File[]>>

/** How a request reaches the form: in the process, or over loopback. */
type Ask = (path: string, init: RequestInit) => Promise<Response>

/** An old telephone: it keeps a cookie, reads pages, fills boxes and presses buttons; it runs no script. */
export function aFormVisitor(ask: Ask, entry = '/report?area=500153') {
  let cookie = ''
  let page = ''
  let status = 0
  let last: (() => Promise<void>) | undefined
  const request = async (path: string, init: RequestInit = {}): Promise<void> => {
    const headers = new Headers(init.headers)
    headers.set('sec-fetch-site', 'same-origin')
    if (cookie) headers.set('cookie', cookie)
    const response = await ask(path, { ...init, headers, redirect: 'manual' })
    const given = response.headers.get('set-cookie')?.split(';')[0]
    if (given !== undefined) cookie = given === 'yj_form=' ? '' : given
    const to = response.headers.get('location')
    if (to) return await request(to)
    page = await response.text()
    status = response.status
  }
  const post = async (action: string, fields: Fields): Promise<void> => {
    const send = async (): Promise<void> => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields))
        for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
      await request(action, { method: 'POST', body })
    }
    last = send
    await send()
  }
  const form = (): FormSeen => {
    const found = formsIn(entry, page).find(({ html }) => html.includes('id="ask"'))
    if (!found) throw new Error(`the page has no form: ${status} ${page.slice(0, 2000)}`)
    return found
  }
  const hidden = (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(form().fields).filter(([name]) => /^(?:once|wait|field|[ch]\..*)$/.test(name)),
    )
  /** Fills the boxes and presses the main button, or a named one. */
  const sends = async (fields: Fields): Promise<void> =>
    await post(form().action, { ...form().fields, ...fields })
  const buttons = (): readonly { name: string; value: string; label: string }[] =>
    [...form().html.matchAll(/<button([^>]*)>([^]*?)<\/button>/g)].map(
      ([, tag = '', text = '']) => ({
        name: /name="([^"]*)"/.exec(tag)?.[1] ?? '',
        value: /value="([^"]*)"/.exec(tag)?.[1] ?? '',
        label: plain(/aria-label="([^"]*)"/.exec(tag)?.[1] ?? text),
      }),
    )
  return {
    address: () => cookie.slice('yj_form='.length),
    forgetCookie: () => {
      cookie = ''
    },
    open: async () => await request(entry),
    get: request,
    post,
    form,
    sends,
    /** Presses the button with this label. */
    press: async (label: string, fields: Fields = {}): Promise<void> => {
      const button = buttons().find((one) => one.label === label)
      if (!button)
        throw new Error(
          `no button ${label} in ${buttons()
            .map((one) => one.label)
            .join()}`,
        )
      await post(form().action, { ...hidden(), ...fields, [button.name]: button.value })
    },
    again: async () => await last?.(),
    page: () => page,
    status: () => status,
    /** What the office says on the page, by its id. */
    said: (): ReadonlyMap<string, string> =>
      new Map(
        [...page.matchAll(/data-id="([^"]*)">([^]*?)<\/p>/g)].map(([, id = '', text = '']) => [
          id,
          plain(text, false),
        ]),
      ),
    shows: () => plain(page.replace(/<textarea[^]*?<\/textarea>|<head>[^]*?<\/head>/g, ' ')),
  }
}

const marks: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  amp: '&',
}

const plain = (html: string, tidy = true): string => {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => marks[name] ?? '')
  return tidy ? text.replace(/\s+/g, ' ').trim() : text.replace(/^ | $/g, '')
}
