import type { Case, Explanation } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { ok, refuse, type Result } from './result.ts'
import type { CommandOf, EventBody } from './command.ts'
import { isBlank } from './words.ts'

/** Part of one of the reporter's texts: `what`, `where`, `supplement 1`, `answer q-3`. */
export interface Stretch {
  readonly text: string
  readonly from: number
  readonly to: number
}

const bar = '▇'
/** One character alone would hide half the page. */
const shortest = 2
const longest = 200
const most = 50

/** 遮盖: nobody at the desk reads these words until somebody who may lifts it. The words themselves are not repeated. */
export function mask(about: Case, command: CommandOf<'mask'>): Result<EventBody[]> {
  const found = foundIn(about, command)
  return found.ok ? ok([{ type: 'masked', ...found.value }]) : found
}

/** 解除遮盖. */
export function unmask(about: Case, command: CommandOf<'unmask'>): Result<EventBody[]> {
  if (!about.masks.some(({ id }) => id === command.mask)) return refuse('mask-unknown')
  if (isBlank(command.reason)) return refuse('reason-missing')
  return ok([{ type: 'unmasked', mask: command.mask, reason: command.reason.trim() }])
}

/** 永久删去: the event says where and why; the words are then taken out of what is kept. */
export function redact(about: Case, command: CommandOf<'redact'>): Result<EventBody[]> {
  const found = foundIn(about, command)
  return found.ok ? ok([{ type: 'redacted', ...found.value }]) : found
}

function foundIn(
  about: Case,
  { words, reason }: { readonly words: readonly string[]; readonly reason: string },
): Result<{ readonly stretches: readonly Stretch[]; readonly reason: string }> {
  const asked = [...new Set(words.map((one) => one.trim()).filter((one) => one !== ''))]
  if (asked.length === 0) return refuse('mask-words-missing')
  if (asked.length > most) return refuse('text-too-long', { longest: most })
  if (asked.some(({ length }) => length < shortest)) return refuse('text-too-short', { shortest })
  if (asked.some(({ length }) => length > longest)) return refuse('text-too-long', { longest })
  if (isBlank(reason)) return refuse('reason-missing')
  const stretches = asked.map((one) => stretchesOf(about, one))
  if (stretches.some(({ length }) => length === 0)) return refuse('mask-words-not-found')
  return ok({ stretches: stretches.flat(), reason: hidden(reason.trim(), asked) })
}

/** Wherever these words stand in what the reporter wrote. */
function stretchesOf(about: Case, words: string): readonly Stretch[] {
  return Object.entries(textsOf(about)).flatMap(([text, content]) => {
    const found: Stretch[] = []
    for (let at = content.indexOf(words); at >= 0; at = content.indexOf(words, at + words.length))
      found.push({ text, from: at, to: at + words.length })
    return found
  })
}

/** The reporter's own texts, by a name that stays. */
export function textsOf({ facts, supplements, questions }: Case): Readonly<Record<string, string>> {
  const { what, where, who = '', when = '', elsewhere = '' } = facts
  return {
    what,
    where,
    who,
    when,
    elsewhere,
    ...Object.fromEntries(supplements.map(({ text }, n) => [`supplement ${n + 1}`, text])),
    ...Object.fromEntries(questions.map(({ id, answer }) => [`answer ${id}`, answer?.text ?? ''])),
  }
}

/** The words that stretches cover, each once. */
export function wordsIn(about: Case, stretches: readonly Stretch[]): readonly string[] {
  const texts = textsOf(about)
  const words = stretches.map(({ text, from, to }) => (texts[text] ?? '').slice(from, to))
  return [...new Set(words.filter(({ length }) => length >= shortest))]
}

/** A text with bars of the same length in place of these words, wherever they stand. */
export function hidden(text: string, words: readonly string[]): string {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  return longestFirst.reduce((shown, one) => shown.replaceAll(one, bar.repeat(one.length)), text)
}

