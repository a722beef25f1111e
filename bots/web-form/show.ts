import { randomUUID } from 'node:crypto'

import type { Context } from 'hono'

import type { TranscriptLine } from '#conversation/message.ts'

import { entryOf, linesSince } from '../web-chat/chat.ts'
import type { Chat } from '../web-chat/chat.ts'
import { mayBeNew, visitorOf, welcome } from '../web-chat/visitor.ts'
import { words } from '../web-chat/words.ts'
import type { Notices } from '../web-chat/words.ts'
import { askedOf, saidSince } from './answering.ts'
import type { Fault } from './fields.ts'
import type { Entry } from './frame.ts'
import { formPage } from './pages.ts'
import type { Typed } from './sheet.ts'

/** What a page says beside where the conversation stands. */
interface Said {
  readonly notice?: keyof Notices
  readonly say?: string
  readonly typed?: Typed
  readonly fault?: Fault
  /** Lines the person has read already. */
  readonly from?: number
  readonly status?: 200 | 400 | 403 | 413 | 422 | 429 | 503
}

/** The area the form was entered for. */
export function whereOf(c: Context, chat: Chat): Entry {
  const { lang, asked = '', area } = entryOf(c, chat)
  const areas = chat.port.areas()
  const here = area ?? (areas.length === 1 ? areas[0] : undefined)
  return {
    lang,
    area: here?.code ?? (asked === 'any' ? 'any' : ''),
    areaName: here?.name ?? '',
    demo: here ? here.demo : areas.every(({ demo }) => demo),
    site: chat.publicUrl?.replace(/\/+$/, '') ?? '',
  }
}

/** The page for where the conversation stands; what was typed and not taken stands in its boxes again. */
export async function show(c: Context, chat: Chat, said: Said): Promise<Response> {
  const entry = whereOf(c, chat)
  const known = visitorOf(c, chat)
  if (known !== undefined || mayBeNew(c) || said.say !== undefined) welcome(c, chat)
  const lines = known === undefined ? [] : await linesSince(chat, known, undefined)
  const asked = known === undefined ? undefined : await askedOf(chat, { c, address: known })
  const lastOwn = lines.findLastIndex((line) => line.from === 'reporter')
  const lost = asked?.expired ? toldBefore(lines) : new Map<string, string>()
  const page = formPage({
    entry,
    once: randomUUID(),
    lines: saidSince(lines, Math.min(said.from ?? lastOwn + 1, lastOwn + 1)),
    asked,
    first: lines.length === 0 || asked?.expired === true,
    typed: new Map([...lost, ...(said.typed ?? [])]),
    fault: said.fault,
    notice: said.say ?? (said.notice ? words[entry.lang][said.notice] : undefined),
  })
  return await c.html(page, said.status ?? 200)
}

/** The longest of what was written before everything lay too long: it stands in the box again. */
function toldBefore(lines: readonly TranscriptLine[]): Typed {
  const own = lines.filter((line) => line.from === 'reporter').map(({ text }) => text)
  const [longest = ''] = own.toSorted((a, b) => b.length - a.length)
  return new Map([['what', longest]])
}
