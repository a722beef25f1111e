import type { MediaKind, MediaRef } from './message.ts'

export type FlowId = string
export type NodeId = string
/** Name of an answer. */
export type Field = string
/** Key of a text in `flows/words/`. */
export type Key = string
export type Ms = number
export type Lang = string
/** One language's texts: plain strings with `{field}` placeholders and `{n, plural, one {…} other {…}}`. */
export type Words = Readonly<Record<Key, string>>

export interface Option {
  readonly value: string
  /** The label as shown: either a words key (`key`) or a literal (`label`) that an effect's result gave. */
  readonly key?: Key
  readonly label?: string
}

export type Value =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | readonly Option[]
  | readonly MediaRef[]
export type Answers = Readonly<Record<Field, Value>>

/** What a question accepts. `maxLength` bounds what `inspect` must be able to render. */
export type Input =
  | { readonly type: 'choice'; readonly options: readonly Option[] | FromField }
  | {
      readonly type: 'multi-choice'
      readonly options: readonly Option[] | FromField
      readonly min: number
    }
  /** `voice`: a voice message counts as an answer; the value is then the words key `voice.answer`. */
  | { readonly type: 'text'; readonly min: number; readonly max: number; readonly voice?: true }
  | { readonly type: 'date'; readonly max: number }
  | { readonly type: 'phone' }
  | { readonly type: 'id-card' }
  /** A place in words, or a location shared. */
  | { readonly type: 'location'; readonly min: number; readonly max: number }
  | { readonly type: 'media'; readonly kinds: readonly MediaKind[]; readonly max: number }
  | { readonly type: 'contact' }
  | { readonly type: 'yes-no' }

/** Options that an effect's result left in a field, with a declared maximum so that inspection can bound them. */
export interface FromField {
  readonly from: Field
  readonly maxCount: number
  readonly maxLabel: number
}

export type Node = Say | Ask | Switch | Review | Call | Request | Set | HandOver | End

export interface Say {
  readonly kind: 'say'
  readonly text: Key
  readonly next: NodeId
}

export interface Ask {
  readonly kind: 'ask'
  readonly field: Field
  readonly input: Input
  readonly text: Key
  /** Not understood at all. */
  readonly retry: Key
  /** Understood but not valid, by the reason that the input gives. */
  readonly invalid?: Readonly<Record<string, Key>>
  readonly tries: number
  /** After `tries` wrong answers. */
  readonly exhausted: NodeId
  readonly next: NodeId
  /** 跳过 is accepted (word and button) and leads here; the field becomes null. */
  readonly skip?: NodeId
  /** Literal answers that lead elsewhere, e.g. `2` = 查进度; `words` is a key whose text lists them separated by `|`. */
  readonly shortcuts?: readonly { readonly words: Key; readonly next: NodeId }[]
  /** A message of at least `min` characters that is none of the options is kept in `field` and leads elsewhere. */
  readonly inWords?: InWords
  /** False for the first question: there is nothing to go back to. */
  readonly back?: false
}

/** An answer in the person's own words where options were offered. */
export interface InWords {
  readonly field: Field
  readonly min: number
  readonly max: number
  readonly next: NodeId
}

export type Test =
  | { readonly equals: string | number | boolean | null }
  | { readonly in: readonly string[] }
  | { readonly missing: true }
  | { readonly atLeast: number }

export interface Switch {
  readonly kind: 'switch'
  readonly cases: readonly { readonly field: Field; readonly when: Test; readonly next: NodeId }[]
  readonly else: NodeId
}

