import type { Case, Task } from './case.ts'
import type { EventOf } from './case-event.ts'
import { cancelled } from './evolve-task.ts'
import { earliest, type Joined } from './merge.ts'
import { isLive } from './transitions.ts'

/** Nobody has anything to do in it any more; what it was stays known. */
export function merged(before: Case, event: EventOf<'merged'>): Partial<Case> {
  const { into, reason, at, by } = event
  const { state, tasks, matters } = before
  return {
    state: 'merged',
    merge: { into, reason, at, by, before: { state, tasks, matters } },
    tasks: tasks.map((task) => (isLive(task) ? cancelled(task, at) : task)),
  }
}

/** It is again what it was. */
export function unmerged({ merge, ...rest }: Case): Case {
  return merge ? { ...rest, ...merge.before } : rest
}

/** The main case keeps the earliest days, and what is urgent. */
export function joined(before: Case, event: EventOf<'joined'>): Partial<Case> {
  const { number, reason, at, by, urgent, acknowledgedAt, dues } = event
  const raises = before.urgent === null && urgent !== null
  const entry: Joined = { number, reason, at, by, urgent, raises, dues }
  const all = { ...before, joined: [...(before.joined ?? []), entry] }
  return {
    joined: all.joined,
    tasks: before.tasks.map((task) => earliest(task, all)),
    ...(raises ? { urgent } : {}),
    ...(raises && acknowledgedAt !== undefined ? { acknowledgedAt } : {}),
  }
}

/** What it had of the other is gone with the other; what a third one brought stays. */
export function parted(before: Case, { number }: EventOf<'parted'>): Case {
  const { joined: known = [], ...rest } = before
  const leaves = known.find((one) => one.number === number)
  const left = known.filter((one) => one !== leaves)
  const next = leaves?.raises ? calmed(rest, left) : { about: rest, left }
  const about = next.left.length > 0 ? { ...next.about, joined: next.left } : next.about
  return { ...about, tasks: about.tasks.map((task) => earliest(alone(task), about)) }
}

type Calmed = { readonly about: Case; readonly left: readonly Joined[] }

/** What made it urgent has left: another may, or it is urgent no more. */
function calmed(before: Case, left: readonly Joined[]): Calmed {
  const heir = left.find(({ urgent }) => urgent !== null)
  if (heir) {
    const about = { ...before, urgent: heir.urgent }
    return { about, left: left.map((one) => (one === heir ? { ...one, raises: true } : one)) }
  }
  const { acknowledgedAt: _its, ...about } = before
  return { about: { ...about, urgent: null }, left }
}

function alone(task: Task): Task {
  if (!task.own) return task
  const { own, ...rest } = task
  return { ...rest, due: own }
}
