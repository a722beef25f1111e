import { holds } from './walk.ts'
import type { Ask, Field, NodeId, Story, Switch } from './flow.ts'
import type { Session } from './session.ts'
import { nodeOf } from './turn.ts'

/** Questions a page may show at once. */
const MOST = 8

/**
 * The open question and those that follow it when it is answered, as far as they do not depend on an answer still to be
 * given or on the service. For channels that show several at once; what is then asked is decided by the steps alone.
 */
export function asksAhead(story: Story, session: Session): readonly Ask[] {
  const frame = session.frames.at(-1)
  if (session.status !== 'waiting' || session.wait.for !== 'answer' || !frame) return []
  const open = nodeOf(story, frame, frame.node)
  if (open?.kind !== 'ask') return []
  if (frame.editing !== undefined || session.wait.suggestion !== undefined) return [open]
  const path: Path = { story, session, open: new Set() }
  const asks = [open]
  for (let last: Ask | undefined = open; last && asks.length < MOST;) {
    path.open.add(last.field)
    last = firstAsk(path, last.next)
    if (!last || path.open.has(last.field) || hasOptionsToCome(last)) break
    asks.push(last)
  }
  return asks
}

interface Path {
  readonly story: Story
  readonly session: Session
  /** Fields whose value nobody knows yet. */
  readonly open: Set<Field>
}

const hasOptionsToCome = ({ input }: Ask): boolean => 'options' in input && 'from' in input.options

/** The question a node leads to, whatever is answered before it; `undefined` where that is not certain. */
function firstAsk(path: Path, from: NodeId, depth = 0): Ask | undefined {
  const frame = path.session.frames.at(-1)
  const node = frame && nodeOf(path.story, frame, from)
  if (!node || depth > 50) return undefined
  switch (node.kind) {
    case 'ask':
      return node
    case 'say':
      return firstAsk(path, node.next, depth + 1)
    case 'set':
      path.open.add(node.field)
      return firstAsk(path, node.next, depth + 1)
    case 'switch':
      return sameOf(waysOf(path, node).map((to) => firstAsk(path, to, depth + 1)))
    case 'call':
    case 'request':
    case 'review':
    case 'hand-over':
    case 'end':
      return undefined
  }
}

/** Where a switch may lead, the usual way last. */
function waysOf({ session, open }: Path, { cases, else: other }: Switch): readonly NodeId[] {
  const ways: NodeId[] = []
  for (const { field, when, next } of cases) {
    if (open.has(field)) ways.push(next)
    else if (holds(when, session.answers[field])) return [...ways, next]
  }
  return [...ways, other]
}

/** The last of them, if all ask for the same. */
function sameOf(asks: readonly (Ask | undefined)[]): Ask | undefined {
  const last = asks.at(-1)
  return asks.every((ask) => ask !== undefined && ask.field === last?.field) ? last : undefined
}
