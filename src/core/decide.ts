import type { Case } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { stamp, type Command, type CommandOf, type Context, type EventBody } from './command.ts'
import { acknowledge, assignMatter, close, rule, setMatters } from './decide-intake.ts'
import { answer, makeAnonymous, rate, supplement, withdraw } from './decide-reporter.ts'
import {
  grantReExamination,
  refuseReExamination,
  requestReExamination,
} from './decide-re-examination.ts'
import { review, sendBackReview } from './decide-review.ts'
import { clearSuspicion, referSuspicion, suspect } from './decide-suspicion.ts'
import { askExtension, extend, pause, recountDue, refuseExtension, resume } from './decide-clock.ts'
import { liftSupervision, supervise } from './decide-supervise.ts'
import { accept, addPenalty, ask, conclude, decline, giveBack, note } from './decide-task.ts'
import { mask, redact, unmask } from './masking.ts'
import { ok, refuse, type Result } from './result.ts'
import { actorTable, caseTable } from './transitions.ts'

/** What a command makes happen, or why it may not: every change of a case goes through here. */
export function decide(about: Case, command: Command, context: Context): Result<CaseEvent[]> {
  if (!actorTable[command.type].includes(context.by.kind)) {
    return refuse('wrong-actor', { actor: context.by.kind, command: command.type })
  }
  const allowed = caseTable[about.state][command.type]
  if (allowed !== 'yes') return refuse(allowed)
  const bodies = bodiesOf(about, command, context)
  return bodies.ok ? ok(stamp(context, bodies.value)) : bodies
}

function bodiesOf(about: Case, command: Command, context: Context): Result<EventBody[]> {
  switch (command.type) {
    case 'assign':
      return assignMatter(about, command)
    case 'rule':
      return rule(about, command, context)
    case 'set-matters':
      return setMatters(about, command)
    case 'acknowledge':
      return acknowledge(about)
    case 'accept':
      return accept(about, command, context)
    case 'decline':
      return decline(about, command, context)
    case 'return':
      return giveBack(about, command, context)
    case 'note':
      return note(about, command, context)
    case 'ask':
      return ask(about, command, context)
    case 'add-penalty':
      return addPenalty(about, command, context)
    case 'pause':
      return pause(about, command, context)
    case 'resume':
      return resume(about, command, context)
    case 'ask-extension':
      return askExtension(about, command, context)
    case 'extend':
      return extend(about, command, context)
    case 'refuse-extension':
      return refuseExtension(about, command)
    case 'recount':
      return recountDue(about, command, context)
    case 'answer':
      return answer(about, command, context)
    case 'supplement':
      return supplement(about, command, context)
    case 'conclude':
      return conclude(about, command, context)
    case 'withdraw':
      return withdraw(about, command)
    case 'make-anonymous':
      return makeAnonymous(about)
    case 'request-re-examination':
      return requestReExamination(about, command, context)
    case 'rate':
      return rate(about, command)
    case 'close':
      return close(about, context)
    case 'mask':
      return mask(about, command)
    case 'unmask':
      return unmask(about, command)
    case 'redact':
      return redact(about, command)
    case 'supervise':
    case 'lift-supervision':
    case 'suspect':
    case 'clear-suspicion':
    case 'refer-suspicion':
      return bodiesOfWatch(about, command, context)
    case 'review':
      return review(about, command, context)
    case 'send-back-review':
      return sendBackReview(about, command, context)
    case 'grant-re-examination':
      return grantReExamination(about, command, context)
    case 'refuse-re-examination':
      return refuseReExamination(about, command, context)
  }
}

type WatchType =
  | 'supervise'
  | 'lift-supervision'
  | 'suspect'
  | 'clear-suspicion'
  | 'refer-suspicion'

/** What is put on record beside the handling. */
function bodiesOfWatch(
  about: Case,
  command: CommandOf<WatchType>,
  context: Context,
): Result<EventBody[]> {
  switch (command.type) {
    case 'supervise':
      return supervise(about, command)
    case 'lift-supervision':
      return liftSupervision(about, command)
    case 'suspect':
      return suspect(about, command)
    case 'clear-suspicion':
      return clearSuspicion(about, command)
    case 'refer-suspicion':
      return referSuspicion(about, command, context)
  }
}
