import { optionsOf, pageOf, PAGE } from './choices.ts'
import { rowsOf } from './facts.ts'
import type {
  Ask,
  Call,
  End,
  FlowId,
  NodeId,
  Option,
  Request,
  Review,
  Switch,
  Test,
  Value,
} from './flow.ts'
import type { Frame, Wait } from './session.ts'
import type { Turn } from './turn.ts'
import {
  emit,
  firstFrame,
  flowOf,
  moved,
  newest,
  nextId,
  nodeOf,
  note,
  replaceTop,
  say,
  topOf,
  valueOf,
  write,
} from './turn.ts'

/** Nodes one turn may visit and flows that may run inside each other; inspected flows stay far below. */
const VISITS_MAX = 200
const FRAMES_MAX = 12
/** Questions 返回 can go back over. */
const TRAIL_MAX = 32

/** Goes to a node of the flow on top, and on from there until somebody else must speak. */
export function go(turn: Turn, id: NodeId, reason: string): void {
  let next: Move | undefined = { to: id, reason }
  while (next) next = visit(turn, next)
}

interface Move {
  readonly to: NodeId
  readonly reason: string
}

function visit(turn: Turn, { to, reason }: Move): Move | undefined {
  const frame = topOf(turn)
  if (!frame || ++turn.visits > VISITS_MAX) return stuck(turn)
  const node = nodeOf(turn.story, frame, to)
  if (!node) return gone(turn, frame)
  note(turn, `${frame.flow}/${to}`, reason)
  if (frame.node !== to) replaceTop(turn, moved(frame, to, frame.trail))
  switch (node.kind) {
    case 'say':
      say(turn, node.text)
      return { to: node.next, reason: 'next' }
    case 'set':
      write(turn, node.field, node.value)
      return { to: node.next, reason: 'next' }
    case 'switch':
      return decide(turn, node)
    case 'call':
      return call(turn, node)
    case 'request':
      return request(turn, node)
    case 'ask':
    case 'review':
      ask(turn, node)
      return undefined
    case 'hand-over':
      say(turn, node.text)
      handOver(turn, node.why)
      return undefined
    case 'end':
      return end(turn, node)
  }
}

function decide(turn: Turn, node: Switch): Move {
  const index = node.cases.findIndex((one) => holds(one.when, valueOf(turn, one.field)))
  const found = node.cases[index]
  return found ? { to: found.next, reason: `case ${index + 1}` } : { to: node.else, reason: 'else' }
}

/** `missing`: not asked, skipped or empty. `atLeast`: of a number, or of how many a list has. */
export function holds(test: Test, value: Value | undefined): boolean {
  const there = value ?? null
  if ('equals' in test) return there === test.equals
  if ('in' in test) return typeof there === 'string' && test.in.includes(there)
  if ('missing' in test) return there === null || there === '' || sizeOf(there) === 0
  return (typeof there === 'number' ? there : (sizeOf(there) ?? -1)) >= test.atLeast
}

function sizeOf(value: Value): number | undefined {
  return Array.isArray(value) ? value.length : undefined
}

function call(turn: Turn, node: Call): Move | undefined {
  const flow = newest(turn.story, node.flow)
  if (turn.frames.length >= FRAMES_MAX) return stuck(turn)
  if (!flow) return { to: node.next, reason: 'gone' }
  turn.frames = [...turn.frames, { ...firstFrame(flow), called: true }]
  return { to: flow.start, reason: 'call' }
}

function request(turn: Turn, node: Request): undefined {
  const wait = newWait(turn, 'result')
  const given: Record<string, Value> = {}
  for (const field of node.given) {
    const value = valueOf(turn, field)
    if (value !== undefined) given[field] = value
  }
  turn.standing = { status: 'waiting', wait }
  emit(turn, { id: nextId(turn), type: 'request', request: node.request, wait: wait.id, given })
}

