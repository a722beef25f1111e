import type { Action } from '#core/actions.ts'
import type { CommandOf } from '#core/command.ts'
import type { TransferLetter } from '#core/transfer.ts'
import type { TaskCommand } from '#core/transitions.ts'
import type { ElsewhereDeed } from './elsewhere-deed.ts'

/** What the core takes from an officer as it is. */
type Plain = CommandOf<
  | Exclude<TaskCommand, 'recount' | 'change-lead' | ElsewhereDeed['type'] | 'transfer'>
  | 'acknowledge'
  | 'close'
  | 'supervise'
  | 'lift-supervision'
  | 'suspect'
  | 'clear-suspicion'
  | 'refer-suspicion'
  | 'refuse-re-examination'
  | 'unmerge'
  | 'receive-transfer'
>

/** What an officer does to a case. The tasks of a ruling are made from the offices they chose. */
export type Deed =
  | Plain
  | {
      readonly type: 'rule'
      readonly matter: string
      /** Office that leads, offices that cooperate. */
      readonly lead: string
      readonly cooperate: readonly string[]
      readonly reason: string
      readonly basis: string
    }
  | {
      readonly type: 'grant-re-examination'
      /** The office that looks again; empty: each matter goes to who had it. */
      readonly office: string
      readonly text: string
    }
  | WideDeed
  | ElsewhereDeed

/** What is decided with more than the case itself knows: an office, another case, a record of the law. */
type WideDeed =
  | {
      readonly type: 'change-lead'
      /** The leading part that another office takes over. */
      readonly task: string
      readonly lead: string
      readonly reason: string
      readonly basis: string
    }
  | { readonly type: 'separate'; readonly offence: string; readonly reason: string }
  /** `into`: number of the main case. */
  | { readonly type: 'merge'; readonly into: string; readonly reason: string }
  /** `basis`: id of a record of `transfers.json`. */
  | ({ readonly type: 'transfer'; readonly task: string } & TransferLetter)

/** The right a deed needs has its name. */
export const actionOf = (deed: Deed): Action => deed.type
