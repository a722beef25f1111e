import type { Assignment, Case, Outcome, Task } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { answerDue, resumption } from './decide-clock.ts'
import { ok, refuse, type Result } from './result.ts'
import type { EndWords } from './review.ts'
import { anyTask, taskFor } from './task-for.ts'
import { decides } from './transitions.ts'
import { forReporter, isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 受理. From now on the limit for concluding runs. */
export function accept(about: Case, command: CommandOf<'accept'>, context: Context): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  return ok([{ type: 'accepted', task: command.task, due: context.due ?? task.value.due }])
}

/** 不予受理. Who decides the matter owes the reporter words; who only cooperates does not. */
export function decline(about: Case, command: CommandOf<'decline'>, context: Context): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  if (isBlank(command.reason)) return refuse('reason-missing')
  const text = decides(task.value.role) ? forReporter(command.text) : ok(command.text.trim())
  if (!text.ok) return text
  if (context.reviewFirst && decides(task.value.role))
    return ok([reviewed({ ...command, text: text.value })])
  return ok([{ type: 'declined', task: command.task, reason: command.reason, text: text.value }])
}

/** 退回. Only to the intake office, once, and not against its ruling. */
export function giveBack(about: Case, command: CommandOf<'return'>, context: Context): Decision {
  const found = taskFor(about, command, context)
  if (!found.ok) return found
  const task = found.value
  if (task.basis === 'ruling') return refuse('already-ruled')
  if (isBlank(command.reason)) return refuse('reason-missing')
  if (isBlank(command.basis)) return refuse('basis-missing')
  if (!context.intake) return refuse('intake-office-missing')
  const { reason, basis } = command
  return ok([
    { type: 'returned', task: task.task, reason: reason.trim(), basis: basis.trim() },
    backToIntake(about, task, atIntake(context.intake, context.id(2))),
  ])
}

/** A working note: seen by the offices of the case, never by the reporter. */
export function note(about: Case, command: CommandOf<'note'>, context: Context): Decision {
  const task = context.fromMeeting ? anyTask(about, command.task) : taskFor(about, command, context)
  if (!task.ok) return task
  if (isBlank(command.text)) return refuse('text-missing')
  return ok([{ type: 'noted', task: command.task, text: command.text.trim() }])
}

/** A question to the reporter. One at a time for each task, so that an answer is always an answer to it. */
export function ask(about: Case, command: CommandOf<'ask'>, context: Context): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  const waiting = about.questions.some((one) => one.task === command.task && !one.answer)
  if (waiting) return refuse('question-open')
  const text = forReporter(command.text)
  if (!text.ok) return text
  return ok([
    {
      type: 'asked',
      question: context.id(1),
      task: command.task,
      text: text.value,
      ...answerDue(about, task.value, context),
    },
  ])
}

/** 办结. What is found needs its penalty decision's number, or why there is none. */
export function conclude(about: Case, command: CommandOf<'conclude'>, context: Context): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  const { outcome, penalty = '', noPenaltyReason = '' } = command
  if (task.value.role === 'intake' && !intakeOutcomes.has(outcome)) {
    return refuse('outcome-not-for-intake')
  }
  if (needsPenalty(task.value, outcome) && isBlank(penalty) && isBlank(noPenaltyReason)) {
    return refuse('penalty-or-reason-missing')
  }
  const text = forReporter(command.text)
  if (!text.ok) return text
  if (context.reviewFirst && decides(task.value.role))
    return ok([reviewed({ ...command, text: text.value })])
  const resumed = resumption(about, task.value, context)
  return ok([
    ...(resumed ? [resumed] : []),
    {
      type: 'concluded',
      task: command.task,
      outcome,
      ...(isBlank(penalty) ? {} : { penalty: penalty.trim() }),
      ...(isBlank(noPenaltyReason) ? {} : { noPenaltyReason: noPenaltyReason.trim() }),
      text: text.value,
    },
  ])
}

/** What is said to a reporter waits for a second officer where the area wants that. */
const reviewed = (draft: EndWords): EventBody => ({
  type: 'review-asked',
  task: draft.task,
  draft,
})

/** 补录处罚文号. Where something was found the decision may come long after; the reporter then can look it up. */
export function addPenalty(
  about: Case,
  command: CommandOf<'add-penalty'>,
  context: Context,
): Decision {
  const found = taskFor(about, command, context)
  if (!found.ok) return found
  const task = found.value
  if (task.state !== 'concluded' || !needsPenalty(task, task.outcome))
    return refuse('penalty-not-due')
  if (task.penalty !== undefined) return refuse('penalty-known')
  if (isBlank(command.penalty)) return refuse('penalty-missing')
  return ok([{ type: 'penalty-added', task: task.task, penalty: command.penalty.trim() }])
}

/** A task by which the intake office gets a matter (again). */
export function atIntake(intake: NonNullable<Context['intake']>, task: string): Assignment {
  const { office, due } = intake
  return { task, office, department: 'intake', role: 'intake', basis: 'intake', due }
}

/** The intake office answers what is no matter of any department, or hands it over; it investigates nothing. */
const intakeOutcomes: ReadonlySet<Outcome> = new Set([
  'answered',
  'transferred-to-police',
  'transferred-to-discipline',
])

function needsPenalty(task: Task, outcome: Outcome): boolean {
  return decides(task.role) && (outcome === 'substantiated' || outcome === 'partly')
}

function backToIntake(about: Case, task: Task, assignment: Assignment): EventBody {
  const before = about.matters.find(({ id }) => id === task.matter)?.explanation
  const was = before?.facts['was'] ?? before?.key ?? ''
  return {
    type: 'assigned',
    matter: task.matter,
    assignments: [assignment],
    explanation: {
      key: 'returned',
      facts: {
        was,
        department: task.department,
        ...(task.clause === undefined ? {} : { clause: task.clause }),
      },
    },
  }
}
