import { Hono } from 'hono'

import { createWebChat } from '#bots/web-chat.ts'
import type { WebChatConfig } from '#bots/web-chat.ts'

import type { House } from './house.ts'

const origin = 'http://chat.example'

/** A browser of the simplest kind: it keeps a cookie and says where its requests come from. */
export function openClient(app: Hono) {
  let cookie = ''
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    if (init.method === 'POST' && !headers.has('origin')) headers.set('origin', origin)
    if (!headers.has('host')) headers.set('host', 'chat.example')
    const response = await app.request(origin + path, { ...init, headers })
    const given = response.headers.get('set-cookie')?.split(';')[0]
    if (given !== undefined) cookie = given === 'yj_chat=' ? '' : given
    return response
  }
  const post = async (body: unknown, path = '/chat/messages'): Promise<Response> =>
    await request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const form = async (fields: Record<string, string | File>, path = '/chat/messages') => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return await request(path, { method: 'POST', body })
  }
  return { request, post, form, address: () => cookie.slice('yj_chat='.length) }
}

/** The chat before a house, mounted as `main` mounts it. */
export function openChat(house: House, config: WebChatConfig = {}) {
  const bot = createWebChat(config, house.port)
  const app = new Hono()
  if (bot.routes) app.route(bot.routes.path, bot.routes.app)
  return { bot, app }
}

export type Client = ReturnType<typeof openClient>

let count = 0
export const newOnce = (): string => {
  count += 1
  return `once-${String(count).padStart(6, '0')}`
}
