import { back } from './back.ts'
import { ENGINE_FIELDS } from './engine-keys.ts'
import { filesIn } from './files.ts'
import type { Ask, Lang, Review, Value } from './flow.ts'
import { lexiconFor } from './lexicon.ts'
import type { Command } from './meanings.ts'
import { accept, leave, wrong } from './question.ts'
import type { Turn } from './turn.ts'
import {
  emit,
  firstFrame,
  flowOf,
  newest,
  nextId,
  nodeOf,
  say,
  topOf,
  valueOf,
  withoutTrail,
  write,
} from './turn.ts'
import { ask, askAgain, finish, go, handOver, pagesOf } from './walk.ts'

/** Does a command while a question is open; false where it means nothing here. */
export function runAtQuestion(turn: Turn, node: Ask | Review, command: Command): boolean {
  switch (command) {
    case 'help':
      say(turn, 'help')
      askAgain(turn, node)
      return true
    case 'language':
      switchLanguage(turn, nextLanguage(turn))
      askAgain(turn, node)
      return true
    case 'back':
      back(turn, node)
      return true
    case 'skip':
      return skip(turn, node)
    case 'keep':
      return keep(turn, node)
    case 'more':
      return more(turn, node)
    case 'cancel':
    case 'restart':
    case 'human':
      run(turn, command)
      return true
  }
}

/** The commands that need no question. */
export function run(turn: Turn, command: 'cancel' | 'restart' | 'human'): void {
  if (command === 'cancel') return cancel(turn)
  if (command === 'restart') return restart(turn)
  say(turn, 'hand-over.asked')
  handOver(turn, 'asked')
}

/** Ends the flow under way; one that broke in leads back to what it broke into. */
function cancel(turn: Turn): void {
  const base = turn.frames.findLastIndex((frame) => !frame.called)
  const frame = turn.frames[base]
  if (!frame) return
  unanswered(turn)
  turn.frames = [...turn.frames.slice(0, base), withoutTrail(frame)]
  go(turn, flowOf(turn.story, frame)?.onCancel ?? frame.node, 'cancel')
}

/** Time is over for all that is open: each flow ends as it says itself, the uppermost first. */
export function expire(turn: Turn): void {
  const bases = turn.frames.filter((frame) => !frame.called)
  const top = bases.at(-1)
  if (!top) return finish(turn, 'expired')
  unanswered(turn)
  turn.frames = bases.map((frame) => ({
    ...withoutTrail(frame),
    node: flowOf(turn.story, frame)?.onExpire ?? frame.node,
  }))
  go(turn, topOf(turn)?.node ?? top.node, 'expired')
}

/** Questions that are left open are answered by nobody: their fields are null unless they were written before. */
function unanswered(turn: Turn): void {
  for (const frame of turn.frames) {
    const node = nodeOf(turn.story, frame, frame.node)
    if (node?.kind === 'ask' && valueOf(turn, node.field) === undefined)
      write(turn, node.field, null)
  }
}

/** Begins anew, with nothing but what the conversation was begun with. */
export function restart(turn: Turn): void {
  const flow = newest(turn.story, turn.story.start)
  if (!flow) return finish(turn, 'gone')
  const given: Record<string, Value> = { opening: '', expired: 'no' }
  for (const field of Object.keys(flow.needs)) {
    const value = valueOf(turn, field)
    if (value !== undefined && !(ENGINE_FIELDS as readonly string[]).includes(field))
      given[field] = value
  }
  turn.answers = given
  turn.frames = [firstFrame(flow)]
  go(turn, flow.start, 'restart')
}

function skip(turn: Turn, node: Ask | Review): boolean {
  if (node.kind === 'review') return false
  if (node.skip === undefined) wrong(turn, node, 'skip.required')
  else {
    if (filesIn(valueOf(turn, node.field)).length === 0) write(turn, node.field, null)
    leave(turn, node.skip, 'skipped')
  }
  return true
}

function keep(turn: Turn, node: Ask | Review): boolean {
  const { standing } = turn
  const offered = standing.status === 'waiting' ? standing.wait.suggestion : undefined
  if (node.kind === 'review' || offered === undefined) return false
  accept(turn, node, { ok: true, value: offered })
  return true
}

function more(turn: Turn, node: Ask | Review): boolean {
  const { standing } = turn
  if (node.kind === 'review' || standing.status !== 'waiting') return false
  const { wait } = standing
  const pages = pagesOf(turn, node, wait)
  if (pages === 1) return false
  const offered = wait.suggestion === undefined ? {} : { suggestion: wait.suggestion }
  ask(turn, node, { tries: wait.tries, page: ((wait.page ?? 0) + 1) % pages, ...offered })
  return true
}

export function switchLanguage(turn: Turn, lang: Lang): void {
  if (lang === turn.words.lang) return
  turn.words = lexiconFor(turn.story, lang)
  emit(turn, { id: nextId(turn), type: 'language', lang })
}

function nextLanguage(turn: Turn): Lang {
  const all = Object.keys(turn.story.words)
  return all[(all.indexOf(turn.words.lang) + 1) % all.length] ?? turn.words.lang
}
