import type {
  Answers,
  Field,
  FlowId,
  Key,
  Lang,
  Ms,
  NodeId,
  Option,
  RequestName,
  Value,
} from './flow.ts'
import type { ChannelId, MediaRef, MediaRefusal } from './message.ts'

export type SessionId = string
export type EventId = string

/** A flow under way: its pinned version, where it stands, and the questions answered so far (for `back`). */
export interface Frame {
  readonly flow: FlowId
  readonly version: number
  readonly node: NodeId
  readonly trail: readonly NodeId[]
  /** Set while one answer of a review is edited: return there. */
  readonly editing?: NodeId
  /** A call began it: at its end the flow below goes on. Absent: it broke in, the flow below asks again. */
  readonly called?: true
  /** A person has taken over here, and why. */
  readonly handed?: string
}

/** What the conversation waits for. A timer or a button that names another wait does nothing. */
export interface Wait {
  readonly id: string
  readonly for: 'answer' | 'result'
  /** What the numbers and buttons meant, where a request gave the options. */
  readonly options?: readonly Option[]
  /** Which nine of a long list are shown, from 0. */
  readonly page?: number
  /** The answer of before, offered after 返回. */
  readonly suggestion?: Value
  readonly tries: number
  readonly remindAt: Ms
  readonly expireAt: Ms
}

interface SessionBase {
  readonly id: SessionId
  readonly channel: ChannelId
  readonly lang: Lang
  readonly frames: readonly Frame[]
  readonly answers: Answers
  readonly turn: number
  /** The last 32 event ids. */
  readonly seen: readonly EventId[]
  readonly at: Ms
}

export type Session = SessionBase &
  (
    | { readonly status: 'waiting'; readonly wait: Wait }
    | { readonly status: 'handed-over'; readonly why: string }
    | { readonly status: 'ended'; readonly outcome: string }
    | { readonly status: 'new' }
  )

/** What happened to a conversation. `id` and `at` are those of the delivery. */
export type Event = { readonly id: EventId; readonly at: Ms } & (
  | { readonly type: 'message'; readonly text: string; readonly signal?: string }
  | { readonly type: 'button'; readonly wait: string; readonly option: number }
  | { readonly type: 'media'; readonly media: readonly MediaRef[]; readonly caption?: string }
  | { readonly type: 'refused-media'; readonly why: MediaRefusal }
  | {
      readonly type: 'location'
      readonly latitude: number
      readonly longitude: number
      readonly label?: string
    }
  | { readonly type: 'contact'; readonly phone: string; readonly name?: string }
  | { readonly type: 'start' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'timer'; readonly wait: string }
  | {
      readonly type: 'result'
      readonly wait: string
      readonly values: Readonly<Record<Field, Value>>
    }
  /** A person at the intake desk writes to the reporter; `release` gives the conversation back to the flow. */
  | { readonly type: 'operator'; readonly text: string; readonly release?: true }
  | { readonly type: 'closed' }
)

/** What the conversation wants done. Ids are `session/turn/n`. */
export type Effect = { readonly id: string } & (
  | {
      readonly type: 'say'
      readonly key: Key
      readonly facts: Readonly<Record<string, string | number>>
      /** With them the wait they belong to, for the buttons' data. */
      readonly options?: readonly Option[]
      readonly wait?: string
      /** Rows of a review, already in words. */
      readonly rows?: readonly {
        readonly label: Key
        readonly value: string | { readonly key: Key }
      }[]
      /** Literal text of a person; then `key` is the frame around it. */
    }
  | { readonly type: 'schedule'; readonly wait: string; readonly at: Ms }
  | {
      readonly type: 'request'
      readonly request: RequestName
      readonly wait: string
      readonly given: Answers
    }
  | { readonly type: 'keep-evidence'; readonly media: readonly MediaRef[] }
  | { readonly type: 'hand-over'; readonly why: string }
  /** During a hand-over: what the reporter wrote, for the person. */
  | { readonly type: 'forward'; readonly text: string }
  | { readonly type: 'language'; readonly lang: Lang }
  | { readonly type: 'close'; readonly outcome: string }
)

/** One turn, without answers in it. */
export interface Trace {
  readonly from: NodeId | null
  readonly to: NodeId | null
  readonly reason: string
  readonly ms: Ms
}

export interface Step {
  readonly session: Session
  readonly effects: readonly Effect[]
  readonly trace: readonly Trace[]
}
