import type { Field } from './flow.ts'

/**
 * The texts that the engine itself says or reads, with the placeholders they may hold: every language has them all.
 * Commands, `yes`, `no` and `language.name` list words separated by `|`; the first one is also the label of a button.
 */
export const ENGINE_KEYS = {
  /** 取消 */
  'command.cancel': [],
  /** 返回 */
  'command.back': [],
  /** 重新开始; */
  'command.restart': [],
  /** 帮助 */
  'command.help': [],
  /** 换语言: the next language. */
  'command.language': [],
  /** 人工 */
  'command.human': [],
  /** 跳过 */
  'command.skip': [],
  /** 不变: keeps the answer that was offered after 返回. */
  'command.keep': [],
  /** 更多: the next page of a long list. */
  'command.more': [],
  /** Names of this language; any of them switches to it. */
  'language.name': [],
  /** 是|对|有|… and 否|不是|没有|…: what a yes-no question takes. */
  yes: [],
  no: [],
  /** Not needed where a flow is bound to the words `command.help`. */
  help: [],
  /** There is nothing to go back to. */
  'back.none': [],
  /** 上次说的是：{answer}。不改就回"不变"。 */
  'back.suggestion': ['answer'],
  /** 这一项不能跳过。 */
  'skip.required': [],
  'button.stale': [],
  'media.kept': [],
  /** 正在保存, never 已收到. */
  'media.pending': [],
  'media.refused.too-large': [],
  'media.refused.forbidden-kind': [],
  'media.refused.empty': [],
  'media.refused.too-many': [],
  'media.refused.unreachable': [],
  unreadable: [],
  reminder: [],
  /** The words of this conversation are no longer here; what was said is kept. */
  'flow.gone': [],
  /** After 人工; not needed where a flow is bound to the words `command.human`. */
  'hand-over.asked': [],
  /** Frame around what a person at the desk writes. */
  'operator.says': ['text'],
  /** A long text was kept up to {max} characters. */
  'text.clipped': ['max'],
  /** How many files, in a text or a review: {n} 份. */
  'media.count': ['n'],
  'voice.kept': [],
  /** The value of a text question that a voice message answered. */
  'voice.answer': [],
  /** The value of a place that was shared without a name. */
  'location.shared': ['latitude', 'longitude'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/**
 * Fields the engine writes itself; every flow may read them. `opening`: the first message of the conversation, `''` when
 * there is none. `told`: the message that carried the signal. `evidence`: what was sent at questions that ask for
 * something else. `expired`: `yes` where the conversation before this one expired.
 */
export const ENGINE_FIELDS = ['opening', 'expired', 'told', 'evidence'] as const satisfies Field[]

/** Longest texts the engine keeps in its own fields, and most files. */
export const OPENING_MAX = 100_000
export const EVIDENCE_MAX = 20
