import type { Answers, Field, Flow, FlowId, Key, Node, NodeId, Story, Value } from './flow.ts'
import { OPENING_MAX } from './engine-keys.ts'
import { factsOf } from './facts.ts'
import { lexiconFor } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { clean, clip } from './plain-text.ts'
import type { Effect, Event, Frame, Session, Step, Trace, Wait } from './session.ts'

/** One step while it is made. The session it began from and everything in it stay as they were. */
export interface Turn {
  readonly story: Story
  readonly session: Session
  readonly event: Event
  readonly number: number
  readonly effects: Effect[]
  readonly trace: Trace[]
  words: Lexicon
  frames: readonly Frame[]
  answers: Answers
  standing: Standing
  /** Where the conversation stands, for the trace. */
  here: string | null
  visits: number
}

export type Standing =
  | { readonly status: 'waiting'; readonly wait: Wait }
  | { readonly status: 'handed-over'; readonly why: string }
  | { readonly status: 'ended'; readonly outcome: string }
  | { readonly status: 'new' }

type SayBody = Omit<Effect & { type: 'say' }, 'id' | 'type' | 'key' | 'facts'>

/** Event ids the session itself remembers; the store remembers a day of them. */
const SEEN = 32

export function openTurn(story: Story, session: Session, event: Event): Turn {
  const frame = session.frames.at(-1)
  return {
    story,
    session,
    event,
    number: session.turn + 1,
    effects: [],
    trace: [],
    words: lexiconFor(story, session.lang),
    frames: session.frames,
    answers: session.answers,
    standing: session,
    here: frame ? `${frame.flow}/${frame.node}` : null,
    visits: 0,
  }
}

export function closeTurn(turn: Turn): Step {
  return { session: sessionAfter(turn), effects: turn.effects, trace: turn.trace }
}

/** Results and timers name their wait, which is over after them: no need to remember them. */
function remember(seen: readonly string[], event: Event): readonly string[] {
  if (event.type === 'result' || event.type === 'timer') return seen
  return seen.length < SEEN ? [...seen, event.id] : [...seen.slice(1 - SEEN), event.id]
}

/** Written out once for each status: this runs at every message, and spreading is what costs. */
function sessionAfter({ session, event, standing, words, frames, answers, number }: Turn): Session {
  const { id, channel } = session
  const { lang } = words
  const seen = remember(session.seen, event)
  const { at } = event
  const base = { id, channel, lang, frames, answers, turn: number, seen, at }
  switch (standing.status) {
    case 'waiting': {
      const { status, wait } = standing
      return { id, channel, lang, frames, answers, turn: number, seen, at, status, wait }
    }
    case 'handed-over':
      return { ...base, status: 'handed-over', why: standing.why }
    case 'ended':
      return { ...base, status: 'ended', outcome: standing.outcome }
    case 'new':
      return { ...base, status: 'new' }
  }
}

export function emit(turn: Turn, effect: Effect): void {
  turn.effects.push(effect)
}

/** The id of the next effect. */
export function nextId(turn: Turn): string {
  return `${turn.session.id}/${turn.number}/${turn.effects.length}`
}

/** Says a text with the answers it shows. */
export function say(turn: Turn, key: Key, more?: SayBody): void {
  const facts = factsOf(turn.story, turn.words, key, turn.answers)
  const id = nextId(turn)
  emit(turn, more ? { id, type: 'say', key, facts, ...more } : { id, type: 'say', key, facts })
}

/** A text the engine keeps itself: whole, or as much as it holds, and then the person is told how much that is. */
export function wholeOrTold(turn: Turn, raw: string): string {
  const text = clean(raw, OPENING_MAX)
  if (text.length <= OPENING_MAX) return text
  emit(turn, { id: nextId(turn), type: 'say', key: 'text.clipped', facts: { max: OPENING_MAX } })
  return clip(text, OPENING_MAX)
}

/** Goes on to a node, for the trace. */
export function note(turn: Turn, to: string, reason: string): void {
  const begun = turn.trace.length > 0 || turn.session.status === 'new'
  const ms = begun ? 0 : turn.event.at - turn.session.at
  turn.trace.push({ from: turn.here, to, reason, ms })
  turn.here = to
}

export function write(turn: Turn, field: Field, value: Value): void {
  turn.answers = { ...turn.answers, [field]: value }
}

export function valueOf(turn: Turn, field: Field): Value | undefined {
  return Object.hasOwn(turn.answers, field) ? turn.answers[field] : undefined
}

export function topOf(turn: Turn): Frame | undefined {
  return turn.frames.at(-1)
}

export function replaceTop(turn: Turn, frame: Frame): void {
  turn.frames = turn.frames.length === 1 ? [frame] : [...turn.frames.slice(0, -1), frame]
}

/** The frame at another node, its flags kept. */
export function moved(frame: Frame, node: NodeId, trail: readonly NodeId[]): Frame {
  const { flow, version, editing, called, handed } = frame
  const isPlain = editing === undefined && called === undefined && handed === undefined
  return isPlain ? { flow, version, node, trail } : { ...frame, node, trail }
}

export function flowOf(story: Story, { flow: id, version }: Frame): Flow | undefined {
  for (const flow of versionsOf(story, id)) if (flow.version === version) return flow
  return undefined
}

export function nodeOf(story: Story, frame: Frame, id: NodeId): Node | undefined {
  const nodes = flowOf(story, frame)?.nodes
  return nodes && Object.hasOwn(nodes, id) ? nodes[id] : undefined
}

/** The version new conversations begin. */
export function newest(story: Story, id: FlowId): Flow | undefined {
  return versionsOf(story, id).reduce<Flow | undefined>(
    (best, flow) => (best && best.version > flow.version ? best : flow),
    undefined,
  )
}

function versionsOf(story: Story, id: FlowId): readonly Flow[] {
  return (Object.hasOwn(story.flows, id) ? story.flows[id] : undefined) ?? []
}

export function firstFrame(flow: Flow): Frame {
  return { flow: flow.id, version: flow.version, node: flow.start, trail: [] }
}

/** The frame with nothing to go back to, no edit under way and no person in charge. */
export function withoutTrail({ flow, version, node, called }: Frame): Frame {
  return { flow, version, node, trail: [], ...(called ? { called } : {}) }
}
