import type { Actor, Case, Day, Instant } from './case.ts'
import type { EventOf } from './case-event.ts'
import { dayOf } from './clock.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { faultInDay } from './past-day.ts'
import type { ClauseId } from './plan.ts'
import { repeatsReport } from './repeats-report.ts'
import { ok, refuse, type Result } from './result.ts'
import { taskFor } from './task-for.ts'
import { isBlank } from './words.ts'

/** 澄清正名: what the competent organ issued, by its number. It is not told to anybody from here. */
export interface Clearing {
  readonly matter: string
  readonly organ: string
  readonly document: string
  readonly on: Day
  readonly clause: ClauseId
  readonly text: string
  readonly at: Instant
  readonly by: Actor
}

/** 医德考评: a confirmed breach of ethics, handed to who appraises. */
export interface EthicsRecord {
  readonly task: string
  readonly unit: string
  readonly on: Day
  readonly document: string
  readonly clause?: ClauseId
  readonly text: string
  readonly at: Instant
  readonly by: Actor
}

type ClearingWords = Omit<Clearing, 'at' | 'by'>
type EthicsWords = Omit<EthicsRecord, 'at' | 'by'>

export type ElsewhereEvent =
  | ({ readonly type: 'accused-cleared' } & ClearingWords)
  | ({ readonly type: 'ethics-handed' } & EthicsWords)

export type ElsewhereCommand =
  | ({ readonly type: 'clear-accused' } & ClearingWords)
  | ({ readonly type: 'hand-ethics' } & EthicsWords)

type Decision = Result<EventBody[]>

/** Only of an accusation of officials that was looked into and not confirmed. Whether it was false is judged elsewhere. */
export function clearAccused(
  about: Case,
  command: CommandOf<'clear-accused'>,
  context: Context,
): Decision {
  const matter = about.matters.find(({ id }) => id === command.matter)
  if (!matter) return refuse('matter-unknown')
  if (matter.stream !== 'accusation') return refuse('clearing-not-accusation')
  if (matter.outcome === undefined) return refuse('not-concluded')
  if (matter.outcome !== 'unfounded') return refuse('clearing-not-unfounded')
  if (about.clearings?.some((one) => one.matter === matter.id)) return refuse('clearing-known')
  const { organ, document, clause, text, on } = command
  if (isBlank(clause)) return refuse('clearing-not-in-plan')
  if (isBlank(organ)) return refuse('organ-missing')
  if (isBlank(document)) return refuse('crime-number-missing')
  if (repeatsReport(text, about)) return refuse('repeats-report')
  const ended = about.tasks.findLast((one) => one.matter === matter.id && 'at' in one)
  const from = dayOf(ended && 'at' in ended ? ended.at : about.receivedAt)
  const fault = faultInDay(on, { from, until: dayOf(context.at) })
  if (fault) return fault
  return ok([
    {
      type: 'accused-cleared',
      matter: matter.id,
      organ: organ.trim(),
      document: document.trim(),
      on,
      clause,
      text: text.trim(),
    },
  ])
}

/** What was found, by who decided it; never the report. */
export function handEthics(
  about: Case,
  command: CommandOf<'hand-ethics'>,
  context: Context,
): Decision {
  const part = taskFor(about, command, context)
  if (!part.ok) return part
  const task = part.value
  if (task.state !== 'concluded') return refuse('not-concluded')
  if (task.outcome !== 'substantiated' && task.outcome !== 'partly')
    return refuse('ethics-not-confirmed')
  if (about.ethics?.some((one) => one.task === task.task)) return refuse('ethics-known')
  const { unit, on, document, clause, text } = command
  if (isBlank(unit)) return refuse('organ-missing')
  if (isBlank(text)) return refuse('text-missing')
  if (repeatsReport(text, about)) return refuse('repeats-report')
  const fault = faultInDay(on, { from: dayOf(task.at), until: dayOf(context.at) })
  if (fault) return fault
  return ok([
    {
      type: 'ethics-handed',
      task: task.task,
      unit: unit.trim(),
      on,
      document: document.trim(),
      text: text.trim(),
      ...(clause === undefined ? {} : { clause }),
    },
  ])
}

/** One clearing more. */
export function cleared(before: Case, event: EventOf<'accused-cleared'>): Partial<Case> {
  const { matter, organ, document, on, clause, text, at, by } = event
  const one: Clearing = { matter, organ, document, on, clause, text, at, by }
  return { clearings: [...(before.clearings ?? []), one] }
}

/** One hand-over more. */
export function ethicsHanded(before: Case, event: EventOf<'ethics-handed'>): Partial<Case> {
  const { task, unit, on, document, clause, text, at, by } = event
  const one = { task, unit, on, document, text, at, by, ...(clause ? { clause } : {}) }
  return { ethics: [...(before.ethics ?? []), one] }
}
