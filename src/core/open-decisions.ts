import { isAgainPending } from './archive.ts'
import type { Actor, Case, Due, Instant, Task } from './case.ts'
import type { Clocks } from './command.ts'
import { crimeWaits, type CrimeWait } from './crime-next.ts'
import type { OffenceCode } from './plan.ts'
import type { Overseer } from './re-examination.ts'
import { waitsForReview } from './review.ts'
import { letterOwed } from './transfer.ts'
import { caseTable, isLive } from './transitions.ts'

/** What somebody must decide, or see to, before something goes on. */
export type DecisionKind =
  | 'extension'
  | 're-examination'
  | 'review'
  /** 移送函 that is still to be made out. */
  | 'transfer-letter'
  /** 移送函 whose 回执 has not come back. */
  | 'transfer-receipt'
  /** 移送报告 that the head of the organ has not decided on. */
  | 'transfer-approval'
  | 'prosecutor-copy'
  /** Whether the police file a case, also after they were asked to look again. */
  | 'police-answer'
  | 'transfer-again'
  | 'police-items'
  /** The police did not file: object, or go on. */
  | 'police-objection'
  | 'prosecutor-answer'
  | 'transfer-goes-on'

/** What a suspected crime can wait for. */
export const crimeDecisions: readonly DecisionKind[] = [
  'transfer-approval',
  'transfer-letter',
  'transfer-receipt',
  'prosecutor-copy',
  'police-answer',
  'transfer-again',
  'police-items',
  'police-objection',
  'prosecutor-answer',
  'transfer-goes-on',
]

/** One of them, as it stands now. */
export interface OpenDecision {
  /** Its own within the case. */
  readonly id: string
  readonly kind: DecisionKind
  /** Absent where the case as a whole is meant. */
  readonly task?: Pick<Task, 'task' | 'office'>
  readonly offence: OffenceCode
  readonly at: Instant
  /** Who asked, or wrote it. */
  readonly by?: Actor
  /** Absent while no day runs. */
  readonly due?: Pick<Due, 'on'>
  /** Who decides on a second look. */
  readonly to?: Overseer
}

/** All that waits for somebody in a case. */
export const openDecisions = (about: Case, clocks: Clocks): readonly OpenDecision[] => [
  ...ofRequest(about),
  ...about.tasks.flatMap((task) => (isLive(task) ? ofTask(about, task) : [])),
  ...lettersToMake(about, clocks),
  ...receiptsToCome(about),
  ...crimesInHand(about),
]

function ofRequest(about: Case): readonly OpenDecision[] {
  const { reExamination, state, matters } = about
  const isOver = state === 'concluded' || state === 'declined'
  if (!reExamination || !isOver || !isAgainPending(about)) return []
  const kind = 're-examination'
  const { at, to, due } = reExamination
  const offence = matters[0]?.offence ?? ''
  return [{ id: kind, kind, offence, at, ...(to ? { to } : {}), ...(due ? { due } : {}) }]
}

/** The task's own clock is theirs too; while that stands still, nothing presses. */
function ofTask(about: Case, task: Task): readonly OpenDecision[] {
  const due = task.pause ? {} : { due: task.due }
  const of = (kind: DecisionKind, asked: { readonly at: Instant; readonly by: Actor }) => ({
    id: `${kind}/${task.task}`,
    kind,
    task,
    offence: offenceOf(about, task),
    at: asked.at,
    by: asked.by,
    ...due,
  })
  return [
    ...(task.extension ? [of('extension', task.extension)] : []),
    ...(task.draft && waitsForReview(task) ? [of('review', task.draft)] : []),
  ]
}

function lettersToMake(about: Case, clocks: Clocks): readonly OpenDecision[] {
  if (caseTable[about.state].transfer !== 'yes') return []
  return about.tasks.flatMap((task) => {
    const owed = letterOwed(task, about.transfers ?? [], clocks)
    if (!owed || !('at' in task)) return []
    const kind = 'transfer-letter'
    const { due } = owed
    const offence = offenceOf(about, task)
    const id = `${kind}/${task.task}`
    return [{ id, kind, task, offence, at: task.at, ...(due ? { due } : {}) }]
  })
}

const receiptsToCome = (about: Case): readonly OpenDecision[] =>
  (about.transfers ?? []).flatMap(({ id, task: of, at, due, receipt }) => {
    const task = about.tasks.find((one) => one.task === of)
    if (receipt || !task) return []
    const kind = 'transfer-receipt'
    const offence = offenceOf(about, task)
    return [{ id: `${kind}/${id}`, kind, task, offence, at, ...(due ? { due } : {}) }]
  })

const kindOf: Readonly<Record<CrimeWait, DecisionKind>> = {
  approve: 'transfer-approval',
  letter: 'transfer-letter',
  receipt: 'transfer-receipt',
  copy: 'prosecutor-copy',
  answer: 'police-answer',
  'send-again': 'transfer-again',
  items: 'police-items',
  objection: 'police-objection',
  'second-objection': 'police-objection',
  reconsideration: 'police-answer',
  prosecutor: 'prosecutor-answer',
  'go-on': 'transfer-goes-on',
}

/** What a suspected crime waits for; receipts, and letters of parts that have ended, are told above. */
const crimesInHand = (about: Case): readonly OpenDecision[] =>
  crimeWaits(about).flatMap(({ wait, id, task: of, at, due }) => {
    const task = about.tasks.find((one) => one.task === of)
    const isTold = wait === 'receipt' || (wait === 'letter' && task?.state === 'concluded')
    if (!task || isTold) return []
    const kind = kindOf[wait]
    const offence = offenceOf(about, task)
    return [{ id: `${kind}/${id}`, kind, task, offence, at, ...(due ? { due } : {}) }]
  })

const offenceOf = ({ matters }: Case, { matter }: Task): OffenceCode =>
  matters.find(({ id }) => id === matter)?.offence ?? ''
