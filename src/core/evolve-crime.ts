import type { Case, Task } from './case.ts'
import type { EventOf } from './case-event.ts'
import { reopened } from './evolve-task.ts'

/** 移送报告 more. */
export function proposed(before: Case, event: EventOf<'transfer-proposed'>): Partial<Case> {
  const { proposal: id, task, at, by, due, criterion, crime, article } = event
  const { elements, annexes, team, organ, text } = event
  const report = { criterion, crime, article, elements, annexes, team, organ, text }
  const one = { id, task, at, by, ...report, ...(due ? { due } : {}) }
  return { proposals: [...(before.proposals ?? []), one] }
}

/** What the head of the organ said. */
export function decided(before: Case, event: EventOf<'transfer-decided'>): Partial<Case> {
  const { proposal, granted, head, on, reason, at, by, due } = event
  const decision = { granted, head, on, reason, at, by, ...(due ? { due } : {}) }
  return {
    proposals: (before.proposals ?? []).map((one) =>
      one.id === proposal ? { ...one, decision } : one,
    ),
  }
}

/** One step more of a letter; where the police do not file, the part may be its office's again. */
export function followed(before: Case, event: EventOf<'transfer-followed'>): Partial<Case> {
  const { transfer, step, due, at, by } = event
  const letters = before.transfers ?? []
  const kept = { ...step, at, by, ...(due ? { due } : {}) }
  const part = letters.find(({ id }) => id === transfer)?.task
  return {
    transfers: letters.map((one) =>
      one.id === transfer ? { ...one, steps: [...(one.steps ?? []), kept] } : one,
    ),
    ...(event.reopened
      ? { tasks: before.tasks.map((one): Task => (one.task === part ? reopened(one, event) : one)) }
      : {}),
  }
}
