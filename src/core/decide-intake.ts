import { archivableOn, isAgainPending } from './archive.ts'
import type { Assignment, Case, Explanation, Matter } from './case.ts'
import { dayOf } from './clock.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { mayBeRuled } from './progress.ts'
import { ok, refuse, type Refusal, type Result } from './result.ts'
import { isLive } from './transitions.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** The routing's answer for a matter that was just set; what somebody holds changes hands only by a ruling. */
export function assignMatter(about: Case, command: CommandOf<'assign'>): Decision {
  const matter = matterOf(about, command.matter)
  if (!matter) return refuse('matter-unknown')
  const held = about.tasks.some((task) => task.matter === matter.id && isHeld(task.state))
  if (held) return refuse('matter-already-assigned')
  const fault = faultIn(command.assignments, about, matter)
  if (fault) return { ok: false, refusal: fault }
  const { assignments, explanation } = command
  return ok([{ type: 'assigned', matter: matter.id, assignments, explanation }])
}

/** 分办. The intake office gives an open matter to offices, with its reason; that ends its own task, and what a precedent gave. */
export function rule(about: Case, command: CommandOf<'rule'>, context: Context): Decision {
  const matter = matterOf(about, command.matter)
  if (!matter) return refuse('matter-unknown')
  if (!mayBeRuled(about, matter)) return refuse('matter-not-open')
  const { by } = context
  const mine = about.tasks
    .filter((task) => task.matter === matter.id && task.role === 'intake' && isLive(task))
    .every((task) => by.kind === 'officer' && task.office === by.office)
  if (!mine) return refuse('task-not-yours')
  if (isBlank(command.reason)) return refuse('reason-missing')
  const fault = faultIn(command.assignments, about, matter) ?? faultInRuling(command.assignments)
  if (fault) return { ok: false, refusal: fault }
  const { reason, basis } = command
  return ok([
    {
      type: 'assigned',
      matter: matter.id,
      assignments: command.assignments.map((one) => ({ ...one, basis: 'ruling' as const })),
      explanation: ruled(matter, command.assignments),
      ruling: { reason: reason.trim(), basis: basis.trim() },
    },
  ])
}

/** The matters of an urgent report are set when it has been told to the end; what is in hand stays. */
export function setMatters(about: Case, command: CommandOf<'set-matters'>): Decision {
  const { matters } = command
  if (matters.length === 0) return refuse('matters-missing')
  if (new Set(matters.map(({ id }) => id)).size < matters.length) return refuse('matter-in-hand')
  const inHand = about.tasks.filter(
    ({ state }) => state === 'accepted' || state === 'concluded' || state === 'declined',
  )
  const lost = inHand.some((task) => {
    const before = matterOf(about, task.matter)
    return !matters.some(
      (one) =>
        one.id === task.matter && one.offence === before?.offence && one.stream === before.stream,
    )
  })
  return lost ? refuse('matter-in-hand') : ok([{ type: 'matters-set', matters }])
}

/** The duty officer has seen an urgent report. */
export function acknowledge(about: Case): Decision {
  if (about.urgent === null) return refuse('not-urgent')
  if (about.acknowledgedAt !== undefined) return refuse('already-acknowledged')
  return ok([{ type: 'acknowledged' }])
}

/** 归档, when the reporter has had their days. Nothing leaves it any more. */
export function close(about: Case, { at, reporterDays = 0 }: Context): Decision {
  if (isAgainPending(about)) return refuse('re-examination-open')
  const day = archivableOn(about, reporterDays)
  return dayOf(at) < day ? refuse('archive-too-early', { day }) : ok([{ type: 'closed' }])
}

function matterOf(about: Case, id: string): Matter | undefined {
  return about.matters.find((matter) => matter.id === id)
}

function isHeld(state: Case['tasks'][number]['state']): boolean {
  return state !== 'cancelled' && state !== 'returned'
}

/** What stands in the way of giving a matter to these offices. */
export function faultIn(
  assignments: readonly Assignment[],
  about: Case,
  matter: Matter,
): Refusal | undefined {
  if (!assignments.some(({ role }) => role === 'lead' || role === 'co-lead' || role === 'intake')) {
    return { key: 'lead-missing' }
  }
  if (matter.accused && assignments.some(({ department }) => department === matter.accused)) {
    return { key: 'accused-is-responsible', facts: { department: matter.accused } }
  }
  if (new Set(assignments.map(({ office }) => office)).size < assignments.length) {
    return { key: 'office-named-twice' }
  }
  const ids = [...about.tasks, ...assignments].map(({ task }) => task)
  return new Set(ids).size < ids.length ? { key: 'task-known' } : undefined
}

function faultInRuling(assignments: readonly Assignment[]): Refusal | undefined {
  return assignments.some(({ role }) => role === 'intake')
    ? { key: 'intake-cannot-be-assigned' }
    : undefined
}

/** Who has a matter by the intake office's word. */
export function ruled(
  matter: Matter,
  assignments: readonly Pick<Assignment, 'role' | 'department'>[],
): Explanation {
  const departments = (wanted: readonly Assignment['role'][]) =>
    assignments
      .filter(({ role }) => wanted.includes(role))
      .map(({ department }) => department)
      .join(',')
  return {
    key: 'ruling',
    facts: {
      was: matter.explanation.facts['was'] ?? matter.explanation.key,
      lead: departments(['lead', 'co-lead']),
      cooperate: departments(['cooperate', 'responsible']),
    },
  }
}
