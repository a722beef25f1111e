import { fromForm, largestBody } from '../web-chat/delivery.ts'
import type { Delivery, Unreadable } from '../web-chat/delivery.ts'

/** What was typed, by the name of the answer. */
export type Typed = ReadonlyMap<string, string>

/** One page of the form as it was sent. */
export interface Sheet {
  /** What was said, pressed or attached where the page puts one question. */
  readonly delivery: Delivery
  /** The wait the page was made for; empty where none is known. */
  readonly wait: string
  /** The one question the page puts. */
  readonly field: string
  /** Answers of a page that puts several. */
  readonly answers: Typed
  /** Typed on an earlier page, and not asked for yet. */
  readonly carried: Typed
  /** What was told before, in case the conversation lay too long meanwhile. */
  readonly said: Typed
}

const mostFields = 16

/** Reads a page; an empty one is not wrong where it puts several questions. */
export function readSheet(form: FormData): Sheet | Unreadable {
  const back = textIn(form, 'back')
  if (back !== '') return wayBack(form, back)
  const answers = named(form, 'f')
  const read = fromForm(form)
  if (read === 'empty' && answers.size === 0) return 'empty'
  const once = textIn(form, 'once')
  const delivery = read === 'empty' ? { once, files: [] } : read
  if (typeof delivery === 'string') return delivery
  if (once.length < 8 || once.length > 64) return 'notUnderstood'
  const sheet = { delivery, answers, carried: named(form, 'c'), said: named(form, 'h') }
  const all = [...answers.values(), ...sheet.carried.values(), ...sheet.said.values()]
  if (all.join('').length > largestBody) return 'tooLong'
  return { ...sheet, wait: textIn(form, 'wait').slice(0, 80), field: textIn(form, 'field') }
}

/** To the question before; what stands on the page goes along. */
function wayBack(form: FormData, back: string): Sheet | Unreadable {
  const delivery = { once: `${textIn(form, 'once')}:back`, text: back.slice(0, 20), files: [] }
  if (delivery.once.length < 13 || delivery.once.length > 64) return 'notUnderstood'
  return {
    delivery,
    wait: textIn(form, 'wait').slice(0, 80),
    field: '',
    answers: new Map(),
    carried: filledIn(new Map([...named(form, 'c'), ...named(form, 'f')])),
    said: new Map(),
  }
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** `f.where` → where; of two the last, since what is not chosen stands before what may be. Line ends come as CR LF. */
function named(form: FormData, prefix: string): Typed {
  const found = new Map<string, string>()
  for (const [name, value] of form) {
    const [, field] = /^[a-z]\.([A-Za-z]{1,24})$/.exec(name) ?? []
    if (!field || !name.startsWith(`${prefix}.`) || typeof value !== 'string') continue
    if (found.size < mostFields) found.set(field, value.replaceAll('\r\n', '\n'))
  }
  return found
}

/** Everything typed that is worth keeping. */
export const filledIn = (typed: Typed): Typed =>
  new Map([...typed].filter(([, text]) => text.trim() !== ''))
