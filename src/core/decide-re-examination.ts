import type { Assignment, Case, Matter } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { faultIn } from './decide-intake.ts'
import { isAgainPending } from './archive.ts'
import { formerly, hasEnded } from './re-examination.ts'
import { ok, refuse, type Result } from './result.ts'
import { forReporter, isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 申请重新核查, once. It opens nothing by itself: somebody who did not conclude the case decides. */
export function requestReExamination(
  about: Case,
  command: CommandOf<'request-re-examination'>,
  { again }: Context,
): Decision {
  if (about.reExamination) return refuse('already-re-examined')
  if (isBlank(command.text)) return refuse('text-missing')
  const of = command.of === undefined ? {} : { of: command.of }
  return ok([{ type: 're-examination-requested', text: command.text.trim(), ...again, ...of }])
}

/** 同意重新核查: every matter is given out anew, and a new round of tasks decides. */
export function grantReExamination(
  about: Case,
  command: CommandOf<'grant-re-examination'>,
  context: Context,
): Decision {
  const open = pending(about, context)
  if (!open.ok) return open
  if (isBlank(command.text)) return refuse('reason-missing')
  const given: EventBody[] = []
  for (const matter of about.matters) {
    const one = command.again.find((again) => again.matter === matter.id)?.assignment
    if (!one) return refuse('lead-missing')
    const fault = faultIn([one], about, matter)
    if (fault) return { ok: false, refusal: fault }
    given.push(assignedAgain(matter, one))
  }
  return ok([{ type: 're-examination-granted', text: command.text.trim() }, ...given])
}

/** 不同意重新核查, with the reason; what other ways the law gives is told with it. */
export function refuseReExamination(
  about: Case,
  command: CommandOf<'refuse-re-examination'>,
  context: Context,
): Decision {
  const open = pending(about, context)
  if (!open.ok) return open
  const text = forReporter(command.text)
  return text.ok ? ok([{ type: 're-examination-refused', text: text.value }]) : text
}

/** Asked for and not answered, and not before whoever ended the case. */
function pending(about: Case, { by }: Context): Result<true> {
  if (!isAgainPending(about)) return refuse('re-examination-none')
  if (by.kind === 'officer' && hasEnded(about, by.id)) return refuse('re-examination-same-officer')
  return ok(true)
}

const assignedAgain = (matter: Matter, assignment: Assignment): EventBody => ({
  type: 'assigned',
  matter: matter.id,
  assignments: [assignment],
  explanation: { key: 're-examination', facts: formerly(matter) },
})
