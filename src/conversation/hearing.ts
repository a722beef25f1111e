import { choose, chooseExactly, ordinal } from './choices.ts'
import { runAtQuestion, switchLanguage } from './commands.ts'
import { isAnyPending, keepFiles, sayKept } from './files.ts'
import type { Ask, Option, Review } from './flow.ts'
import { read } from './inputs.ts'
import type { Reading } from './inputs.ts'
import { labelOf, means } from './lexicon.ts'
import { meaningOf } from './meanings.ts'
import { clean, clip, fold } from './plain-text.ts'
import { accept, edit, giveUp, leave, wrong } from './question.ts'
import type { Event } from './session.ts'
import type { Turn } from './turn.ts'
import { say, wholeOrTold, write } from './turn.ts'
import { askAgain, breakIn, buttonsOf, choicesOf, isRunning, reviewOf } from './walk.ts'

type Message = Event & { readonly type: 'message' }
type Media = Event & { readonly type: 'media' }

/** What a person did while a question was open. */
export function hear(turn: Turn, node: Ask | Review): void {
  const { event } = turn
  switch (event.type) {
    case 'message':
      return hearText(turn, node, event)
    case 'button':
      return hearButton(turn, node, event.option)
    case 'media':
      return hearMedia(turn, node, event)
    case 'refused-media':
      say(turn, `media.refused.${event.why}`)
      return askAgain(turn, node)
    case 'location':
    case 'contact':
      return node.kind === 'ask' ? judge(turn, node, event) : wrong(turn, node)
    case 'unreadable':
      return hearUnreadable(turn, node)
    case 'start':
    case 'timer':
    case 'result':
    case 'operator':
    case 'closed':
      return askAgain(turn, node)
  }
}

/**
 * Danger first; then what this question itself takes literally (shortcuts, choices, the yes of a review), so that an
 * option may be called like a command; then keywords and commands; then free answers.
 */
function hearText(turn: Turn, node: Ask | Review, event: Message): void {
  if (signalled(turn, event)) return
  const folded = fold(event.text)
  if (folded !== '' && hearWord(turn, node, event, folded)) return
  if (node.kind === 'review') hearReview(turn, node, folded)
  else judge(turn, node, event)
}

/** A message with a signal starts that signal's flow, unless it is the one under way. */
export function signalled(turn: Turn, event: Message): boolean {
  const { signals } = turn.story
  if (event.signal === undefined || !Object.hasOwn(signals, event.signal)) return false
  const flow = signals[event.signal]
  if (flow === undefined || isRunning(turn, flow)) return false
  write(turn, 'told', wholeOrTold(turn, event.text))
  return breakIn(turn, flow, `signal ${event.signal}`)
}

function hearWord(turn: Turn, node: Ask | Review, event: Message, folded: string): boolean {
  if (literally(turn, node, event, folded)) return true
  const meaning = meaningOf(turn.story, turn.words, folded)
  if (!meaning) return false
  const { flow, lang, command } = meaning
  if (flow !== undefined && breakIn(turn, flow, 'keyword')) return true
  if (lang === undefined) return command !== undefined && runAtQuestion(turn, node, command)
  switchLanguage(turn, lang)
  askAgain(turn, node)
  return true
}

function literally(turn: Turn, node: Ask | Review, event: Message, folded: string): boolean {
  if (node.kind === 'review') {
    if (!means(turn.words, node.confirm, folded)) return false
    leave(turn, node.next, 'confirmed')
    return true
  }
  const shortcut = node.shortcuts?.find(({ words }) => means(turn.words, words, folded))
  if (shortcut) {
    // Where it leads nowhere but where skipping leads, it is a skip in other words.
    if (shortcut.next === node.skip) return runAtQuestion(turn, node, 'skip')
    giveUp(turn, node, shortcut.next, 'shortcut')
    return true
  }
  const found = isNamed(turn, node, folded) ? reading(turn, node, event) : undefined
  if (!found?.ok) return false
  accept(turn, node, found)
  return true
}

/** Whether a text is one of the options in full; the beginning of one gives way to a command. */
function isNamed(turn: Turn, node: Ask, folded: string): boolean {
  const { standing } = turn
  if (node.input.type === 'yes-no') return true
  if (!('options' in node.input) || standing.status !== 'waiting') return false
  return chooseExactly(folded, choicesOf(turn, node, standing.wait), turn.words) >= 0
}

