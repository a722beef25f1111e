import { randomUUID } from 'node:crypto'

import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { barred } from './begin.ts'
import { chatPage, chatUrl } from './chat-page.ts'
import type { ChatView, Entered } from './chat-page.ts'
import { entryOf, hear, linesSince } from './chat.ts'
import type { Chat } from './chat.ts'
import { mostFiles } from './delivery.ts'
import type { Delivery } from './delivery.ts'
import { fromOwnPage } from './guard.ts'
import { deliveryOf } from './message-routes.ts'
import { crowdedPage } from './crowded-page.ts'
import { choosePage, leavePage, leftPage } from './plain-pages.ts'
import { forget, isFramed, mayBeNew, visitorOf, welcome } from './visitor.ts'
import { words } from './words.ts'
import type { Notices } from './words.ts'

/** The pages, and the forms that carry the whole chat where scripts do not run. */
export function pageRoutes(app: Hono, chat: Chat): void {
  const maxSize = mostFiles * chat.maxFileBytes + 1_000_000
  const onError = async (c: Context) => await show(c, chat, { notice: 'tooLarge', status: 413 })
  app.get('/', async (c) => await open(c, chat))
  app.post('/plain', bodyLimit({ maxSize, onError }), async (c) => await write(c, chat))
  app.get('/my-data.json', async (c) => await ownData(c, chat))
  app.get('/leave', (c) => {
    const entered = enteredBy(c, chat)
    const back = chatUrl(entered)
    return c.html(leavePage(entered.lang, back, back.replace('/chat', '/chat/leave')))
  })
  app.post('/leave', async (c) => await leave(c, chat))
}

async function open(c: Context, chat: Chat): Promise<Response> {
  const { lang, asked, area } = entryOf(c, chat)
  const areas = chat.port.areas()
  const known = visitorOf(c, chat)
  if (area === undefined && asked !== 'any' && areas.length !== 1) {
    const begun = known !== undefined && (await linesSince(chat, known, undefined)).length > 0
    if (!begun) return await c.html(choosePage(lang, areas, isFramed(c)))
  }
  return await show(c, chat, {})
}

/** What is kept about whoever has this browser's cookie. It is theirs: nobody else's browser has the address. */
async function ownData(c: Context, chat: Chat): Promise<Response> {
  const address = visitorOf(c, chat)
  const file = address === undefined ? undefined : await chat.port.ownData?.(chat.channel, address)
  if (file === undefined) return c.redirect(chatUrl({ lang: entryOf(c, chat).lang, area: '' }), 303)
  return c.body(file, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="my-data.json"',
  })
}

function enteredBy(c: Context, chat: Chat): Entered {
  const { lang, asked = '' } = entryOf(c, chat)
  return { lang, area: asked, framed: isFramed(c) }
}

interface Said {
  readonly notice?: keyof Notices
  readonly draft?: string
  readonly status?: 200 | 400 | 403 | 413 | 429 | 503
}

async function show(c: Context, chat: Chat, { notice, draft, status }: Said): Promise<Response> {
  const { lang, asked = '', area } = entryOf(c, chat)
  const known = visitorOf(c, chat)
  const ours = known !== undefined || mayBeNew(c) || notice === 'pressAgain'
  if (ours) welcome(c, chat)
  const areas = chat.port.areas()
  const here = area ?? (areas.length === 1 ? areas[0] : undefined)
  const view: ChatView = {
    lang,
    framed: isFramed(c),
    area: area?.code ?? here?.code ?? (asked === 'any' ? 'any' : ''),
    areaName: here?.name ?? '',
    demo: here ? here.demo : areas.every(({ demo }) => demo),
    lines: known === undefined ? [] : await linesSince(chat, known, undefined),
    once: randomUUID(),
    ...(notice ? { notice: words[lang][notice] } : {}),
    ...(draft ? { draft } : {}),
  }
  return await c.html(chatPage(view), status ?? 200)
}

/** Hears the form and sends the browser back to the page, so that a reload reads and does not write. */
async function write(c: Context, chat: Chat): Promise<Response> {
  if (!fromOwnPage(c, chat.publicUrl))
    return await show(c, chat, { notice: 'foreign', status: 403 })
  const delivery = await deliveryOf(c)
  if (typeof delivery === 'string') {
    return await show(c, chat, { notice: delivery, status: 400 })
  }
  const address = visitorOf(c, chat)
  if (address === undefined) {
    return await show(c, chat, { notice: 'pressAgain', ...draftOf(delivery) })
  }
  const bar = await barred(chat, c, address, 'waits')
  if (bar) return await c.html(crowdedPage(enteredBy(c, chat), delivery, bar.seconds ?? 0), 200)
  try {
    const said = await hear(chat, { c, address }, delivery)
    if (said === 'too-fast')
      return await show(c, chat, { notice: 'slow', status: 429, ...draftOf(delivery) })
  } catch (error) {
    chat.onFault(error)
    return await show(c, chat, { notice: 'fault', status: 503, ...draftOf(delivery) })
  }
  return c.redirect(`${chatUrl(enteredBy(c, chat))}#write`, 303)
}

const draftOf = ({ text }: Delivery): { readonly draft?: string } => (text ? { draft: text } : {})

/** Tells the office that nobody is reached here any more; the cookie goes whether that can be told or not. */
async function leave(c: Context, chat: Chat): Promise<Response> {
  const entered = enteredBy(c, chat)
  const home = chatUrl({ ...entered, area: '' })
  const address = visitorOf(c, chat)
  if (!fromOwnPage(c, chat.publicUrl)) return c.redirect(home, 303)
  forget(c, chat)
  if (address !== undefined) {
    const what = { type: 'closed' } as const
    const heard = { channel: chat.channel, address, once: randomUUID(), at: chat.now(), what }
    await chat.port.hear(heard, async () => 'closed').catch(chat.onFault)
  }
  return await c.html(leftPage(entered.lang, home))
}
