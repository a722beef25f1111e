import { run, switchLanguage } from './commands.ts'
import { keepFiles, sayKept } from './files.ts'
import type { Answers, Lang, Story } from './flow.ts'
import { signalled } from './hearing.ts'
import { SOURCE } from './lexicon.ts'
import { pointIn } from './inputs.ts'
import { meaningOf } from './meanings.ts'
import type { ChannelId } from './message.ts'
import { fold } from './plain-text.ts'
import type { Event, Session, SessionId } from './session.ts'
import type { Turn } from './turn.ts'
import { firstFrame, newest, say, wholeOrTold, write } from './turn.ts'
import { breakIn, finish, go } from './walk.ts'

export interface Beginning {
  readonly id: SessionId
  readonly channel: ChannelId
  /** What the platform says; the nearest language there are words in is taken. */
  readonly lang: Lang
  /** `expired: 'yes'` where the conversation before ended with the outcome `expired`. */
  readonly given: Answers
}

/** A conversation in which nobody has said anything yet. */
export function begin(story: Story, { id, channel, lang, given }: Beginning): Session {
  return {
    id,
    channel,
    lang: nearest(story, lang),
    frames: [],
    answers: { opening: '', expired: 'no', ...given },
    turn: 0,
    seen: [],
    at: 0,
    status: 'new',
  }
}

/** `zh-hans` and `zh` are served by `zh-cn`, `en-US` by `en`, all others by the source language. */
function nearest(story: Story, lang: Lang): Lang {
  const wanted = lang.toLowerCase()
  const all = Object.keys(story.words)
  const family = wanted.split('-')[0] ?? wanted
  return (
    all.find((one) => one.toLowerCase() === wanted) ??
    all.find((one) => one.toLowerCase().split('-')[0] === family) ??
    SOURCE
  )
}

/** The first thing a person does. What they write is the `opening`, unless it is a command or the answer to an expiry. */
export function open(turn: Turn): void {
  const { event, story } = turn
  const flow = newest(story, story.start)
  if (!flow) return finish(turn, 'gone')
  keepFirst(turn, event)
  const text = wordsIn(turn)
  const { flow: wanted, lang, command } = meaningOf(story, turn.words, fold(text)) ?? {}
  if (event.type === 'message' && isSignal(turn, event)) {
    return openDanger(turn, event, text)
  }
  const isExpired = turn.answers['expired'] === 'yes'
  if (isExpired) turn.frames = [firstFrame(flow)]
  if (wanted !== undefined && breakIn(turn, wanted, 'keyword')) return
  turn.frames = [firstFrame(flow)]
  if (command === 'human') return run(turn, 'human')
  if (lang !== undefined) switchLanguage(turn, lang)
  const isOpening = lang === undefined && command === undefined && !isExpired
  if (isOpening) write(turn, 'opening', text)
  go(turn, flow.start, 'begin')
}

function isSignal(turn: Turn, { signal }: Event & { readonly type: 'message' }): boolean {
  return signal !== undefined && Object.hasOwn(turn.story.signals, signal)
}

/** Danger comes before the greeting; what was written is kept as the opening of what follows. */
function openDanger(turn: Turn, event: Event & { readonly type: 'message' }, text: string): void {
  const flow = newest(turn.story, turn.story.start)
  if (!flow) return
  write(turn, 'opening', text)
  turn.frames = [firstFrame(flow)]
  if (!signalled(turn, event)) go(turn, flow.start, 'begin')
}

/** The first words; of what is longer than any letter the beginning, and the person is told so. */
function wordsIn(turn: Turn): string {
  const { event } = turn
  if (event.type === 'location') return event.label || pointIn(event, turn.words)
  const text =
    event.type === 'message' ? event.text : event.type === 'media' ? (event.caption ?? '') : ''
  return wholeOrTold(turn, text)
}

function keepFirst(turn: Turn, event: Event): void {
  if (event.type === 'media') sayKept(turn, keepFiles(turn, event.media, 'evidence'), 'media.kept')
  if (event.type === 'refused-media') say(turn, `media.refused.${event.why}`)
}