/** Asks and waits. `keep`: what stays of the wait there was (the same question once more). */
export function ask(turn: Turn, node: Ask | Review, keep?: Partial<Wait>): void {
  const wait = waitAt(turn, node, keep)
  const review = node.kind === 'review' ? reviewOf(turn, node) : undefined
  const options = review?.options ?? buttonsOf(turn, node, wait)
  if (options.length === 0) say(turn, node.text)
  else if (review) say(turn, node.text, { options, wait: wait.id, rows: review.rows })
  else say(turn, node.text, { options, wait: wait.id })
  waitFor(turn, wait)
}

/** Options a request gave are kept with the wait: a number means what was shown. */
function waitAt(turn: Turn, node: Ask | Review, keep: Partial<Wait> | undefined): Wait {
  const wait = keep ? { ...newWait(turn, 'answer'), ...keep } : newWait(turn, 'answer')
  if (node.kind === 'review' || !('options' in node.input) || !('from' in node.input.options)) {
    return wait
  }
  return { ...wait, options: optionsOf(node.input.options, turn.answers) }
}

/** Puts the open question once more; its buttons of before stay good, its time begins again. */
export function askAgain(turn: Turn, node: Ask | Review): void {
  const { standing } = turn
  if (standing.status !== 'waiting') return ask(turn, node)
  const { id, tries, page, suggestion } = standing.wait
  ask(turn, node, {
    id,
    tries,
    ...(page === undefined ? {} : { page }),
    ...(suggestion === undefined ? {} : { suggestion }),
  })
}

export function waitFor(turn: Turn, wait: Wait): void {
  turn.standing = { status: 'waiting', wait }
  emit(turn, { id: nextId(turn), type: 'schedule', wait: wait.id, at: wait.remindAt })
}

export function newWait(turn: Turn, what: Wait['for']): Wait {
  const { remindAt, expireAt } = deadlines(turn)
  return { id: `${turn.session.id}/${turn.number}`, for: what, tries: 0, remindAt, expireAt }
}

export function deadlines(turn: Turn): Pick<Wait, 'remindAt' | 'expireAt'> {
  const frame = topOf(turn)
  const flow = frame && flowOf(turn.story, frame)
  const { remindAfter = 0, expireAfter = 0 } = flow?.wait ?? {}
  return { remindAt: turn.event.at + remindAfter, expireAt: turn.event.at + expireAfter }
}

const YES_NO: readonly Option[] = [
  { value: 'yes', key: 'yes' },
  { value: 'no', key: 'no' },
]
const MORE: Option = { value: '', key: 'command.more' }
const KEEP: Option = { value: '', key: 'command.keep' }
const SKIP: Option = { value: '', key: 'command.skip' }
const NOTHING: readonly Option[] = []

/** What can be chosen now, by number or by button. */
export function choicesOf(turn: Turn, node: Ask, wait: Wait): readonly Option[] {
  const { input } = node
  if (input.type === 'yes-no') return YES_NO
  if (!('options' in input)) return NOTHING
  return pageOf(wait.options ?? optionsOf(input.options, turn.answers), wait.page ?? 0)
}

export function pagesOf(turn: Turn, node: Ask, wait: Wait): number {
  if (!('options' in node.input)) return 1
  const options = wait.options ?? optionsOf(node.input.options, turn.answers)
  return Math.max(1, Math.ceil(options.length / PAGE))
}

/** The choices, and behind them the commands that are worth a button here. */
export function buttonsOf(turn: Turn, node: Ask | Review, wait: Wait): readonly Option[] {
  if (node.kind === 'review') return reviewOf(turn, node).options
  const choices = choicesOf(turn, node, wait)
  const more = pagesOf(turn, node, wait) > 1
  if (!more && wait.suggestion === undefined && node.skip === undefined) return choices
  return [
    ...choices,
    ...(more ? [MORE] : []),
    ...(wait.suggestion === undefined ? [] : [KEEP]),
    ...(node.skip === undefined ? [] : [SKIP]),
  ]
}

