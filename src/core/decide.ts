import type { Case } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { stamp, type Command, type CommandOf, type Context, type EventBody } from './command.ts'
import { decideTransfer, followTransfer, proposeTransfer } from './decide-crime.ts'
import { clearAccused, handEthics } from './ends-elsewhere.ts'
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
import { changeLead, separate } from './decide-lead.ts'
import { endMerged, mergeBodies } from './decide-merge.ts'
import { liftSupervision, supervise } from './decide-supervise.ts'
import { accept, addPenalty, ask, conclude, decline, giveBack, note } from './decide-task.ts'
import { receiveTransfer, transfer } from './decide-transfer.ts'
import { handOver, letGo, take } from './holder.ts'
import { followMediation, offerMediation } from './mediation.ts'
import { mask, redact, unmask } from './masking.ts'
import { givePatrol, hearPatrol } from './patrol.ts'
import { ok, refuse, type Result } from './result.ts'
import { actorTable } from './command-actors.ts'
import { caseTable } from './transitions.ts'

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

type Handler<T extends Command['type']> = (
  about: Case,
  command: CommandOf<T>,
  context: Context,
) => Result<EventBody[]>

/** Who answers which command. */
const handlers: { readonly [T in Command['type']]: Handler<T> } = {
  assign: assignMatter,
  rule,
  'set-matters': setMatters,
  acknowledge,
  accept,
  decline,
  return: giveBack,
  note,
  ask,
  'add-penalty': addPenalty,
  pause,
  resume,
  'ask-extension': askExtension,
  extend,
  'refuse-extension': refuseExtension,
  recount: recountDue,
  answer,
  supplement,
  conclude,
  withdraw,
  'make-anonymous': makeAnonymous,
  'request-re-examination': requestReExamination,
  rate,
  close: (about, _command, context) =>
    about.state === 'merged' ? endMerged(context) : close(about, context),
  mask,
  unmask,
  redact,
  take,
  'hand-over': handOver,
  'let-go': letGo,
  'give-patrol': givePatrol,
  'hear-patrol': hearPatrol,
  review,
  'send-back-review': sendBackReview,
  'grant-re-examination': grantReExamination,
  'refuse-re-examination': refuseReExamination,
  supervise,
  'lift-supervision': liftSupervision,
  suspect,
  'clear-suspicion': clearSuspicion,
  'refer-suspicion': referSuspicion,
  'change-lead': changeLead,
  separate,
  'hear-joined': mergeBodies,
  transfer,
  'receive-transfer': receiveTransfer,
  'propose-transfer': proposeTransfer,
  'decide-transfer': decideTransfer,
  'follow-transfer': followTransfer,
  'offer-mediation': offerMediation,
  'follow-mediation': followMediation,
  'clear-accused': clearAccused,
  'hand-ethics': handEthics,
  merge: mergeBodies,
  unmerge: mergeBodies,
  join: mergeBodies,
  part: mergeBodies,
}

const bodiesOf = (about: Case, command: Command, context: Context): Result<EventBody[]> =>
  (handlers[command.type] as Handler<Command['type']>)(about, command, context)
