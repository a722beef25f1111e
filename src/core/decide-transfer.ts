import type { Case, Due } from './case.ts'
import { dayOf } from './clock.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import type { CrimeProposal } from './crime.ts'
import { dueIn } from './decide-crime.ts'
import { faultInDay } from './past-day.ts'
import { ok, refuse, type Result } from './result.ts'
import { taskFor } from './task-for.ts'
import { isOutcomeOf } from './transfer.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** 移送: the letter has been made out. One part goes to one organ of each kind, once. */
export function transfer(about: Case, command: CommandOf<'transfer'>, context: Context): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  const { to, organ, basis, on, document = '' } = command
  if (task.value.state === 'concluded' && !isOutcomeOf(task.value.outcome, to))
    return refuse('transfer-not-outcome')
  if (about.transfers?.some((one) => one.task === command.task && one.to === to))
    return refuse('already-transferred')
  const approved = to === 'police' ? approvedFor(about, command) : undefined
  if (to === 'police' && !approved) return refuse('transfer-not-approved')
  const materials = command.materials.map((one) => one.trim()).filter((one) => one !== '')
  if (isBlank(organ)) return refuse('organ-missing')
  if (isBlank(basis)) return refuse('basis-missing')
  if (materials.length === 0) return refuse('materials-missing')
  const from = approved?.decision?.on ?? dayOf(about.receivedAt)
  const fault = faultInDay(on, { from, until: dayOf(context.at) })
  if (fault) return fault
  return ok([
    {
      type: 'transferred',
      transfer: context.id(1),
      task: command.task,
      to,
      organ: organ.trim(),
      basis: basis.trim(),
      materials,
      on,
      ...(isBlank(document) ? {} : { document: document.trim() }),
      ...(approved ? { proposal: approved.id, ...dueOf(approved) } : {}),
    },
  ])
}

/** 回执: the other organ has it. */
export function receiveTransfer(
  about: Case,
  command: CommandOf<'receive-transfer'>,
  context: Context,
): Decision {
  const letter = about.transfers?.find(({ id }) => id === command.transfer)
  if (!letter) return refuse('transfer-unknown')
  const task = about.tasks.find((one) => one.task === letter.task)
  if (context.by.kind !== 'officer' || context.by.office !== task?.office)
    return refuse('task-not-yours')
  if (letter.receipt) return refuse('already-received')
  const fault = faultInDay(command.on, { from: letter.on, until: dayOf(context.at) })
  if (fault) return fault
  const { on, document = '' } = command
  return ok([
    {
      type: 'transfer-received',
      transfer: letter.id,
      on,
      ...(isBlank(document) ? {} : { document: document.trim() }),
      ...(letter.proposal === undefined ? {} : dueIn(context, 'police-answer', on)),
    },
  ])
}

/** 行政执法机关的负责人 has approved it, and no letter went by that. */
const approvedFor = (
  { proposals = [] }: Case,
  { task }: CommandOf<'transfer'>,
): CrimeProposal | undefined =>
  proposals.findLast((one) => one.task === task && one.decision?.granted === true)

/** Approved, it must be there within a day. */
const dueOf = ({ decision }: CrimeProposal): { readonly due?: Due } =>
  decision?.due ? { due: decision.due } : {}
