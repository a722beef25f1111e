import { dayFromNumber, dayNumber } from '#core/clock.ts'
import { choose, chooseMany } from './choices.ts'
import { readDay } from './dates.ts'
import type { Input, Option, Value } from './flow.ts'
import { means, tell, written } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import type { MediaRef } from './message.ts'
import { clean, clip, fold } from './plain-text.ts'
import type { Event } from './session.ts'

/** Why an answer that was understood is not valid; `invalid` of a question may name a text for each. */
export type Reason =
  | 'too-short'
  | 'too-long'
  | 'too-few'
  | 'no-such-day'
  | 'in-future'
  | 'not-a-phone'
  | 'not-an-id-card'
  | 'wrong-kind'

export type Reading =
  | { readonly ok: true; readonly value: Value; readonly clipped?: true }
  | { readonly ok: false; readonly why: 'unclear' | Reason }

/** From this length on a text that is too long is kept up to its limit, not refused. */
const CLIPPED_FROM = 1000

const UNCLEAR: Reading = { ok: false, why: 'unclear' }
const no = (why: Reason): Reading => ({ ok: false, why })
const yes = (value: Value): Reading => ({ ok: true, value })

/** Reads an answer. `options` are those that were shown; time is the event's. */
export function read(
  input: Input,
  event: Event,
  words: Lexicon,
  options: readonly Option[],
): Reading {
  switch (input.type) {
    case 'choice':
      return readChoice(event, words, options)
    case 'multi-choice':
      return readMany(input, event, words, options)
    case 'yes-no':
      return readYesNo(event, words)
    case 'text':
      return readText(input, event, words)
    case 'location':
      return readLocation(input, event, words)
    case 'date':
      return readDate(event)
    case 'phone':
    case 'contact':
      return readPhone(event)
    case 'id-card':
      return event.type === 'message' ? readIdCard(event.text) : UNCLEAR
    case 'media':
      return readMedia(input, event)
  }
}

function readChoice(event: Event, words: Lexicon, options: readonly Option[]): Reading {
  const index =
    event.type === 'button'
      ? event.option
      : event.type === 'message'
        ? choose(fold(event.text), options, words)
        : -1
  const option = options[index]
  return option ? yes(option.value) : UNCLEAR
}

function readMany(
  input: Input & { readonly type: 'multi-choice' },
  event: Event,
  words: Lexicon,
  options: readonly Option[],
): Reading {
  const found =
    event.type === 'button'
      ? [event.option]
      : event.type === 'message' && event.text.length <= 200
        ? chooseMany(event.text, options, words)
        : undefined
  if (!found) return UNCLEAR
  const values = found.flatMap((index) => options[index]?.value ?? [])
  return values.length < Math.max(1, input.min) ? no('too-few') : yes(values)
}

const PARTICLES = /(?:的|了|吧|呢|啊|呀|哦|嘛|哈|啦|咯)+$/u

function readYesNo(event: Event, words: Lexicon): Reading {
  if (event.type === 'button') {
    return event.option === 0 ? yes(true) : event.option === 1 ? yes(false) : UNCLEAR
  }
  if (event.type !== 'message') return UNCLEAR
  const folded = fold(event.text)
  const bare = folded.replace(PARTICLES, '')
  for (const text of [folded, bare]) {
    if (text === '1' || means(words, 'yes', text)) return yes(true)
    if (text === '2' || means(words, 'no', text)) return yes(false)
  }
  return UNCLEAR
}

function readText(input: Input & { readonly type: 'text' }, event: Event, words: Lexicon): Reading {
  if (event.type === 'message') return withinLength(event.text, input)
  if (event.type !== 'media' || !input.voice || !event.media.some(isVoice)) return UNCLEAR
  const heard = clean(event.caption ?? '', input.max)
  return yes(heard ? clip(heard, input.max) : written(words, 'voice.answer'))
}

const isVoice = (file: MediaRef): boolean => file.kind === 'voice'

function withinLength(
  raw: string,
  { min, max }: { readonly min: number; readonly max: number },
): Reading {
  const text = clean(raw, max)
  if (text === '') return UNCLEAR
  if (text.length < min) return no('too-short')
  if (text.length <= max) return yes(text)
  return max < CLIPPED_FROM ? no('too-long') : { ok: true, value: clip(text, max), clipped: true }
}

function readLocation(
  input: Input & { readonly type: 'location' },
  event: Event,
  words: Lexicon,
): Reading {
  if (event.type === 'message') return withinLength(event.text, input)
  if (event.type !== 'location') return UNCLEAR
  return yes(clip(clean(event.label ?? '', input.max), input.max) || pointIn(event, words))
}

/** A point on the map in words; degrees to about ten metres. */
export function pointIn(
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  words: Lexicon,
): string {
  const facts = { latitude: latitude.toFixed(4), longitude: longitude.toFixed(4) }
  return tell(words, 'location.shared', facts)
}

function readDate(event: Event): Reading {
  if (event.type !== 'message') return UNCLEAR
  const found = readDay(fold(event.text), event.at)
  return 'day' in found ? yes(found.day) : { ok: false, why: found.why }
}

/** A mobile number of the mainland, or a landline with its area code. */
function readPhone(event: Event): Reading {
  if (event.type !== 'message' && event.type !== 'contact') return UNCLEAR
  const text = event.type === 'contact' ? event.phone : event.text
  if (text.length > 64) return UNCLEAR
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-—–()（）.+]/gu, '')
    .replace(/^(?:00)?86(?=[01]\d{9})/, '')
  if (/^1[3-9]\d{9}$/.test(digits) || /^0[1-9]\d{8,10}$/.test(digits)) return yes(digits)
  return /\d{5}/.test(digits) ? no('not-a-phone') : UNCLEAR
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** Eighteen characters with a day of birth that exists and the right check character (GB 11643). */
export function readIdCard(raw: string): Reading {
  if (raw.length > 64) return UNCLEAR
  const text = raw.normalize('NFKC').replace(/\s/gu, '').toUpperCase()
  if (!/\d{5}/.test(text)) return UNCLEAR
  if (!/^[1-9]\d{16}[\dX]$/.test(text) || !isDay(text.slice(6, 14))) return no('not-an-id-card')
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0)
  return CHECKS[sum % 11] === text[17] ? yes(text) : no('not-an-id-card')
}

function isDay(digits: string): boolean {
  const [year, month, date] = [digits.slice(0, 4), digits.slice(4, 6), Number(digits.slice(6))]
  if (year < '1850' || month < '01' || month > '12' || date < 1) return false
  const day = dayFromNumber(dayNumber(`${year}-${month}-01`) + date - 1)
  return day.slice(0, 7) === `${year}-${month}`
}

function readMedia(input: Input & { readonly type: 'media' }, event: Event): Reading {
  if (event.type !== 'media') return UNCLEAR
  const wanted = event.media.filter((file) => input.kinds.includes(file.kind))
  return wanted.length === 0 ? no('wrong-kind') : yes(wanted.slice(0, input.max).map(refOf))
}

/** A file as the session keeps it: its name may tell who sent it and stays with the file. */
export function refOf({ id, kind, state }: MediaRef): MediaRef {
  return { id, kind, state }
}
