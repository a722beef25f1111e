import type { Context } from 'hono'

import type { Asked, FormQuestion } from '#conversation/channel.ts'
import type { Address, TranscriptLine } from '#conversation/message.ts'

import { hear } from '../web-chat/chat.ts'
import type { Chat } from '../web-chat/chat.ts'
import type { Delivery } from '../web-chat/delivery.ts'
import { filledIn } from './sheet.ts'
import type { Sheet, Typed } from './sheet.ts'

export interface Visit {
  readonly c: Context
  readonly address: Address
}

/** What became of a page. */
export interface Answered {
  /** `old`: it was made for a question that is over; nothing of it was heard. */
  readonly how: 'heard' | 'too-fast' | 'old' | 'told-again'
  /** The answers that were given to the conversation. */
  readonly given: ReadonlySet<string>
  /** What was typed and not asked for yet. */
  readonly left: Typed
}

/**
 * Gives the conversation what a page holds, question by question, as a person would say it: what is asked decides, not
 * the page. The same page again gives the same deliveries again, which change nothing.
 */
export async function answer(chat: Chat, visit: Visit, sheet: Sheet): Promise<Answered> {
  const asked = await askedOf(chat, visit)
  const isLost = asked?.expired === true || (!asked && (await hasSaidNothing(chat, visit)))
  const isKnown = sheet.wait !== '' || asked?.expired === true
  if (isLost && isKnown && (sheet.said.has('what') || sheet.field === 'what'))
    return await tellAgain(chat, visit, sheet)
  if (sheet.answers.size > 0) return await answerAll(chat, visit, sheet)
  const { delivery, wait, field, carried } = sheet
  const isOver = wait !== '' && asked?.wait !== wait
  if (isOver && delivery.button === undefined)
    return { how: 'old', given: new Set(), left: carried }
  const said = await hear(chat, visit, delivery)
  if (said === 'too-fast') return { how: said, given: new Set(), left: carried }
  return { how: 'heard', given: new Set([field]), left: carried }
}

export async function askedOf(chat: Chat, { address }: Visit): Promise<Asked | undefined> {
  return await chat.port.asked?.(chat.channel, address)
}

async function hasSaidNothing({ port, channel }: Chat, { address }: Visit): Promise<boolean> {
  return port.asked !== undefined && (await port.transcript(channel, address)).length === 0
}

/** The answers in the order of the questions, until one is asked that the page does not answer. */
async function answerAll(chat: Chat, visit: Visit, sheet: Sheet): Promise<Answered> {
  const all = new Map([...sheet.carried, ...sheet.answers])
  const given = new Set<string>()
  const left = (): Typed => filledIn(new Map([...all].filter(([field]) => !given.has(field))))
  for (;;) {
    const [question] = (await askedOf(chat, visit))?.questions ?? []
    if (!question || given.has(question.field) || !sheet.answers.has(question.field)) break
    const text = sheet.answers.get(question.field) ?? ''
    const delivery = deliveryFor(question, text, sheet)
    if (!delivery) break
    if ((await hear(chat, visit, delivery)) === 'too-fast')
      return { how: 'too-fast', given, left: left() }
    given.add(question.field)
  }
  return { how: given.size === 0 ? 'old' : 'heard', given, left: left() }
}

/** `undefined`: the question wants an answer and there is none. */
function deliveryFor(
  { field, kind, skip }: FormQuestion,
  text: string,
  { delivery: { once, files } }: Sheet,
): Delivery | undefined {
  const own = `${once}:${field}`.slice(0, 64)
  if (kind === 'files' && files.length > 0) return { once: own, text, files }
  const said = text.trim() === '' ? skip : text
  return said === undefined ? undefined : { once: own, text: said, files: [] }
}

/** The conversation lay too long: what the page still knows is told once more, as far as it goes by itself. */
async function tellAgain(chat: Chat, visit: Visit, sheet: Sheet): Promise<Answered> {
  const { delivery, field, answers, carried } = sheet
  const typed = new Map([...sheet.said, ...carried, ...answers])
  if (delivery.text && field) typed.set(field, delivery.text)
  const given = new Set<string>()
  const begun = await hear(chat, visit, {
    once: `${delivery.once}:anew`,
    start: true,
    files: [],
  })
  if (begun === 'too-fast') return { how: 'too-fast', given, left: filledIn(typed) }
  for (;;) {
    const [question] = (await askedOf(chat, visit))?.questions ?? []
    const text = question && typed.get(question.field)?.trim()
    if (!question || !text || given.has(question.field)) break
    const once = `${delivery.once}:${question.field}`.slice(0, 64)
    await hear(chat, visit, { once, text, files: [] })
    given.add(question.field)
  }
  const left = [...typed].filter(([name]) => !given.has(name))
  return { how: 'told-again', given, left: filledIn(new Map(left)) }
}

/** What the office said from line `from` on, without the questions that were answered meanwhile. */
export function saidSince(
  lines: readonly TranscriptLine[],
  from: number,
): readonly TranscriptLine[] {
  const since = lines.slice(from)
  const answered = new Set(
    since.flatMap((line, n) =>
      line.from === 'office' && since[n + 1]?.from === 'reporter' ? [line.text] : [],
    ),
  )
  const last = since.findLastIndex((line) => line.from === 'reporter')
  return since.filter((line, n) => line.from === 'office' && (n > last || !answered.has(line.text)))
}
