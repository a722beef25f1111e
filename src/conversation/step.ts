import { open } from './begin.ts'
import { expire, restart, run } from './commands.ts'
import { OPENING_MAX } from './engine-keys.ts'
import { keepFiles, sayKept } from './files.ts'
import type { Request, Story } from './flow.ts'
import { hear, signalled } from './hearing.ts'
import { pointIn } from './inputs.ts'
import { meaningOf } from './meanings.ts'
import { DONE } from './paths.ts'
import { clean, clip, fold } from './plain-text.ts'
import type { Event, Session, Step, Wait } from './session.ts'
import { fit } from './shape.ts'
import type { Turn } from './turn.ts'
import {
  closeTurn,
  emit,
  nextId,
  nodeOf,
  openTurn,
  replaceTop,
  say,
  topOf,
  wholeOrTold,
  write,
} from './turn.ts'
import { comeBack, finish, go, waitFor } from './walk.ts'

export { begin } from './begin.ts'

/**
 * The whole engine: what was said, asked and scheduled because of one event, and the conversation after it. Nothing is
 * read but the arguments, nothing changed but the result: the same arguments give the same step, so a log replays.
 * A delivery heard before, a timer or a result of a wait that is over change and say nothing.
 */
export function step(story: Story, session: Session, event: Event): Step {
  if (session.seen.includes(event.id)) return still(session)
  switch (event.type) {
    case 'timer':
      return hearTimer(story, session, event)
    case 'result':
      return hearResult(story, session, event)
    case 'closed':
      return session.status === 'ended' ? still(session) : turned(story, session, event, leaveFor)
    case 'operator':
      return turned(story, session, event, hearOperator)
    case 'button':
      if (!isOpen(session, event.wait)) return stale(session, event)
      return turned(story, session, event, hearPerson)
    case 'message':
    case 'media':
    case 'refused-media':
    case 'location':
    case 'contact':
    case 'start':
    case 'unreadable':
      return session.status === 'ended' ? still(session) : turned(story, session, event, hearPerson)
  }
}

type EventOf<T extends Event['type']> = Event & { readonly type: T }

const still = (session: Session): Step => ({ session, effects: [], trace: [] })

function turned(story: Story, session: Session, event: Event, work: (turn: Turn) => void): Step {
  const turn = openTurn(story, session, event)
  work(turn)
  return closeTurn(turn)
}

function isOpen(session: Session, wait: string): boolean {
  return session.status === 'waiting' && session.wait.id === wait && session.wait.for === 'answer'
}

/** A button of a question that is over is answered, quietly. */
function stale(session: Session, event: Event): Step {
  const id = `${session.id}/${session.turn}/stale/${event.id}`
  return { session, effects: [{ id, type: 'say', key: 'button.stale', facts: {} }], trace: [] }
}

/** One reminder, then the end; a timer that comes too early was set before the person wrote again. */
function hearTimer(story: Story, session: Session, event: EventOf<'timer'>): Step {
  if (session.status !== 'waiting' || session.wait.id !== event.wait) return still(session)
  const { wait } = session
  if (event.at >= wait.expireAt) return turned(story, session, event, expire)
  if (event.at < wait.remindAt || wait.for === 'result') return still(session)
  return turned(story, session, event, (turn) => remind(turn, wait))
}

function remind(turn: Turn, wait: Wait): void {
  say(turn, 'reminder')
  waitFor(turn, { ...wait, remindAt: wait.expireAt })
}

function hearResult(story: Story, session: Session, event: EventOf<'result'>): Step {
  if (session.status !== 'waiting' || session.wait.id !== event.wait) return still(session)
  return turned(story, session, event, (turn) => {
    const frame = topOf(turn)
    const node = frame && nodeOf(story, frame, frame.node)
    if (node?.kind === 'request') goOn(turn, node, event)
    else if (frame) go(turn, frame.node, 'result')
  })
}

function goOn(turn: Turn, node: Request, event: EventOf<'result'>): void {
  for (const [field, shape] of Object.entries(node.gives)) {
    const given = Object.hasOwn(event.values, field) ? event.values[field] : undefined
    write(turn, field, fit(given ?? null, shape))
  }
  if (DONE.includes(node.request))
    turn.frames = turn.frames.map((frame) => ({ ...frame, trail: [] }))
  go(turn, node.next, 'result')
}

function hearPerson(turn: Turn): void {
  const { session } = turn
  if (session.status === 'new') return open(turn)
  if (session.status === 'handed-over') return hearForPerson(turn)
  const frame = topOf(turn)
  const node = frame && nodeOf(turn.story, frame, frame.node)
  if (node?.kind === 'ask' || node?.kind === 'review') hear(turn, node)
  else if (frame) go(turn, frame.node, 'again')
}

/** While a person has taken over, all words go to them; danger and the two ways out are heard here as well. */
function hearForPerson(turn: Turn): void {
  const { event } = turn
  forward(turn, event)
  if (event.type !== 'message' || signalled(turn, event)) return
  const command = meaningOf(turn.story, turn.words, fold(event.text))?.command
  if (command === 'cancel' || command === 'restart') run(turn, command)
}

function forward(turn: Turn, event: Event): void {
  switch (event.type) {
    case 'message':
      return emit(turn, {
        id: nextId(turn),
        type: 'forward',
        text: wholeOrTold(turn, event.text),
      })
    case 'media':
      sayKept(turn, keepFiles(turn, event.media, 'evidence'), 'media.kept')
      if (event.caption)
        emit(turn, {
          id: nextId(turn),
          type: 'forward',
          text: wholeOrTold(turn, event.caption),
        })
      return undefined
    case 'location':
      return emit(turn, {
        id: nextId(turn),
        type: 'forward',
        text: event.label || pointIn(event, turn.words),
      })
    case 'contact':
      return emit(turn, { id: nextId(turn), type: 'forward', text: event.phone })
    case 'refused-media':
      return say(turn, `media.refused.${event.why}`)
    case 'unreadable':
      return say(turn, 'unreadable')
    case 'start':
      return say(turn, handedText(turn))
    case 'button':
    case 'timer':
    case 'result':
    case 'operator':
    case 'closed':
      return undefined
  }
}

/** What was said when the person took over. */
function handedText(turn: Turn): string {
  const frame = topOf(turn)
  const node = frame && nodeOf(turn.story, frame, frame.node)
  return node?.kind === 'hand-over' ? node.text : 'hand-over.asked'
}

function hearOperator(turn: Turn): void {
  const { event, session } = turn
  if (event.type !== 'operator') return
  const text = clip(clean(event.text, OPENING_MAX), OPENING_MAX)
  if (text !== '')
    emit(turn, { id: nextId(turn), type: 'say', key: 'operator.says', facts: { text } })
  if (event.release && session.status === 'handed-over') release(turn)
}

/** Back to the question that was open when the person was called; where there is none, to the start. */
function release(turn: Turn): void {
  const frame = topOf(turn)
  if (!frame) return restart(turn)
  const { handed: _, ...rest } = frame
  const node = nodeOf(turn.story, frame, frame.node)
  replaceTop(turn, rest)
  if (node?.kind !== 'hand-over') return go(turn, frame.node, 'release')
  const brokeIn = turn.frames.findLastIndex((one) => !one.called)
  turn.frames = turn.frames.slice(0, brokeIn)
  const below = topOf(turn)
  const move = below && comeBack(turn, below)
  if (move) go(turn, move.to, 'release')
  else if (!below) restart(turn)
}

function leaveFor(turn: Turn): void {
  finish(turn, 'closed')
}
