import type { Channel } from './channel.ts'
import type { Lang, Option, Words } from './flow.ts'
import { labelOf, lexiconOf, SOURCE, tell, written } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import type { Button, Outgoing } from './message.ts'
import type { Effect, Session } from './session.ts'
import { bytesOf, split } from './split.ts'

type Say = Effect & { readonly type: 'say' }

/**
 * What is said, for one channel: buttons or a numbered list, joined where the channel takes few messages a turn, split
 * where it takes short ones, escaped last. `words` are those of the language over those of the source language.
 */
export function render(
  effects: readonly Effect[],
  channel: Channel,
  words: Words,
  lang: Lang = SOURCE,
): readonly Outgoing[] {
  const lexicon = lexiconOf(words, lang)
  const messages: Outgoing[] = []
  for (const effect of effects) {
    if (effect.type === 'say') messages.push(message(effect, channel, lexicon))
  }
  return join(messages, channel.perTurn).flatMap((one) => parts(one, channel))
}

const BUTTON = /^([^.]{1,16})\.(\d{1,9})\.(\d{1,3})$/

/**
 * Which wait and which option a button stood for; undefined where it is of another conversation or no button of ours.
 * Its data is `first 8 characters of the session id . turn of the wait . index of the option`.
 */
export function parseButton(
  session: Pick<Session, 'id'>,
  data: string,
): { readonly wait: string; readonly option: number } | undefined {
  const [, id, turn, option] = BUTTON.exec(data) ?? []
  if (id !== shortId(session.id)) return undefined
  return { wait: `${session.id}/${turn}`, option: Number(option) }
}

/** The ASCII letters and digits that a session id begins with, so that data stays far below 64 bytes. */
function shortId(id: string): string {
  return id.slice(0, 8).replaceAll('.', '_')
}

function dataOf(wait: string, index: number): string {
  const border = wait.lastIndexOf('/')
  return `${shortId(wait.slice(0, border))}.${wait.slice(border + 1)}.${index}`
}

function message(effect: Say, channel: Channel, words: Lexicon): Outgoing {
  const rows = effect.rows ? rowLines(effect.rows, words) : undefined
  const facts = rows === undefined ? effect.facts : { ...effect.facts, rows }
  const text = tell(words, effect.key, facts)
  const whole = rows === undefined || showsRows(effect, words) ? text : `${text}\n${rows}`
  const buttons = buttonsFor(effect, channel, words)
  if (buttons.length > 0) return { id: effect.id, text: whole, buttons }
  const list = effect.rows || !effect.options ? '' : numbered(effect.options, words)
  return { id: effect.id, text: list === '' ? whole : `${whole}\n${list}` }
}

function showsRows(effect: Say, words: Lexicon): boolean {
  return written(words, effect.key).includes('{rows}')
}

/** `1 事项 无证行医`, one a line. */
function rowLines(rows: NonNullable<Say['rows']>, words: Lexicon): string {
  const line = (row: (typeof rows)[number], index: number): string => {
    const value = typeof row.value === 'string' ? row.value : written(words, row.value.key)
    return `${index + 1} ${labelOf(words, { value: '', key: row.label })} ${oneLine(value)}`
  }
  return rows.map(line).join('\n')
}

const oneLine = (text: string): string =>
  text.includes('\n') ? text.replace(/\s*\n\s*/gu, ' ') : text

/** Buttons, where the channel has them and they fit; of a review that is too long only the one that confirms. */
function buttonsFor(effect: Say, channel: Channel, words: Lexicon): readonly Button[] {
  const { options = [], wait } = effect
  if (!channel.buttons || wait === undefined || options.length === 0) return []
  const all = options.map((option, index) => ({
    label: buttonLabel(effect, words, option, index),
    data: dataOf(wait, index),
  }))
  const ordered = effect.rows ? [...all.slice(-1), ...all.slice(0, -1)] : all
  if (fits(ordered, channel.buttons)) return ordered
  const confirm = ordered.slice(0, 1)
  return effect.rows && fits(confirm, channel.buttons) ? confirm : []
}

function buttonLabel(effect: Say, words: Lexicon, option: Option, index: number): string {
  const label = labelOf(words, option)
  return effect.rows && index < effect.rows.length ? `${index + 1} ${label}` : label
}

function fits(buttons: readonly Button[], limits: Exclude<Channel['buttons'], false>): boolean {
  const { max, titleBytes, dataBytes } = limits
  return (
    buttons.length <= max &&
    buttons.every(({ label, data }) => bytesOf(label) <= titleBytes && bytesOf(data) <= dataBytes)
  )
}

/** Characters up to which numbered options stand on one line. */
const LINE_MAX = 40

/**
 * `1 行  2 不对，换一类`. Commands need no number, their words do; nor does a yes or no. The next page of a long list is
 * told by its word.
 */
function numbered(options: readonly Option[], words: Lexicon): string {
  const kept = words.numbered.get(options)
  if (kept !== undefined) return kept
  const made = listOf(options, words)
  words.numbered.set(options, made)
  return made
}

function listOf(options: readonly Option[], words: Lexicon): string {
  const choices = options.filter(({ key }) => !key?.startsWith('command.'))
  if (choices.length === 0 || isYesNo(choices)) return ''
  const lines = choices.map((option, index) => `${index + 1} ${labelOf(words, option)}`)
  const more = options.find(({ key }) => key === 'command.more')
  if (more) lines.push(labelOf(words, more))
  const line = lines.join('  ')
  return line.length <= LINE_MAX ? line : lines.join('\n')
}

function isYesNo([first, second]: readonly Option[]): boolean {
  return first?.key === 'yes' && second?.key === 'no'
}

/** No more messages than the channel takes a turn: the first ones become one. */
function join(messages: readonly Outgoing[], perTurn: number): readonly Outgoing[] {
  const surplus = messages.length - Math.max(1, perTurn)
  if (surplus <= 0) return messages
  const together = messages.slice(0, surplus + 1)
  const last = together.at(-1)
  const first = together[0]
  if (!first || !last) return messages
  const text = together.map((one) => one.text).join('\n')
  const buttons = together.findLast((one) => one.buttons)?.buttons
  const joined = { id: first.id, text, ...(buttons ? { buttons } : {}) }
  return [joined, ...messages.slice(surplus + 1)]
}

/** Parts that fit, the buttons under the last one. */
function parts({ id, text, buttons }: Outgoing, channel: Channel): readonly Outgoing[] {
  if (text.length * 3 <= channel.text.max && channel.markup === 'none') {
    return [buttons ? { id, text, buttons } : { id, text }]
  }
  const texts = split(text, channel.text)
  return texts.map((part, index) => ({
    id: index === 0 ? id : `${id}#${index + 1}`,
    text: escape(part, channel.markup),
    ...(buttons && index === texts.length - 1 ? { buttons } : {}),
  }))
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escape(text: string, markup: Channel['markup']): string {
  return markup === 'html' ? text.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark) : text
}