/** Lists every answer with a number; the number edits just that answer and returns here; only a yes leads on. */
export interface Review {
  readonly kind: 'review'
  readonly text: Key
  readonly rows: readonly {
    readonly field: Field
    readonly label: Key
    /** The ask node that edits it. */
    readonly edit: NodeId
    /** Words keys for coded values, e.g. `standing.anonymous`; absent: the value itself, first 60 characters. */
    readonly values?: Readonly<Record<string, Key>>
    /** What stands there when the field is null or missing; absent: the row is left out. */
    readonly none?: Key
  }[]
  /** Key of the words that confirm (`提交|对|是`), also the label of the button (the first of them). */
  readonly confirm: Key
  readonly retry: Key
  readonly tries: number
  readonly exhausted: NodeId
  readonly next: NodeId
}

/** Runs another flow to its end, then goes on. Answers are shared by field. */
export interface Call {
  readonly kind: 'call'
  readonly flow: FlowId
  readonly next: NodeId
}

/** The longest thing a result may put into a field. `orNull`: there may be nothing, so a text may only show it behind a switch. */
export type Shape = { readonly orNull?: true } & (
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'number' }
  | { readonly type: 'flag'; readonly values: readonly string[] }
  | { readonly type: 'options'; readonly maxCount: number; readonly maxLabel: number }
)

/**
 * Asks the service for something (classify, file, look up …). The turn ends in a wait of its own; the result comes back
 * as an event of the same transaction and its values are written to the fields it `gives`.
 */
export interface Request {
  readonly kind: 'request'
  readonly request: RequestName
  /** Fields handed over. */
  readonly given: readonly Field[]
  readonly gives: Readonly<Record<Field, Shape>>
  readonly next: NodeId
}

export type RequestName =
  | 'classify'
  | 'list-kinds'
  | 'hear-correction'
  | 'set-matter'
  | 'add-matter'
  | 'find-place'
  | 'file'
  | 'file-urgent'
  | 'look-up'
  | 'answer-here'
  | 'only-here'
  | 'news'
  | 'answer'
  | 'supplement'
  | 'withdraw'
  | 're-examine'
  | 'rate'
  | 'remedies'
  | 'own-data'
  | 'export-data'
  | 'correct-identity'
  | 'make-anonymous'
  | 'forget'
  | 'look-up-reward'
  | 'claim-reward'
  | 'forget-payee'
  | 'read-notice'
  | 'read-age'

/** Writes a constant. */
export interface Set {
  readonly kind: 'set'
  readonly field: Field
  readonly value: string | null
  readonly next: NodeId
}

/** A person takes over; what the reporter writes then goes to them, not to the flow. */
export interface HandOver {
  readonly kind: 'hand-over'
  readonly why: string
  readonly text: Key
}

export interface End {
  readonly kind: 'end'
  readonly outcome: string
  readonly text?: Key
  /** Ends all that is open, whatever it broke into, and no answer is left. */
  readonly forgets?: true
}

export interface Flow {
  readonly id: FlowId
  readonly version: number
  readonly start: NodeId
  readonly onCancel: NodeId
  readonly onExpire: NodeId
  readonly wait: { readonly remindAfter: Ms; readonly expireAfter: Ms }
  readonly nodes: Readonly<Record<NodeId, Node>>
  /** Fields that are there before the flow starts: given at begin, or written by the flow that calls this one. */
  readonly needs: Readonly<Record<Field, Shape>>
}

/** Every flow version that still has sessions, what starts when, and the words. */
export interface Story {
  readonly flows: Readonly<Record<FlowId, readonly Flow[]>>
  /** The flow of a new conversation. The first message is in the field `opening`. */
  readonly start: FlowId
  /** Flows that break in at any time and then return to the question that was open; by signal of the event. */
  readonly signals: Readonly<Record<string, FlowId>>
  /** Flows that a word starts at any time (进度, 查看 …), by words key listing them separated by `|`. */
  readonly keywords: readonly { readonly words: Key; readonly flow: FlowId }[]
  readonly words: Readonly<Record<Lang, Words>>
  /** Texts that no flow says but the house does (notices, labels a request gives); `notice.*` stands for all of them. */
  readonly elsewhere?: readonly Key[]
}
