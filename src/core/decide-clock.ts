import type { Case, Due, Task } from './case.ts'
import type { Pause } from './task-clock.ts'
import { dayOf } from './clock.ts'
import type { Clocks, CommandOf, Context, EventBody } from './command.ts'
import { due, limitFor, recount, type DueChange, type Limit } from './due.ts'
import { taskOf } from './progress.ts'
import { ok, refuse, type Result } from './result.ts'
import { taskFor } from './task-for.ts'
import { taskTable } from './transitions.ts'
import { forReporter, isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 暂停计时. Before the limit is over, for a reason its rule names, with the paper that proves it. */
export function pause(about: Case, command: CommandOf<'pause'>, context: Context): Decision {
  const found = taskFor(about, command, context)
  if (!found.ok) return found
  const task = found.value
  const { reason, document } = command
  if (task.pause) return refuse('already-paused')
  if (isOver(task, context)) return refuse('limit-over')
  if (!limitOf(task, context)?.pause?.reasons.includes(reason)) return refuse('pause-not-provided')
  if (reason === 'supplement' && !isAsked(about, task)) return refuse('question-not-open')
  if (isBlank(document)) return refuse('document-missing')
  return ok([{ type: 'paused', task: task.task, reason, document: document.trim() }])
}

/** Who waits for the reporter's words has asked for them. */
const isAsked = ({ questions }: Case, { task }: Task): boolean =>
  questions.some((one) => one.task === task && !one.answer)

/** 恢复计时. What was left runs on. */
export function resume(about: Case, command: CommandOf<'resume'>, context: Context): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  const resumed = resumption(about, task.value, context)
  return resumed ? ok([resumed]) : refuse('not-paused')
}

/** 申请延期. Before the limit is over, as often and as far as its rule allows; the words are for the reporter. */
export function askExtension(
  about: Case,
  command: CommandOf<'ask-extension'>,
  context: Context,
): Decision {
  const found = taskFor(about, command, context)
  if (!found.ok) return found
  const task = found.value
  const extension = limitOf(task, context)?.extension
  if (!extension) return refuse('extension-not-provided')
  if ((task.due.extended ?? 0) >= extension.amount * extension.times)
    return refuse('extension-used')
  if (task.extension) return refuse('extension-already-asked')
  if (isOver(task, context)) return refuse('limit-over')
  const text = forReporter(command.text)
  return text.ok ? ok([{ type: 'extension-asked', task: task.task, text: text.value }]) : text
}

/** 批准延期, by another than who asked, while the limit still runs. */
export function extend(about: Case, command: CommandOf<'extend'>, context: Context): Decision {
  const asked = asking(about, command.task)
  if (!asked.ok) return asked
  const { task, text, by } = asked.value
  if (by.kind === 'officer' && context.by.kind === 'officer' && by.id === context.by.id)
    return refuse('extension-same-officer')
  if (isOver(task, context)) return refuse('limit-over')
  const amount = limitOf(task, context)?.extension?.amount
  if (amount === undefined) return refuse('extension-not-provided')
  const longer = counted(about, task, { context, change: { extend: amount } })
  return ok([{ type: 'extended', task: task.task, ...longer, text }])
}

/** 不批准延期. */
export function refuseExtension(about: Case, command: CommandOf<'refuse-extension'>): Decision {
  const asked = asking(about, command.task)
  if (!asked.ok) return asked
  if (isBlank(command.reason)) return refuse('reason-missing')
  return ok([{ type: 'extension-refused', task: command.task, reason: command.reason.trim() }])
}

/** A limit that runs is counted anew; where that changes nothing, nothing happens. */
export function recountDue(about: Case, command: CommandOf<'recount'>, context: Context): Decision {
  const task = taskOf(about, command.task)
  if (!task) return refuse('task-unknown')
  const byState = taskTable[task.state].recount
  if (byState !== 'yes') return refuse(byState)
  if (!limitOf(task, context)) return ok([])
  const now = counted(about, task, { context, change: {} })
  if (isSame(now.due, task.due) && (!now.own || isSame(now.own, task.own ?? now.own))) return ok([])
  return ok([{ type: 'recounted', task: task.task, ...now }])
}

/** A count that stood still runs on; for a task whose count runs, nothing. */
export function resumption(
  about: Case,
  task: Task,
  context: Context,
): Extract<EventBody, { readonly type: 'resumed' }> | undefined {
  if (!task.pause) return undefined
  const over: Pause = { after: dayOf(task.pause.at), before: dayOf(context.at) }
  const runs = counted(about, task, { context, change: { pause: over } })
  return { type: 'resumed', task: task.task, ...runs }
}

/** Until when an office waits for the reporter's answer. */
export function answerDue(
  about: Case,
  task: Task,
  { at, clocks }: Context,
): { readonly due?: Due } {
  const stream = about.matters.find(({ id }) => id === task.matter)?.stream
  if (!clocks || !stream) return {}
  const { department } = task
  const question = { step: 'answer', stream, department, area: about.area } as const
  const limit = limitFor(clocks.limits.values(), question)
  return limit ? { due: due(dayOf(at), limit, clocks.calendar) } : {}
}

function asking(about: Case, id: string): Result<NonNullable<Task['extension']> & { task: Task }> {
  const task = taskOf(about, id)
  if (!task) return refuse('task-unknown')
  const byState = taskTable[task.state].extend
  if (byState !== 'yes') return refuse(byState)
  return task.extension ? ok({ ...task.extension, task }) : refuse('extension-not-asked')
}

const isSame = (one: Due, other: Due): boolean =>
  one.on === other.on && one.provisional === other.provisional

interface Change {
  readonly context: Context
  readonly change: DueChange
}

interface Days {
  readonly due: Due
  readonly own?: Due
}

/** The day it has, and beside one that a merged case brought, its own. */
function counted(about: Case, task: Task, { context, change }: Change): Days {
  const { limits, calendar } = clocksOf(context)
  const began = task.state === 'accepted' ? task.acceptedAt : about.receivedAt
  const anew = (before: Due): Due => {
    const limit = limits.get(before.limit)
    if (!limit) throw new Error(`no limit ${before.limit} is known: see data/national/limits.json`)
    const { from = dayOf(began) } = before
    return recount({ ...before, from }, change, { limit, calendar })
  }
  return { due: anew(task.due), ...(task.own ? { own: anew(task.own) } : {}) }
}

const limitOf = (task: Task, context: Context): Limit | undefined =>
  clocksOf(context).limits.get(task.due.limit)

function clocksOf({ clocks }: Context): Clocks {
  if (!clocks) throw new Error('what changes a clock needs the limits and the calendar')
  return clocks
}

/** The last day has passed, and the count did not stand still. */
const isOver = (task: Task, { at }: Context): boolean => !task.pause && dayOf(at) > task.due.on
