import type { Actor, Day, Due, Instant, Outcome, Task } from './case.ts'
import { dayOf } from './clock.ts'
import type { Clocks } from './command.ts'
import type { KeptStep } from './crime.ts'
import { due, limitFor } from './due.ts'

/** Who a case can be handed over to, besides other departments: the police, or discipline inspection. */
export type TransferTo = 'police' | 'discipline'

/** 移送函: what the letter to the other organ says. */
export interface TransferLetter {
  readonly to: TransferTo
  /** 受移送机关, by its name. */
  readonly organ: string
  /** In words, with its source. */
  readonly basis: string
  /** 移送材料清单. */
  readonly materials: readonly string[]
  /** Date of the letter. */
  readonly on: Day
  /** 文号. */
  readonly document?: string
}

export interface Transfer extends TransferLetter {
  readonly id: string
  readonly task: string
  readonly at: Instant
  readonly by: Actor
  /** Until when it must be with the other organ, where a rule says so. */
  readonly due?: Due
  /** 回执. */
  readonly receipt?: {
    readonly on: Day
    readonly document?: string
    readonly at: Instant
    /** When the police decide. */
    readonly due?: Due
  }
  /** The report that was approved. */
  readonly proposal?: string
  /** What became of it. */
  readonly steps?: readonly KeptStep[]
}

export type TransferEvent =
  | ({
      readonly type: 'transferred'
      readonly transfer: string
      readonly task: string
      readonly due?: Due
      readonly proposal?: string
    } & TransferLetter)
  | {
      readonly type: 'transfer-received'
      readonly transfer: string
      readonly on: Day
      readonly document?: string
      readonly due?: Due
    }

export type TransferCommand =
  | ({ readonly type: 'transfer'; readonly task: string } & TransferLetter)
  | {
      readonly type: 'receive-transfer'
      readonly transfer: string
      readonly on: Day
      readonly document?: string
    }

/** A record of `transfers.json`: what a transfer can rest on. What is unsure (`U`) is offered to nobody. */
export interface TransferBasis {
  readonly id: string
  readonly to: TransferTo
  readonly text: string
  readonly source: string
  readonly confidence: 'S' | 'M' | 'U'
}

const outcomeOf: Readonly<Record<TransferTo, Outcome>> = {
  police: 'transferred-to-police',
  discipline: 'transferred-to-discipline',
}

/** Whether a part that ended so has gone to that organ. */
export const isOutcomeOf = (outcome: Outcome, to: TransferTo): boolean => outcomeOf[to] === outcome

/** A part that ended by handing it over needs a letter: which, and until when if a rule says so. */
export function letterOwed(
  task: Task,
  transfers: readonly Transfer[],
  { limits, calendar }: Clocks,
): { readonly to: TransferTo; readonly due?: Due } | undefined {
  if (task.state !== 'concluded' || transfers.some((one) => one.task === task.task))
    return undefined
  if (task.outcome === outcomeOf.discipline) return { to: 'discipline' }
  if (task.outcome !== outcomeOf.police) return undefined
  const limit = limitFor(limits.values(), { step: 'hand-over', stream: 'tip-off' })
  return { to: 'police', ...(limit ? { due: due(dayOf(task.at), limit, calendar) } : {}) }
}
