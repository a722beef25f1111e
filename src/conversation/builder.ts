import type {
  Field,
  Flow,
  FlowId,
  FromField,
  InWords,
  Input,
  Key,
  Ms,
  Node,
  NodeId,
  Option,
  RequestName,
  Shape,
  Test,
} from './flow.ts'
import type { MediaKind } from './message.ts'

/**
 * Flows read from top to bottom and come out as plain JSON.
 *
 *     const { flow, say, ask, when, branch, review, request, end } = builder<Fields, Keys>()
 *
 *     export const report = flow(
 *       {
 *         id: 'report', version: 1, onCancel: 'cancelled', onExpire: 'expired',
 *         wait: { remindAfter: 2 * HOUR, expireAfter: 3 * DAY },
 *         tries: 3, retry: 'retry', exhausted: 'person',
 *         needs: { area: text(20) },
 *       },
 *       {
 *         hello: say('report.hello'),
 *         what: ask('what', textOf(2, 5000), { text: 'report.what', back: false }),
 *         known: branch([when('offence', { missing: true }, 'which')], 'where'),
 *         which: ask('offence', choice([option('A1', 'offence.A1')]), { text: 'report.which', optional: true }),
 *         where: ask('where', location(2, 200), { text: 'report.where', next: 'done' }),
 *         person: handOver('not-understood', 'report.person'),
 *         cancelled: end('cancelled', 'report.cancelled'),
 *         expired: end('expired'),
 *         done: end('done', 'report.thanks'),
 *       },
 *     )
 *
 * A node without `next` goes on to the node written below it; the first node is the start. Names of nodes are checked by
 * the compiler, names of fields and of texts too where the builder is told them. `inspect` proves the rest.
 *
 * Fields the engine itself writes: `opening` (first message of a conversation, `''` when there is none: `missing` holds),
 * `told` (the message that carried the signal, in flows started by a signal), `evidence` (files sent at questions that
 * ask for something else), `expired` (`'yes'` in a conversation begun after one that ended with the outcome `expired`,
 * else `'no'`). So `onExpire` of a flow that can be the first one must lead to the outcome `expired`.
 * Reasons a question may name in `invalid`: see `Reason` in `inputs.ts`. A yes-no answer is `true` or `false`.
 */
export const builder = <F extends Field = Field, K extends Key = Key>(): Builder<F, K> => ({
  say: (text, options) => piece({ kind: 'say', text, ...options }),
  ask: (field, input, options) => piece({ kind: 'ask', field, input, ...options }),
  when: (field, test, next) => ({ field, when: test, next }),
  branch: (cases, otherwise) => piece({ kind: 'switch', cases, else: otherwise }),
  review: (options) => piece({ kind: 'review', ...options }),
  call: (flow, options) => piece({ kind: 'call', flow, ...options }),
  request: (request, given, gives, options) =>
    piece({ kind: 'request', request, given, gives, ...options }),
  set: (field, value, options) => piece({ kind: 'set', field, value, ...options }),
  handOver: (why, text) => piece({ kind: 'hand-over', why, text }),
  end: (outcome, text) =>
    piece(text === undefined ? { kind: 'end', outcome } : { kind: 'end', outcome, text }),
  endAll: (outcome, text) => piece({ kind: 'end', outcome, text, forgets: true }),
  flow: (head, nodes) => build(head, nodes),
})

/** A node as written: what the head of the flow or the next line gives is still open. */
export interface Piece<T extends NodeId> {
  readonly draft: Draft
  /** Never read: carries the names of the nodes it leads to, for the compiler. */
  readonly leadsTo?: T
}

interface Onward<T extends NodeId> {
  readonly next?: T
}

export interface AskOptions<K extends Key, T extends NodeId> extends Onward<T> {
  readonly text: K
  readonly retry?: K
  readonly invalid?: Readonly<Record<string, K>>
  readonly tries?: number
  readonly exhausted?: T
  readonly skip?: T
  /** 跳过 is accepted and leads where an answer leads. */
  readonly optional?: true
  readonly shortcuts?: readonly { readonly words: K; readonly next: T }[]
  readonly inWords?: Omit<InWords, 'field' | 'next'> & { readonly field: Field; readonly next: T }
  readonly back?: false
}

export interface ReviewOptions<F extends Field, K extends Key, T extends NodeId> extends Onward<T> {
  readonly text: K
  readonly rows: readonly {
    readonly field: F
    readonly label: K
    readonly edit: T
    readonly values?: Readonly<Record<string, K>>
    readonly none?: K
  }[]
  readonly confirm: K
  readonly retry?: K
  readonly tries?: number
  readonly exhausted?: T
}

export interface Case<F extends Field, T extends NodeId> {
  readonly field: F
  readonly when: Test
  readonly next: T
}

export interface Head<F extends Field, K extends Key, T extends NodeId> {
  readonly id: FlowId
  readonly version: number
  readonly onCancel: T
  readonly onExpire: T
  readonly wait: Flow['wait']
  /** Default: the first node. */
  readonly start?: T
  /** What questions and reviews that do not say otherwise take. */
  readonly tries?: number
  readonly retry?: K
  readonly exhausted?: T
  readonly needs?: Readonly<Partial<Record<F, Shape>>>
}

