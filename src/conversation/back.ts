import { shown, SUMMARY_MAX } from './facts.ts'
import { filesIn } from './files.ts'
import type { Ask, NodeId, Review } from './flow.ts'
import { clipMarked } from './plain-text.ts'
import type { Frame } from './session.ts'
import type { Turn } from './turn.ts'
import {
  emit,
  nextId,
  nodeOf,
  note,
  replaceTop,
  say,
  topOf,
  valueOf,
  withoutTrail,
} from './turn.ts'
import { ask, askAgain, comeBack, go } from './walk.ts'

/** Undoes the last answer and offers it again; never over what a request has done, which leaves no trail. */
export function back(turn: Turn, node: Ask | Review): void {
  const isFirst = node.kind === 'ask' && node.back === false
  if (isFirst && topOf(turn)?.editing === undefined) return nothingBefore(turn, node)
  if (!stepFrom(turn, turn.frames)) leaveBack(turn, node)
}

/** Back in the flow on top of these frames: to the review an edit began in, or to the question before. */
function stepFrom(turn: Turn, frames: readonly Frame[]): boolean {
  const frame = frames.at(-1)
  const entry = frame?.trail.at(-1)
  if (!frame || (frame.editing === undefined && entry === undefined)) return false
  turn.frames = frames
  if (frame.editing === undefined) stepBack(turn, frame, frame.trail.slice(0, -1), entry ?? '')
  else {
    replaceTop(turn, { ...withoutTrail(frame), trail: frame.trail })
    go(turn, frame.editing, 'back')
  }
  return true
}

/** At the first question of a flow: to the question before the call, or to the one it broke into. */
function leaveBack(turn: Turn, node: Ask | Review): void {
  let frames = turn.frames
  while (frames.at(-1)?.called) {
    frames = frames.slice(0, -1)
    if (stepFrom(turn, frames)) return
  }
  const below = frames.at(-2)
  if (!below) return nothingBefore(turn, node)
  turn.frames = frames.slice(0, -1)
  const move = comeBack(turn, below)
  if (move) go(turn, move.to, 'back')
}

function nothingBefore(turn: Turn, node: Ask | Review): void {
  say(turn, 'back.none')
  askAgain(turn, node)
}

/** `call>version>question` stands for a question of a called flow: that flow is opened again. */
function stepBack(turn: Turn, frame: Frame, rest: readonly NodeId[], entry: NodeId): void {
  const [caller = '', version = '', ...inner] = entry.split('>')
  if (inner.length === 0) return askBack(turn, { ...withoutTrail(frame), node: entry, trail: rest })
  const call = nodeOf(turn.story, frame, caller)
  if (call?.kind !== 'call') return go(turn, caller, 'back')
  const prefix = `${caller}>${version}>`
  const outer = rest.findLastIndex((one) => !one.startsWith(prefix)) + 1
  replaceTop(turn, { ...withoutTrail(frame), node: caller, trail: rest.slice(0, outer) })
  const opened: Frame = {
    flow: call.flow,
    version: Number(version),
    node: '',
    trail: [],
    called: true,
  }
  turn.frames = [...turn.frames, opened]
  const before = rest.slice(outer).map((one) => one.slice(prefix.length))
  stepBack(turn, opened, before, inner.join('>'))
}

function askBack(turn: Turn, frame: Frame): void {
  replaceTop(turn, frame)
  const node = nodeOf(turn.story, frame, frame.node)
  if (node?.kind !== 'ask') return go(turn, frame.node, 'back')
  const old = valueOf(turn, node.field) ?? null
  const isOffered = old !== null && old !== '' && filesIn(old).length === 0
  note(turn, `${frame.flow}/${frame.node}`, 'back')
  if (!isOffered) return ask(turn, node)
  const answer = String(shown(turn.story, turn.words, node.field, old, turn.answers))
  const { [node.field]: _undone, ...answers } = turn.answers
  turn.answers = answers
  const facts = { answer: clipMarked(answer, SUMMARY_MAX) }
  emit(turn, { id: nextId(turn), type: 'say', key: 'back.suggestion', facts })
  ask(turn, node, { suggestion: old })
}
