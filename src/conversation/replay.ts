import { begin } from './begin.ts'
import type { Beginning } from './begin.ts'
import type { Story } from './flow.ts'
import type { Effect, Event, Session } from './session.ts'
import { step } from './step.ts'

/** A conversation as it was: how it began, what was heard, and what came of it. */
export interface Recorded {
  readonly begin: Beginning
  readonly events: readonly Event[]
  readonly effects: readonly Effect[]
  readonly session: Session
}

export interface Replayed {
  readonly session: Session
  readonly effects: readonly Effect[]
}

/** Holds a conversation again from its events. On the same story it comes out the same, to the last effect id. */
export function replay(story: Story, beginning: Beginning, events: readonly Event[]): Replayed {
  let session = begin(story, beginning)
  const effects: Effect[] = []
  for (const event of events) {
    const made = step(story, session, event)
    session = made.session
    effects.push(...made.effects)
  }
  return { session, effects }
}

/** Where a conversation on this story first differs from the one recorded; undefined where it does not. */
export interface Difference {
  /** `effects/3` or `session/answers`. */
  readonly at: string
  readonly recorded: unknown
  readonly replayed: unknown
}

export function compare(story: Story, recorded: Recorded): Difference | undefined {
  const { effects, session } = replay(story, recorded.begin, recorded.events)
  const count = Math.max(effects.length, recorded.effects.length)
  for (let index = 0; index < count; index++) {
    const found = differ(`effects/${index}`, recorded.effects[index], effects[index])
    if (found) return found
  }
  const fields = [...new Set([...Object.keys(recorded.session), ...Object.keys(session)])]
  return fields
    .map((field) =>
      differ(`session/${field}`, valueAt(recorded.session, field), valueAt(session, field)),
    )
    .find((found) => found !== undefined)
}

function valueAt(session: Session, field: string): unknown {
  return Object.entries(session).find(([name]) => name === field)?.[1]
}

function differ(at: string, recorded: unknown, replayed: unknown): Difference | undefined {
  return text(recorded) === text(replayed) ? undefined : { at, recorded, replayed }
}

/** JSON with its keys in order, so that only what differs differs. */
function text(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
