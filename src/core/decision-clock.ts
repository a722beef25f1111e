import { workingDaysBetween } from './calendar.ts'
import type { Day, Instant } from './case.ts'
import { dayOf } from './clock.ts'
import { count } from './count.ts'
import {
  lookAlong,
  momentsAround,
  reachOf,
  type EscalationStep,
  type Ground,
  type Look,
  type Moment,
  type Reach,
  type Told,
} from './escalation.ts'
import type { OpenDecision } from './open-decisions.ts'

/** Who hears that a decision is not taken; `deciders`: those alone who take it. */
export type DecisionReach = Reach | 'deciders'

/** Which clock it is: what is asked for a second time begins anew; a day that was counted anew does not. */
export const decisionClock = ({ id, at }: Pick<OpenDecision, 'id' | 'at'>): string => `${id}@${at}`

type Clockwork = Pick<Ground, 'ladder' | 'calendar'>

/** Of the working days from the asking to the last day: half, most, the last; then whoever stands above. */
function momentsOf({ at, due }: OpenDecision, ground: Clockwork): readonly Moment[] {
  if (!due) return []
  const from = dayOf(at)
  const length = workingDaysBetween(from, due.on, ground.calendar)
  const parts = (['half', 'soon'] as const).flatMap((step) => {
    const amount = Math.ceil((length * ground.ladder[step]) / 100)
    return amount > 0 && amount < length ? [[step, dayAfter(from, amount, ground)] as const] : []
  })
  return momentsAround(due.on, parts, ground)
}

const dayAfter = (from: Day, amount: number, { calendar }: Clockwork): Day =>
  count({ from, amount, unit: 'WD' }, calendar).on

/** Which step of a decision that was not taken is owed at an instant; each once, as of every other clock. */
export const lookAtDecision = (
  open: OpenDecision,
  told: readonly Told[],
  { at, ...ground }: Clockwork & { readonly at: Instant },
): Look =>
  lookAlong({ clock: decisionClock(open), moments: momentsOf(open, ground) }, told, {
    at,
    ...ground,
  })

/** A colleague's words and a letter are the office's own; what a supervisor decides is the supervisor's, until it is late. */
export function decisionReach({ kind, to }: OpenDecision, step: EscalationStep): DecisionReach {
  if (kind !== 'extension' && kind !== 're-examination') return reachOf(step, 'lead')
  if (to === 'intake' && step !== 'supervised') return 'coordination'
  return step === 'overdue' || step === 'supervised' ? 'supervisors' : 'deciders'
}
