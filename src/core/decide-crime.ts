import type { Case, Due } from './case.ts'
import { dayOf } from './clock.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { assess, type AnnexAnswer, type CrimeStep } from './crime.ts'
import { letterWaits, stepsWhile, type CrimeWait } from './crime-next.ts'
import { due, limitFor, type LimitStep } from './due.ts'
import { faultInDay } from './past-day.ts'
import { repeatsReport } from './repeats-report.ts'
import { ok, refuse, type Result } from './result.ts'
import { taskFor } from './task-for.ts'
import { isOutcomeOf, type Transfer } from './transfer.ts'
import { isBlank } from './words.ts'

type Decision = Result<EventBody[]>

/** So many make up 专案组, by the rule that `crimes.json` cites. */
const smallestTeam = 2
const longest = 5000

/** 提出移送报告: the checklist, what goes along, who looked into it. */
export function proposeTransfer(
  about: Case,
  command: CommandOf<'propose-transfer'>,
  context: Context,
): Decision {
  const task = taskFor(about, command, context)
  if (!task.ok) return task
  if (task.value.state === 'concluded' && !isOutcomeOf(task.value.outcome, 'police'))
    return refuse('transfer-not-outcome')
  const others = about.proposals?.filter((one) => one.task === command.task) ?? []
  if (others.some(({ decision }) => !decision)) return refuse('crime-already-proposed')
  if (hasLetter(about, command.task)) return refuse('already-transferred')
  const fault = faultInReport(command)
  if (fault) return fault
  if (repeatsReport(command.text, about)) return refuse('repeats-report')
  const { type: _proposed, task: of, ...report } = command
  const limit = dueIn(context, 'hand-over', dayOf(context.at))
  return ok([
    {
      type: 'transfer-proposed',
      proposal: context.id(1),
      task: of,
      ...report,
      team: namesOf(report.team),
      organ: report.organ.trim(),
      text: report.text.trim(),
      ...limit,
    },
  ])
}

const hasLetter = ({ transfers = [] }: Case, task: string): boolean =>
  transfers.some((one) => one.task === task && one.to === 'police')

const namesOf = (team: readonly string[]): readonly string[] => [
  ...new Set(team.map((one) => one.trim()).filter((one) => one !== '')),
]

function faultInReport(
  command: CommandOf<'propose-transfer'>,
): ReturnType<typeof refuse> | undefined {
  const { elements, annexes, team, organ, text } = command
  if (elements.length === 0) return refuse('crime-criterion-missing')
  if (assess(elements) === 'not-met') return refuse('crime-not-met')
  if (annexes.some(isUnanswered)) return refuse('crime-annex-missing')
  if (!annexes.some(({ material }) => !isBlank(material))) return refuse('materials-missing')
  if (namesOf(team).length < smallestTeam) return refuse('crime-team-missing', { smallestTeam })
  if (isBlank(organ)) return refuse('organ-missing')
  if (isBlank(text)) return refuse('text-missing')
  return text.trim().length > longest ? refuse('text-too-long', { longest }) : undefined
}

/** Neither there nor said why not. */
const isUnanswered = ({ material, missing }: AnnexAnswer): boolean =>
  isBlank(material) && isBlank(missing)

/** 批准移送, 不批准移送: another person writes down what the head of the organ decided. */
export function decideTransfer(
  about: Case,
  command: CommandOf<'decide-transfer'>,
  context: Context,
): Decision {
  const proposal = about.proposals?.find(({ id }) => id === command.proposal)
  if (!proposal) return refuse('crime-proposal-unknown')
  if (proposal.decision) return refuse('crime-already-decided')
  const { by } = context
  const office = about.tasks.find(({ task }) => task === proposal.task)?.office
  if (by.kind !== 'officer' || (by.office !== office && !context.supervises))
    return refuse('task-not-yours')
  if (proposal.by.kind === 'officer' && proposal.by.id === by.id)
    return refuse('crime-same-officer')
  const { granted, head, on, reason } = command
  if (isBlank(head)) return refuse('crime-head-missing')
  if (!granted && isBlank(reason)) return refuse('reason-missing')
  const fault = faultInDay(on, { from: dayOf(proposal.at), until: dayOf(context.at) })
  if (fault) return fault
  return ok([
    {
      type: 'transfer-decided',
      proposal: proposal.id,
      granted,
      head: head.trim(),
      on,
      reason: reason.trim(),
      ...(granted ? dueIn(context, 'deliver', on) : {}),
    },
  ])
}

