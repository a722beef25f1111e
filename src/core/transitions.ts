import type { CaseState, Task, TaskRole } from './case.ts'
import { commandTypes } from './command-actors.ts'
import type { CommandType } from './command.ts'
import { handlingDeeds, reviewDeeds, suspicionDeeds, wordDeeds } from './deed-groups.ts'
import type { RefusalKey } from './refusals.ts'

/** Allowed, or the key that says why not. */
export type Answer = 'yes' | RefusalKey

type Row<C extends string> = Readonly<Record<C, Answer>>

const all = <C extends string>(commands: readonly C[], answer: Answer): Row<C> =>
  Object.fromEntries(commands.map((command) => [command, answer])) as Row<C>

const underWay: Row<CommandType> = {
  ...all(commandTypes, 'yes'),
  'request-re-examination': 'not-concluded',
  rate: 'not-concluded',
  close: 'not-concluded',
  'grant-re-examination': 'not-concluded',
  'refuse-re-examination': 'not-concluded',
  unmerge: 'not-merged',
}

const ended = (answer: Answer): Row<CommandType> => ({
  ...all(commandTypes, 'yes'),
  assign: answer,
  rule: answer,
  'set-matters': answer,
  return: answer,
  ask: answer,
  withdraw: answer,
  rate: answer,
  supervise: answer,
  review: answer,
  'send-back-review': answer,
  'change-lead': answer,
  separate: answer,
  merge: answer,
  join: answer,
  'offer-mediation': answer,
  unmerge: 'not-merged',
})

/** State of the case × command. What is allowed here may still be refused by the task's state or by what was written. */
export const caseTable: Readonly<Record<CaseState, Row<CommandType>>> = {
  received: underWay,
  accepted: underWay,
  declined: {
    ...ended('already-declined'),
    transfer: 'already-declined',
    'propose-transfer': 'already-declined',
  },
  concluded: { ...ended('already-concluded'), rate: 'yes' },
  withdrawn: {
    ...all(commandTypes, 'case-withdrawn'),
    ...all(suspicionDeeds, 'yes'),
    // What somebody wrote may tell who they are, however far the case has come.
    ...all(wordDeeds, 'yes'),
    acknowledge: 'yes',
    'lift-supervision': 'yes',
    close: 'yes',
    part: 'yes',
    'hear-patrol': 'yes',
    'receive-transfer': 'yes',
    'follow-transfer': 'yes',
  },
  closed: {
    ...all(commandTypes, 'case-closed'),
    ...all(wordDeeds, 'yes'),
    'add-penalty': 'yes',
    'hear-patrol': 'yes',
    rate: 'yes',
    transfer: 'yes',
    'receive-transfer': 'yes',
    'propose-transfer': 'yes',
    'decide-transfer': 'yes',
    'follow-transfer': 'yes',
    'follow-mediation': 'yes',
    'clear-accused': 'yes',
    'hand-ethics': 'yes',
  },
  merged: {
    ...all(commandTypes, 'case-merged'),
    ...all(suspicionDeeds, 'yes'),
    ...all(wordDeeds, 'yes'),
    answer: 'yes',
    supplement: 'yes',
    withdraw: 'yes',
    'make-anonymous': 'yes',
    'lift-supervision': 'yes',
    close: 'yes',
    unmerge: 'yes',
    'hear-patrol': 'yes',
    'hear-joined': 'yes',
    'receive-transfer': 'yes',
    'follow-transfer': 'yes',
    'follow-mediation': 'yes',
    rate: 'yes',
  },
}

const taskCommands = [
  ...handlingDeeds,
  'extend',
  'refuse-extension',
  'recount',
  ...reviewDeeds,
  'change-lead',
  'transfer',
  'propose-transfer',
  'offer-mediation',
  'hand-ethics',
] as const satisfies readonly CommandType[]

/** Commands that act on one task. */
export type TaskCommand = (typeof taskCommands)[number]

/** State of the task × command. */
export const taskTable: Readonly<Record<Task['state'], Row<TaskCommand>>> = {
  assigned: {
    ...all(taskCommands, 'yes'),
    conclude: 'not-accepted',
    pause: 'not-accepted',
    resume: 'not-accepted',
    'add-penalty': 'not-concluded',
    transfer: 'not-accepted',
    'propose-transfer': 'not-accepted',
    'offer-mediation': 'not-accepted',
    'hand-ethics': 'not-concluded',
  },
  accepted: {
    ...all(taskCommands, 'yes'),
    accept: 'already-accepted',
    decline: 'already-accepted',
    return: 'already-accepted',
    'add-penalty': 'not-concluded',
    'hand-ethics': 'not-concluded',
  },
  declined: { ...all(taskCommands, 'already-declined'), note: 'yes' },
  returned: { ...all(taskCommands, 'already-returned'), return: 'returned-once' },
  concluded: {
    ...all(taskCommands, 'already-concluded'),
    note: 'yes',
    'add-penalty': 'yes',
    transfer: 'yes',
    'propose-transfer': 'yes',
    'hand-ethics': 'yes',
  },
  cancelled: all(taskCommands, 'task-cancelled'),
}

const leading = all(taskCommands, 'yes')
const helping: Row<TaskCommand> = {
  ...leading,
  return: 'cooperating-cannot-return',
  'change-lead': 'not-leading',
  transfer: 'not-leading',
  'propose-transfer': 'not-leading',
  'offer-mediation': 'not-leading',
  'hand-ethics': 'not-leading',
}

/** Role of the task × command: the intake office gives matters out, a cooperating office declines where a lead returns. */
export const roleTable: Readonly<Record<TaskRole, Row<TaskCommand>>> = {
  lead: leading,
  'co-lead': leading,
  responsible: helping,
  cooperate: helping,
  intake: {
    ...leading,
    accept: 'intake-cannot-accept',
    return: 'intake-cannot-return',
    'change-lead': 'not-leading',
  },
}

/** Whether a task decides its matter, or only helps. */
export function decides(role: TaskRole): boolean {
  return role === 'lead' || role === 'co-lead' || role === 'intake'
}

/** Whether somebody still has something to do with a task. */
export function isLive(task: Task): boolean {
  return task.state === 'assigned' || task.state === 'accepted'
}