function hearButton(turn: Turn, node: Ask | Review, index: number): void {
  const { standing } = turn
  if (standing.status !== 'waiting') return
  const option = buttonsOf(turn, node, standing.wait)[index]
  if (option === undefined) return wrong(turn, node)
  if (node.kind === 'review') {
    const confirms = index === reviewOf(turn, node).rows.length
    return confirms ? leave(turn, node.next, 'confirmed') : edit(turn, option.value)
  }
  const isChoice = index < choicesOf(turn, node, standing.wait).length
  if (isChoice) judge(turn, node, turn.event)
  else if (option.key === 'command.more') runAtQuestion(turn, node, 'more')
  else if (option.key === 'command.keep') runAtQuestion(turn, node, 'keep')
  else runAtQuestion(turn, node, 'skip')
}

/** A number edits that answer; so does the name of just one row. The last number confirms once it has been offered. */
function hearReview(turn: Turn, node: Review, folded: string): void {
  const all = reviewOf(turn, node).options
  const options = all.slice(0, -1)
  const isOffered = turn.standing.status === 'waiting' && turn.standing.wait.tries > 0
  if (isOffered && ordinal(folded) === all.length) return leave(turn, node.next, 'confirmed')
  const chosen = options[choose(folded, options, turn.words)]
  const option =
    chosen ?? (ordinal(folded) === undefined ? named(turn, options, folded) : undefined)
  if (option) edit(turn, option.value)
  else wrong(turn, node)
}

function named(turn: Turn, options: readonly Option[], folded: string): Option | undefined {
  const found = options.filter((option) => folded.includes(fold(labelOf(turn.words, option))))
  return found.length === 1 ? found[0] : undefined
}

function reading(turn: Turn, node: Ask, event: Event): Reading {
  const { standing } = turn
  const options = standing.status === 'waiting' ? choicesOf(turn, node, standing.wait) : []
  return read(node.input, event, turn.words, options)
}

function judge(turn: Turn, node: Ask, event: Event): void {
  const found = reading(turn, node, event)
  if (found.ok) return accept(turn, node, found)
  if (event.type === 'message' && hearInWords(turn, node, event)) return
  const { invalid } = node
  wrong(turn, node, invalid && Object.hasOwn(invalid, found.why) ? invalid[found.why] : undefined)
}

/** None of the options, but words: they are kept, and whoever asked for them reads them. */
function hearInWords(turn: Turn, { inWords }: Ask, event: Message): boolean {
  if (!inWords) return false
  const { field, min, max, next } = inWords
  const text = clip(clean(event.text, max), max)
  if (text.length < min) return false
  write(turn, field, text)
  leave(turn, next, 'words')
  return true
}

/** Something no machine can read counts as a try, and the question is put once more. */
function hearUnreadable(turn: Turn, node: Ask | Review): void {
  const { standing } = turn
  if (standing.status !== 'waiting') return
  const tries = standing.wait.tries + 1
  if (tries >= node.tries) return giveUp(turn, node, node.exhausted, 'exhausted')
  turn.standing = { status: 'waiting', wait: { ...standing.wait, tries } }
  say(turn, 'unreadable')
  askAgain(turn, node)
}

/** A file answers a question that asks for files, a voice one that takes voice; at any other it is kept as evidence. */
function hearMedia(turn: Turn, node: Ask | Review, event: Media): void {
  const found = node.kind === 'ask' ? reading(turn, node, event) : undefined
  if (node.kind !== 'ask' || !found?.ok) return hearAside(turn, node, event)
  if (node.input.type === 'media') {
    const kept = keepFiles(turn, event.media, node.field)
    if (isAnyPending(kept)) say(turn, 'media.pending')
    return leave(turn, node.next, 'answered')
  }
  sayKept(turn, keepFiles(turn, event.media, 'evidence'), 'voice.kept')
  accept(turn, node, found)
}

/** What was written under the file may be the answer; if it is not, that is no wrong answer. */
function hearAside(turn: Turn, node: Ask | Review, event: Media): void {
  sayKept(turn, keepFiles(turn, event.media, 'evidence'), 'media.kept')
  const { id, at, caption: text = '' } = event
  const found =
    node.kind === 'ask' ? reading(turn, node, { id, at, type: 'message', text }) : undefined
  if (node.kind === 'ask' && found?.ok) accept(turn, node, found)
  else askAgain(turn, node)
}