export function reviewOf(turn: Turn, node: Review): ReturnType<typeof rowsOf> {
  return rowsOf(turn.story, turn.words, node, turn.answers)
}

/** From here on a person writes; the flow keeps its place under it. */
export function handOver(turn: Turn, why: string): void {
  const frame = topOf(turn)
  if (frame) replaceTop(turn, { ...frame, handed: why })
  turn.standing = { status: 'handed-over', why }
  emit(turn, { id: nextId(turn), type: 'hand-over', why })
}

/** The end of one flow: the one that called it goes on, the one it broke into asks again. */
function end(turn: Turn, node: End): Move | undefined {
  if (node.text !== undefined) say(turn, node.text)
  if (node.forgets) return forget(turn, node.outcome)
  const ended = topOf(turn)
  turn.frames = turn.frames.slice(0, -1)
  const below = topOf(turn)
  if (!below || !ended) return finish(turn, node.outcome)
  if (!ended.called) return comeBack(turn, below)
  const caller = nodeOf(turn.story, below, below.node)
  if (caller?.kind !== 'call') return { to: below.node, reason: 'return' }
  const { editing, ...still } = below
  if (editing !== undefined) {
    replaceTop(turn, still)
    return { to: editing, reason: 'return' }
  }
  replaceTop(turn, { ...below, trail: grown(below.trail, inside(ended, below.node)) })
  return { to: caller.next, reason: 'return' }
}

function forget(turn: Turn, outcome: string): undefined {
  turn.answers = {}
  return finish(turn, outcome)
}

/** After a flow that broke in: the person who had taken over, or the question that was open. */
export function comeBack(turn: Turn, below: Frame): Move | undefined {
  if (below.handed === undefined) return { to: below.node, reason: 'return' }
  turn.standing = { status: 'handed-over', why: below.handed }
  return undefined
}

export function finish(turn: Turn, outcome: string): undefined {
  turn.frames = []
  turn.standing = { status: 'ended', outcome }
  emit(turn, { id: nextId(turn), type: 'close', outcome })
}

/** Questions of a called flow as its caller remembers them: `call>version>question`. */
function inside(ended: Frame, caller: NodeId): readonly NodeId[] {
  return ended.trail.map((node) => `${caller}>${ended.version}>${node}`)
}

export function grown(trail: readonly NodeId[], more: readonly NodeId[]): readonly NodeId[] {
  if (more.length === 0) return trail
  const all = [...trail, ...more]
  return all.length > TRAIL_MAX ? all.slice(-TRAIL_MAX) : all
}

/** A flow breaks in on top of what is open. */
export function breakIn(turn: Turn, id: string, reason: string): boolean {
  const flow = newest(turn.story, id)
  if (!flow || isRunning(turn, id) || turn.frames.length >= FRAMES_MAX) return false
  turn.frames = [...turn.frames, firstFrame(flow)]
  go(turn, flow.start, reason)
  return true
}

/** Whether a flow is under way, on top or under another. */
export function isRunning(turn: Turn, id: FlowId): boolean {
  return turn.frames.some((frame) => frame.flow === id)
}

/** The version or the node a session stands on is no longer here: say so, keep the answers, leave the flow in order. */
function gone(turn: Turn, frame: Frame): Move | undefined {
  const told = turn.effects.some((effect) => effect.type === 'say' && effect.key === 'flow.gone')
  if (!told) say(turn, 'flow.gone')
  const flow = newest(turn.story, frame.flow)
  if (told || !flow) return finish(turn, 'gone')
  const called = frame.called ? { called: true as const } : {}
  replaceTop(turn, { ...firstFrame(flow), node: flow.onExpire, ...called })
  return { to: flow.onExpire, reason: 'gone' }
}

/** More nodes than any inspected flow has: a person must look. */
function stuck(turn: Turn): undefined {
  say(turn, 'flow.gone')
  handOver(turn, 'loop')
}
