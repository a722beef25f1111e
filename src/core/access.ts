import type { Actor, Case } from './case.ts'
import type { Merge } from './merge.ts'
import type { AreaCode, DepartmentId } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Action } from './actions.ts'
import { permissions, type Role } from './roles.ts'

/** Somebody who works at the desk. */
export interface Officer {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Id of the office they belong to. */
  readonly office: string
  readonly area: AreaCode
  /** Of the intake office: `intake`. */
  readonly department: DepartmentId
  /** The department that an intake office sits in, where it does: its officers belong to it. */
  readonly unit?: DepartmentId
}

/** Roles that see every case of their area; the others see what their office has or had a task in. */
const seesWholeArea: ReadonlySet<Role> = new Set(['intake', 'supervisor'])

/** Whether an officer may do this, here; the refusal says why not. */
export function may(officer: Officer, action: Action, about?: Case): Result<true> {
  if (!permissions[officer.role].has(action)) {
    return refuse('role-may-not', { role: officer.role, action })
  }
  if (about !== undefined && !sees(officer, about)) return refuse('case-not-visible')
  return ok(true)
}

/** Whether an officer may do this for an area: their own, or any where they sit in none, as who keeps the whole house. */
export function mayFor(officer: Officer, action: Action, area: AreaCode): Result<true> {
  if (officer.area !== '' && officer.area !== area) return refuse('area-not-yours')
  return may(officer, action)
}

/** What of a case decides who sees it; also of one that was erased. */
export interface Seen {
  readonly area: AreaCode
  readonly matters: readonly Pick<Case['matters'][number], 'stream' | 'accused'>[]
  readonly tasks: readonly { readonly office: string }[]
  readonly merge?: Pick<Merge, 'offices'>
}

/**
 * A case shows itself to offices that have or had a task in it, or in the case it was merged into, and to intake and
 * supervisors of its area; never to
 * anybody of the department it accuses, whatever they are there.
 */
export function sees(officer: Officer, about: Seen): boolean {
  if (officer.area !== about.area) return false
  if (!permissions[officer.role].has('see-case')) return false
  const { department, unnamed } = closedTo(officer)
  const isClosed = about.matters.some(
    ({ accused, stream }) =>
      department.includes(accused ?? '') || (unnamed && stream === 'accusation' && !accused),
  )
  if (isClosed) return false
  return (
    seesWholeArea.has(officer.role) ||
    about.tasks.some((task) => task.office === officer.office) ||
    (about.merge?.offices ?? []).includes(officer.office)
  )
}

/** Which accusations an officer must not find, in any list and by any number. */
export interface ClosedTo {
  /** Their own departments. */
  readonly department: readonly DepartmentId[]
  /** Who was accused is not known, so it may be theirs: then only the intake office looks over the whole area. */
  readonly unnamed: boolean
}

export function closedTo({ department, unit, role }: Officer): ClosedTo {
  return {
    department: [department, ...(unit === undefined ? [] : [unit])].filter((id) => id !== ''),
    unnamed: seesWholeArea.has(role) && department !== 'intake',
  }
}

/** The officer as a case's history names them. */
export function actorOf(officer: Officer): Actor {
  return { kind: 'officer', id: officer.id, office: officer.office }
}
