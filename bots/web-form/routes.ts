import { randomUUID } from 'node:crypto'

import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { barred } from '../web-chat/begin.ts'
import { entryOf, linesSince } from '../web-chat/chat.ts'
import type { Chat } from '../web-chat/chat.ts'
import { mostFiles } from '../web-chat/delivery.ts'
import { fromOwnPage } from '../web-chat/guard.ts'
import { choosePage, leavePage, leftPage } from '../web-chat/plain-pages.ts'
import { forget, visitorOf } from '../web-chat/visitor.ts'
import { answer, askedOf } from './answering.ts'
import { crowdedPart } from './crowded-part.ts'
import { faultIn, typedIn, unusedOf } from './faults.ts'
import type { Taken } from './faults.ts'
import { formUrl, frame } from './frame.ts'
import { readSheet } from './sheet.ts'
import { show, whereOf } from './show.ts'
import { formWords } from './words.ts'

/** The form: one address, whose page is where the conversation stands. */
export function formRoutes(app: Hono, chat: Chat): void {
  const maxSize = mostFiles * chat.maxFileBytes + 2_000_000
  const onError = async (c: Context) => await show(c, chat, { notice: 'tooLarge', status: 413 })
  app.get('/', async (c) => await open(c, chat))
  app.post('/', bodyLimit({ maxSize, onError }), async (c) => await take(c, chat))
  app.get('/leave', (c) => {
    const { lang, asked = '' } = entryOf(c, chat)
    return c.html(
      leavePage(lang, formUrl({ lang, area: asked }), formUrl({ lang, area: '' }, '/report/leave')),
    )
  })
  app.post('/leave', async (c) => await leave(c, chat))
}

async function open(c: Context, chat: Chat): Promise<Response> {
  const { lang, asked, area } = entryOf(c, chat)
  const areas = chat.port.areas()
  const known = visitorOf(c, chat)
  if (area === undefined && asked !== 'any' && areas.length !== 1) {
    const begun = known !== undefined && (await linesSince(chat, known, undefined)).length > 0
    if (!begun) return await c.html(choosePage(lang, areas))
  }
  const from = c.req.query('n') ?? ''
  const old = c.req.query('old') === '1' ? { say: formWords[lang].old } : {}
  const again = c.req.query('again') === '1' ? { say: formWords[lang].again } : {}
  return await show(c, chat, {
    ...(/^\d{1,6}$/.test(from) ? { from: Number(from) } : {}),
    ...old,
    ...again,
  })
}

/** Takes a page and sends the browser on, so that a reload reads and does not write; what could not be taken stays. */
async function take(c: Context, chat: Chat): Promise<Response> {
  const { lang } = entryOf(c, chat)
  if (!fromOwnPage(c, chat.publicUrl))
    return await show(c, chat, { notice: 'foreign', status: 403 })
  const sheet = await sheetOf(c)
  if (typeof sheet === 'string')
    return await show(c, chat, { notice: sheet, status: sheet === 'empty' ? 422 : 400 })
  const typed = typedIn(sheet)
  const address = visitorOf(c, chat)
  if (address === undefined) {
    return await show(c, chat, { say: formWords[lang].pressAgain, typed })
  }
  const bar = await barred(chat, c, address, 'waits')
  if (bar) {
    const entry = whereOf(c, chat)
    return await c.html(frame(entry, crowdedPart(entry, sheet, bar.seconds ?? 0)))
  }
  try {
    const before = (await linesSince(chat, address, undefined)).length
    const answered = await answer(chat, { c, address }, sheet)
    if (answered.how === 'too-fast') {
      const rest = new Map([...typed].filter(([field]) => !answered.given.has(field)))
      return await show(c, chat, { notice: 'slow', status: 429, typed: rest })
    }
    return await goOn(c, chat, { sheet, answered, before, address })
  } catch (error) {
    chat.onFault(error)
    return await show(c, chat, { notice: 'fault', status: 503, typed })
  }
}

async function goOn(
  c: Context,
  chat: Chat,
  taken: Taken & { readonly address: string },
): Promise<Response> {
  const { sheet, answered, before, address } = taken
  const asked = await askedOf(chat, { c, address })
  const lines = await linesSince(chat, address, undefined)
  const entry = whereOf(c, chat)
  const own = formWords[entry.lang]
  const fault = faultIn(taken, asked?.questions[0]?.field, lines)
  if (fault) {
    const why = fault.why || own.wanted
    const kept = typedIn(sheet).get(fault.field)
    const typed = new Map([...answered.left, ...(kept ? [[fault.field, kept] as const] : [])])
    return await show(c, chat, { typed, status: 422, fault: { ...fault, why }, from: before })
  }
  const again = answered.how === 'told-again' ? { say: own.again } : {}
  const unused = answered.how === 'old' ? unusedOf(sheet, lines) : undefined
  if (unused) return await show(c, chat, { say: `${own.old}\n${own.unused}${unused}` })
  if (answered.how !== 'old' && answered.left.size > 0)
    return await show(c, chat, { typed: answered.left, from: before, ...again })
  const hints = [
    lines.length > before && `n=${before}`,
    answered.how === 'old' && 'old=1',
    answered.how === 'told-again' && 'again=1',
  ].filter(Boolean)
  const url = formUrl(entry)
  const more = hints.length > 0 ? `${url.includes('?') ? '&' : '?'}${hints.join('&')}` : ''
  return c.redirect(`${url}${more}`, 303)
}

async function sheetOf(c: Context) {
  try {
    return readSheet(await c.req.formData())
  } catch {
    return 'notUnderstood' as const
  }
}

async function leave(c: Context, chat: Chat): Promise<Response> {
  const { lang } = entryOf(c, chat)
  const address = visitorOf(c, chat)
  if (!fromOwnPage(c, chat.publicUrl)) return c.redirect(formUrl({ lang, area: '' }), 303)
  forget(c, chat)
  if (address !== undefined) {
    const what = { type: 'closed' } as const
    const heard = { channel: chat.channel, address, once: randomUUID(), at: chat.now(), what }
    await chat.port.hear(heard, async () => 'closed').catch(chat.onFault)
  }
  return await c.html(leftPage(lang, formUrl({ lang, area: '' })))
}
