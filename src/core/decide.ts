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
import { changeLead, separate, type LeadCommand } from './decide-lead.ts'
import { endMerged, mergeBodies } from './decide-merge.ts'
import { liftSupervision, supervise } from './decide-supervise.ts'
import { accept, addPenalty, ask, conclude, decline, giveBack, note } from './decide-task.ts'
import { receiveTransfer, transfer } from './decide-transfer.ts'
import type { MergeCommand } from './merge.ts'
import type { TransferCommand } from './transfer.ts'
import { handOver, letGo, take } from './holder.ts'
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
      return about.state === 'merged' ? endMerged(context) : close(about, context)
    case 'mask':
      return mask(about, command)
    case 'unmask':
      return unmask(about, command)
    case 'redact':
      return redact(about, command)
    case 'take':
      return take(about, command, context)
    case 'hand-over':
      return handOver(about, command)
    case 'let-go':
      return letGo(about, command)
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
    case 'change-lead':
    case 'separate':
    case 'merge':
    case 'unmerge':
    case 'join':
    case 'part':
    case 'hear-joined':
    case 'transfer':
    case 'receive-transfer':
      return bodiesOfPassing(about, command, context)
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

type PassingType = LeadCommand['type'] | MergeCommand['type'] | TransferCommand['type']

/** What goes to another office, another case or another organ. */
function bodiesOfPassing(
  about: Case,
  command: CommandOf<PassingType>,
  context: Context,
): Result<EventBody[]> {
  switch (command.type) {
    case 'change-lead':
      return changeLead(about, command)
    case 'separate':
      return separate(about, command)
    case 'merge':
    case 'unmerge':
    case 'join':
    case 'part':
    case 'hear-joined':
      return mergeBodies(about, command, context)
    case 'transfer':
      return transfer(about, command, context)
    case 'receive-transfer':
      return receiveTransfer(about, command, context)
  }
}