/** What the police answered, and what was done about it: one step after the other. */
export function followTransfer(
  about: Case,
  command: CommandOf<'follow-transfer'>,
  context: Context,
): Decision {
  const letter = about.transfers?.find(({ id }) => id === command.transfer)
  if (!letter || letter.proposal === undefined) return refuse('transfer-unknown')
  const task = about.tasks.find((one) => one.task === letter.task)
  if (context.by.kind !== 'officer' || context.by.office !== task?.office)
    return refuse('task-not-yours')
  const { step } = command
  const waits = letterWaits(letter).map(({ wait }) => wait)
  const fault = faultInStep(letter, { step, waits }, context)
  if (fault) return fault
  const reopens = step.kind === 'gone-on' && task.state === 'concluded'
  if (reopens && about.state === 'closed') return refuse('case-closed')
  return ok([
    {
      type: 'transfer-followed',
      transfer: letter.id,
      step: trimmed(step),
      ...clockAfter(letter, step, context),
      ...(reopens && context.due ? { reopened: context.due } : {}),
    },
  ])
}

interface Stepping {
  readonly step: CrimeStep
  readonly waits: readonly CrimeWait[]
}

function faultInStep(
  letter: Transfer,
  { step, waits }: Stepping,
  context: Context,
): ReturnType<typeof refuse> | undefined {
  if (!waits.some((wait) => stepsWhile[wait].includes(step.kind)))
    return refuse('crime-step-not-now')
  const copied = letter.steps?.some(({ kind }) => kind === 'copied') ?? false
  if (step.kind === 'copied' && copied) return refuse('crime-already-copied')
  if (step.kind === 'copied' && isBlank(step.organ)) return refuse('organ-missing')
  if (step.kind === 'objected' && isBlank(step.text)) return refuse('text-missing')
  const again = waits.includes('second-objection')
  if (step.kind === 'objected' && again && step.way === 'reconsideration')
    return refuse('crime-prosecutor-only')
  if (needsNumber(step) && isBlank(step.document)) return refuse('crime-number-missing')
  if (step.kind === 'answered' && step.answer !== 'filed' && isBlank(step.text))
    return refuse('text-missing')
  if (step.kind === 'gone-on' && isBlank(step.text)) return refuse('text-missing')
  const from = step.kind === 'copied' ? letter.on : lastDay(letter)
  return faultInDay(step.on, { from, until: dayOf(context.at) })
}

/** 立案决定书, 不予立案通知书 and the copy have numbers; a hand-over may have none. */
const needsNumber = (step: CrimeStep): step is Extract<CrimeStep, { readonly document: string }> =>
  step.kind === 'answered' && (step.answer === 'filed' || step.answer === 'not-filed')

const lastDay = ({ steps = [], receipt, on }: Transfer): string =>
  steps.findLast(({ kind }) => kind !== 'copied')?.on ?? receipt?.on ?? on

function trimmed(step: CrimeStep): CrimeStep {
  const words = Object.entries(step).map(([name, value]) => [name, value.trim()] as const)
  return Object.fromEntries(words) as unknown as CrimeStep
}

/** The clock that runs once this has happened. */
function clockAfter(letter: Transfer, step: CrimeStep, context: Context): { readonly due?: Due } {
  if (step.kind === 'sent-again') return dueIn(context, 'police-answer', step.on)
  if (step.kind === 'objected' && step.way === 'reconsideration')
    return dueIn(context, 'police-reconsideration', step.on)
  if (step.kind !== 'answered') return {}
  if (step.answer === 'filed') return dueIn(context, 'police-items', step.on)
  if (step.answer === 'passed-on') return dueIn(context, 'police-answer', step.on)
  if (step.answer === 'returned') return {}
  const isAsked = letter.steps?.some((one) => one.kind === 'objected' && one.way === 'prosecutor')
  return isAsked ? {} : dueIn(context, 'police-objection', step.on)
}

/** Until when, where a limit says so. */
export function dueIn({ clocks }: Context, step: LimitStep, from: string): { readonly due?: Due } {
  const limit = clocks && limitFor(clocks.limits.values(), { step, stream: 'tip-off' })
  return clocks && limit ? { due: due(from, limit, clocks.calendar) } : {}
}
