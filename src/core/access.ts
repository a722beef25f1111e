import type { Actor, Case } from './case.ts'
import type { Merge } from './merge.ts'
import type { AreaCode, DepartmentId } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'

export type Role =
  | 'intake'
  | 'handler'
  | 'supervisor'
  | 'reward-officer'
  | 'auditor'
  | 'administrator'

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

/** What an officer can ask the desk to do. Those on a case need the case to be theirs to see. */
export type Action = (typeof caseActions)[number] | (typeof houseActions)[number]

const caseActions = [
  'see-case',
  'read-evidence',
  'accept',
  'decline',
  'return',
  'rule',
  'note',
  'ask',
  'supplement',
  'conclude',
  'add-penalty',
  'pause',
  'resume',
  'ask-extension',
  'extend',
  'refuse-extension',
  'acknowledge',
  'close',
  'ask-identity',
  'grant-identity',
  'see-suspicion',
  'mask',
  'unmask',
  'redact',
  'supervise',
  'lift-supervision',
  'suspect',
  'clear-suspicion',
  'refer-suspicion',
  'hold-case',
  'see-alike',
  'block',
  'lift-block',
  'propose-reward',
  'check-reward',
  'send-back-reward',
  'approve-reward',
  'review-reward',
  'review',
  'send-back-review',
  'grant-re-examination',
  'refuse-re-examination',
  'change-lead',
  'separate',
  'merge',
  'unmerge',
  'transfer',
  'receive-transfer',
  'take',
  'hand-over',
  'let-go',
  'reassign',
  'propose-transfer',
  'decide-transfer',
  'follow-transfer',
  'offer-mediation',
  'follow-mediation',
  'clear-accused',
  'hand-ethics',
  'give-patrol',
  'name-subject',
] as const

const houseActions = [
  'see-grid',
  'manage-grid',
  'moderate-nominations',
  'inspect-nominations',
  'see-meetings',
  'call-meeting',
  'ask-joint',
  'give-rectification',
  'see-inbox',
  'see-accusations',
  'see-gaps',
  'see-channels',
  'keep-ledger',
  'see-scrutiny',
  'scrutinise',
  'see-undelivered',
  'enter-calls',
  'talk-to-reporter',
  'see-statistics',
  'read-audit',
  'manage-officers',
  'manage-offices',
  'configure',
  'edit-plan',
  'publish-plan',
  'draft-publication',
  'approve-publication',
  'withdraw-publication',
  'see-rewards',
  'notify-reward',
  'confirm-claim',
  'pay-reward',
  'approve-parameters',
  'see-subjects',
  'decide-subjects',
  'import-institutions',
  'publish-inspections',
  'propose-credit',
  'confirm-credit',
  'use-results',
  'see-warnings',
  'settle-warning',
  'steer-warning',
] as const

/** Every action, for tests and for the desk's menu. */
export const actions: readonly Action[] = [...caseActions, ...houseActions]

const handling = [
  'give-patrol',
  'see-grid',
  'inspect-nominations',
  'accept',
  'decline',
  'return',
  'note',
  'ask',
  'conclude',
  'add-penalty',
  'pause',
  'resume',
  'ask-extension',
  'close',
  'review',
  'send-back-review',
  'transfer',
  'receive-transfer',
  'take',
  'hand-over',
  'let-go',
  'propose-transfer',
  'decide-transfer',
  'follow-transfer',
  'offer-mediation',
  'follow-mediation',
  'hand-ethics',
  'see-meetings',
  'call-meeting',
  'ask-joint',
  'give-rectification',
] as const
const reading = ['see-inbox', 'see-case', 'read-evidence', 'see-statistics'] as const

/**
 * Who may do what. Whoever keeps the machine sees no case; whoever audits sees no case either. No role both asks for an
 * identity and grants it.
 */
export const permissions: Readonly<Record<Role, ReadonlySet<Action>>> = {
  intake: new Set([
    'see-warnings',
    'settle-warning',
    'steer-warning',
    'name-subject',
    'see-subjects',
    'decide-subjects',
    'import-institutions',
    'propose-credit',

    'keep-ledger',
    'see-scrutiny',
    ...reading,
    ...handling,
    'see-accusations',
    'draft-publication',
    'approve-publication',
    'see-gaps',
    'see-undelivered',
    'enter-calls',
    'moderate-nominations',
    'rule',
    'reassign',
    'supplement',
    'acknowledge',
    'ask-identity',
    'talk-to-reporter',
    'mask',
    'unmask',
    'see-suspicion',
    'suspect',
    'clear-suspicion',
    'see-alike',
    'block',
    'grant-re-examination',
    'refuse-re-examination',
    'change-lead',
    'separate',
    'merge',
    'unmerge',
    'clear-accused',
  ]),
  handler: new Set([
    'see-warnings',
    'settle-warning',
    'name-subject',
    'see-subjects',
    'propose-credit',
    ...reading,
    ...handling,
    'mask',
    'ask-identity',
    'draft-publication',
  ]),
  supervisor: new Set([
    'see-warnings',
    'settle-warning',
    'steer-warning',
    'name-subject',
    'see-subjects',
    'decide-subjects',
    'publish-inspections',
    'confirm-credit',
    'use-results',

    'keep-ledger',
    'see-scrutiny',
    'scrutinise',
    ...reading,
    'see-accusations',
    'draft-publication',
    'approve-publication',
    'withdraw-publication',
    'see-gaps',
    'see-channels',
    'see-grid',
    'manage-grid',
    'moderate-nominations',
    'inspect-nominations',
    'see-undelivered',
    'acknowledge',
    'hand-over',
    'let-go',
    'reassign',
    'extend',
    'refuse-extension',
    'supervise',
    'lift-supervision',
    'grant-identity',
    'hold-case',
    'mask',
    'unmask',
    'redact',
    'read-audit',
    'see-suspicion',
    'suspect',
    'clear-suspicion',
    'refer-suspicion',
    'see-alike',
    'lift-block',
    'see-rewards',
    'send-back-reward',
    'approve-reward',
    'review-reward',
    'review',
    'send-back-review',
    'grant-re-examination',
    'refuse-re-examination',
    'change-lead',
    'merge',
    'unmerge',
    'decide-transfer',
    'clear-accused',
    'see-meetings',
    'call-meeting',
    'ask-joint',
    'give-rectification',
  ]),
  'reward-officer': new Set([
    'see-inbox',
    'see-case',
    'see-statistics',
    'ask-identity',
    'see-suspicion',
    'propose-reward',
    'check-reward',
    'send-back-reward',
    'see-rewards',
    'notify-reward',
    'confirm-claim',
    'pay-reward',
    'approve-parameters',
  ]),
  auditor: new Set(['read-audit', 'see-scrutiny', 'see-statistics']),
  administrator: new Set([
    'import-institutions',

    'manage-officers',
    'manage-offices',
    'manage-grid',
    'configure',
    'see-channels',
    'edit-plan',
    'publish-plan',
    'see-statistics',
    'approve-parameters',
  ]),
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
