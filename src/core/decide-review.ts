import type { Case } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { conclude, decline } from './decide-task.ts'
import { taskOf } from './progress.ts'
import { ok, refuse, type Result } from './result.ts'
import { isOwnDraft, type Draft } from './review.ts'
import { taskTable, type TaskCommand } from './transitions.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 审核通过. Only now do the words leave, on the day of this, by another than who wrote them. */
export function review(about: Case, command: CommandOf<'review'>, context: Context): Decision {
  const found = waiting(about, command, context)
  if (!found.ok) return found
  const { words, by, changedAt } = found.value
  if (changedAt !== undefined && !command.changesSeen) return refuse('review-stale')
  const ended = endOf(about, words, context)
  if (!ended.ok) return ended
  return ok([
    { type: 'reviewed', task: command.task },
    ...ended.value.map((body) =>
      body.type === 'concluded' || body.type === 'declined' ? { ...body, draftedBy: by } : body,
    ),
  ])
}

/** 退回修改, with the reason for who wrote it. */
export function sendBackReview(
  about: Case,
  command: CommandOf<'send-back-review'>,
  context: Context,
): Decision {
  const found = waiting(about, command, context)
  if (!found.ok) return found
  if (isBlank(command.reason)) return refuse('reason-missing')
  return ok([{ type: 'review-sent-back', task: command.task, reason: command.reason.trim() }])
}

/** The draft that waits for this officer: of their own office, or of any where they supervise. */
function waiting(
  about: Case,
  { type, task: id }: { readonly type: TaskCommand; readonly task: string },
  { by, supervises }: Context,
): Result<Draft> {
  const task = taskOf(about, id)
  if (!task) return refuse('task-unknown')
  if (!supervises && (by.kind !== 'officer' || by.office !== task.office))
    return refuse('task-not-yours')
  const byState = taskTable[task.state][type]
  if (byState !== 'yes') return refuse(byState)
  const { draft } = task
  if (!draft || draft.sentBack) return refuse('review-none')
  return isOwnDraft(draft, by) ? refuse('review-same-officer') : ok(draft)
}

/** The ending as its office would make it now: what stood in its way then may stand in its way again. */
function endOf(
  about: Case,
  words: Draft['words'],
  { reviewFirst: _over, ...context }: Context,
): Decision {
  const office = taskOf(about, words.task)?.office ?? ''
  const by = context.by.kind === 'officer' ? { ...context.by, office } : context.by
  const now = { ...context, by }
  return words.type === 'conclude' ? conclude(about, words, now) : decline(about, words, now)
}
