import type { Action } from '#core/access.ts'
import type { CommandOf } from '#core/command.ts'
import type { TaskCommand } from '#core/transitions.ts'

/** What the core takes from an officer as it is. */
type Plain = CommandOf<
  | Exclude<TaskCommand, 'recount'>
  | 'acknowledge'
  | 'close'
  | 'supervise'
  | 'lift-supervision'
  | 'suspect'
  | 'clear-suspicion'
  | 'refer-suspicion'
  | 'refuse-re-examination'
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

/** The right a deed needs has its name. */
export const actionOf = (deed: Deed): Action => deed.type