export interface Builder<F extends Field, K extends Key> {
  say: <T extends NodeId = never>(text: K, options?: Onward<T>) => Piece<NoInfer<T>>
  ask: <T extends NodeId = never>(
    field: F,
    input: Input,
    options: AskOptions<K, T>,
  ) => Piece<NoInfer<T>>
  when: <T extends NodeId>(field: F, test: Test, next: T) => Case<F, NoInfer<T>>
  /** The first case that holds, else the last argument. */
  branch: <T extends NodeId, E extends NodeId>(
    cases: readonly Case<F, T>[],
    otherwise: E,
  ) => Piece<NoInfer<T | E>>
  review: <T extends NodeId>(options: ReviewOptions<F, K, T>) => Piece<NoInfer<T>>
  call: <T extends NodeId = never>(flow: FlowId, options?: Onward<T>) => Piece<NoInfer<T>>
  request: <T extends NodeId = never>(
    name: RequestName,
    given: readonly F[],
    gives: Readonly<Partial<Record<F, Shape>>>,
    options?: Onward<T>,
  ) => Piece<NoInfer<T>>
  set: <T extends NodeId = never>(
    field: F,
    value: string | null,
    options?: Onward<T>,
  ) => Piece<NoInfer<T>>
  handOver: (why: string, text: K) => Piece<never>
  end: (outcome: string, text?: K) => Piece<never>
  /** The end of everything that is open, and of all that was said in it. */
  endAll: (outcome: string, text: K) => Piece<never>
  flow: <N extends Readonly<Record<NodeId, Piece<NodeId>>>>(
    head: Head<F, K, NoInfer<keyof N & NodeId>>,
    nodes: N & Readonly<Record<keyof N, Piece<keyof N & NodeId>>>,
  ) => Flow
}

export const MINUTE: Ms = 60_000
export const HOUR: Ms = 60 * MINUTE
export const DAY: Ms = 24 * HOUR

/** An option whose label is a text of the word files (`label|synonym|synonym`). */
export const option = (value: string, key: Key): Option => ({ value, key })

/** Options that a request left in a field, bounded for the proofs. */
export const fromField = (from: Field, maxCount: number, maxLabel: number): FromField => ({
  from,
  maxCount,
  maxLabel,
})

export const choice = (options: readonly Option[] | FromField): Input => ({
  type: 'choice',
  options,
})
export const multiChoice = (options: readonly Option[] | FromField, min = 1): Input => ({
  type: 'multi-choice',
  options,
  min,
})
export const textOf = (min: number, max: number, options?: { readonly voice: true }): Input => ({
  type: 'text',
  min,
  max,
  ...options,
})
export const location = (min: number, max: number): Input => ({ type: 'location', min, max })
export const media = (kinds: readonly MediaKind[], max: number): Input => ({
  type: 'media',
  kinds,
  max,
})
/** `max`: the longest rendering of a date. */
export const DATE: Input = { type: 'date', max: 10 }
export const PHONE: Input = { type: 'phone' }
export const ID_CARD: Input = { type: 'id-card' }
export const CONTACT: Input = { type: 'contact' }
export const YES_NO: Input = { type: 'yes-no' }

/** Shapes for `needs` and for what a request gives. */
export const text = (max: number): Shape => ({ type: 'text', max })
export const number: Shape = { type: 'number' }
export const flag = (...values: readonly string[]): Shape => ({ type: 'flag', values })
export const options = (maxCount: number, maxLabel: number): Shape => ({
  type: 'options',
  maxCount,
  maxLabel,
})

/** There may be nothing in it: `inspect` then wants a `missing` before a text shows it. */
export const orNull = (shape: Shape): Shape => ({ ...shape, orNull: true })

/** A node of which only `kind` is sure. */
type Draft = { readonly kind: Node['kind'] } & Readonly<Record<string, unknown>>

const piece = <T extends NodeId>(draft: Draft): Piece<T> => ({ draft })

const build = <F extends Field, K extends Key, T extends NodeId>(
  head: Head<F, K, T>,
  pieces: Readonly<Record<NodeId, Piece<NodeId>>>,
): Flow => {
  const ids = Object.keys(pieces)
  const nodes: Record<NodeId, Node> = {}
  Object.entries(pieces).forEach(([id, { draft }], place) => {
    nodes[id] = complete(head, draft, ids[place + 1])
  })
  const { id, version, onCancel, onExpire, wait, needs } = head
  const start = head.start ?? ids[0]
  if (start === undefined) throw new Error(`the flow ${id} has no nodes`)
  return {
    id,
    version,
    start,
    onCancel,
    onExpire,
    wait,
    nodes,
    needs: (needs ?? {}) as Flow['needs'],
  }
}

/** Fills what the line below and the head of the flow give. */
const complete = <F extends Field, K extends Key, T extends NodeId>(
  head: Head<F, K, T>,
  draft: Draft,
  below: NodeId | undefined,
): Node => {
  const onward = { next: below, ...draft }
  switch (draft.kind) {
    case 'switch':
    case 'hand-over':
    case 'end':
      return draft as unknown as Node
    case 'say':
    case 'call':
    case 'request':
    case 'set':
      return onward as unknown as Node
    case 'ask':
    case 'review': {
      const { tries = 3, retry, exhausted } = head
      const { optional, ...whole } = { tries, retry, exhausted, optional: false, ...onward }
      return (optional ? { skip: whole.next, ...whole } : whole) as unknown as Node
    }
  }
}