/** Everything that is hidden now. */
export const hiddenWords = ({ masks }: Case): readonly string[] =>
  masks.flatMap(({ words }) => words)

/** The case as the desk reads it. What is written later and repeats hidden words is hidden as well. */
export function masked(about: Case): Case {
  const words = hiddenWords(about)
  return words.length === 0 ? about : withTexts(about, (text) => hidden(text, words))
}

function withTexts(about: Case, show: (text: string) => string): Case {
  const { facts, withdrawal, reExamination, supervision } = about
  return {
    ...about,
    facts: { ...facts, ...shownIn(facts, ['what', 'where', 'who', 'when', 'elsewhere'], show) },
    supplements: about.supplements.map((one) => ({ ...one, text: show(one.text) })),
    notes: about.notes.map((one) => ({ ...one, text: show(one.text) })),
    questions: about.questions.map(({ answer, ...one }) => ({
      ...one,
      text: show(one.text),
      ...(answer ? { answer: { ...answer, text: show(answer.text) } } : {}),
    })),
    matters: about.matters.map((matter) => ({
      ...matter,
      explanation: explained(matter.explanation, show),
    })),
    ...(withdrawal ? { withdrawal: { ...withdrawal, reason: show(withdrawal.reason) } } : {}),
    ...(reExamination
      ? { reExamination: { ...reExamination, text: show(reExamination.text) } }
      : {}),
    ...(supervision ? { supervision: { ...supervision, text: show(supervision.text) } } : {}),
  }
}

/** Of an explanation only what quotes the reporter. */
function explained({ key, facts }: Explanation, show: (text: string) => string): Explanation {
  const quoted = Object.entries(facts).map(([name, text]) =>
    name === 'words' || name === 'keyword' ? [name, show(text)] : [name, text],
  )
  return { key, facts: Object.fromEntries(quoted) as Explanation['facts'] }
}

function shownIn<K extends string>(
  from: Readonly<Partial<Record<K, string>>>,
  names: readonly K[],
  show: (text: string) => string,
): Partial<Record<K, string>> {
  const shown: Partial<Record<K, string>> = {}
  for (const name of names) {
    const text = from[name]
    if (text !== undefined) shown[name] = show(text)
  }
  return shown
}

/** An event of the history as the desk reads it, and as it is kept once words were taken out of it for good. */
export function eventWithout(event: CaseEvent, words: readonly string[]): CaseEvent {
  if (words.length === 0) return event
  const told = changed(event, (text) => hidden(text, words)) as CaseEvent
  // Why a department declined is chosen, not written.
  if (told.type === 'declined' && event.type === 'declined')
    return { ...told, reason: event.reason }
  const isDraft = told.type === 'review-asked' && event.type === 'review-asked'
  return isDraft && told.draft.type === 'decline' && event.draft.type === 'decline'
    ? { ...told, draft: { ...told.draft, reason: event.draft.reason } }
    : told
}

/** Names, dates and numbers that the house gave are no words, not even where somebody's words are part of them. */
const given: ReadonlySet<string> = new Set(
  (
    'id at by type number area notice channel source standing urgent consents task question mask evidence ' +
    'matter matters key assignments due outcome stretches ongoing event kind draftedBy to ' +
    'into of dues on transfer replaces officer'
  ).split(' '),
)
/** Ids, codes and days. */
const codeLike = /^[\w:-]+$/
/** No code of ours has as many characters of anybody's. */
const longerThanCodes = 7

/** Any value without these words: what only looks like a code of ours stays whole, unless it is one of them. */
export function valueWithout(value: unknown, words: readonly string[]): unknown {
  return changed(value, (text) => {
    const those = codeLike.test(text)
      ? words.filter((one) => one === text || one.length >= longerThanCodes)
      : words
    return hidden(text, those)
  })
}

function changed(value: unknown, show: (text: string) => string): unknown {
  if (typeof value === 'string') return show(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => changed(one, show))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, given.has(name) ? one : changed(one, show)]),
  )
}
