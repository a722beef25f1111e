import type { Actor, Case, Day, Instant } from './case.ts'
import type { EventOf } from './case-event.ts'
import { dayOf } from './clock.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import { faultInDay } from './past-day.ts'
import type { ClauseId } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'
import { taskFor } from './task-for.ts'
import { isBlank } from './words.ts'
import { ask } from './decide-task.ts'
import { repeatsReport } from './repeats-report.ts'

/** 人民调解组织 or 行业组织. */
export type MediationBody = 'people' | 'industry'

export type MediationResult = 'agreed' | 'failed' | 'given-up'

/** What follows after both were asked. */
export type MediationStep =
  /** Of the reporter: read from the answer to the question; of the other side: in writing. */
  | {
      readonly kind: 'consent'
      readonly party: 'reporter' | 'other'
      readonly agreed: boolean
      readonly on: Day
      readonly document: string
    }
  | { readonly kind: 'handed'; readonly on: Day; readonly document: string; readonly text: string }
  | {
      readonly kind: 'ended'
      readonly result: MediationResult
      readonly on: Day
      readonly document: string
    }

/** A dispute that may go to a mediator: only with the consent of both. */
export interface Mediation {
  readonly id: string
  readonly task: string
  readonly body: MediationBody
  /** By its name. */
  readonly organ: string
  readonly clause?: ClauseId
  /** The question to the reporter. */
  readonly question: string
  readonly at: Instant
  readonly by: Actor
  readonly steps: readonly (MediationStep & { readonly at: Instant; readonly by: Actor })[]
}

export type MediationEvent =
  | {
      readonly type: 'mediation-offered'
      readonly mediation: string
      readonly task: string
      readonly body: MediationBody
      readonly organ: string
      readonly clause?: ClauseId
      readonly question: string
    }
  | {
      readonly type: 'mediation-followed'
      readonly mediation: string
      readonly step: MediationStep
    }

export type MediationCommand =
  | {
      readonly type: 'offer-mediation'
      readonly task: string
      readonly body: MediationBody
      readonly organ: string
      /** Of the area's plan, where it speaks of it. */
      readonly clause?: ClauseId
      /** The question, as the reporter reads it. */
      readonly text: string
    }
  | {
      readonly type: 'follow-mediation'
      readonly mediation: string
      readonly step: MediationStep
    }

type Decision = Result<EventBody[]>

/** Whether something of it can still happen. */
export const isOver = ({ steps }: Mediation): boolean =>
  steps.some((one) => one.kind === 'ended' || (one.kind === 'consent' && !one.agreed))

const agreed = ({ steps }: Mediation, party: 'reporter' | 'other'): boolean =>
  steps.some((one) => one.kind === 'consent' && one.party === party && one.agreed)

/** Both have said yes. */
export const bothAgreed = (one: Mediation): boolean =>
  agreed(one, 'reporter') && agreed(one, 'other')

/** 征求意见: the reporter is asked where every question is asked. */
export function offerMediation(
  about: Case,
  command: CommandOf<'offer-mediation'>,
  context: Context,
): Decision {
  const { task, organ, body, clause, text } = command
  const part = taskFor(about, command, context)
  if (!part.ok) return part
  const stream = about.matters.find(({ id }) => id === part.value.matter)?.stream
  if (stream !== 'complaint') return refuse('mediation-not-dispute')
  if (about.mediations?.some((one) => one.task === task && !isOver(one)))
    return refuse('mediation-open')
  if (isBlank(organ)) return refuse('organ-missing')
  const asked = ask(about, { type: 'ask', task, text }, context)
  if (!asked.ok) return asked
  const question = asked.value.find((event) => event.type === 'asked')?.question ?? ''
  return ok([
    ...asked.value,
    {
      type: 'mediation-offered',
      mediation: context.id(2),
      task,
      body,
      organ: organ.trim(),
      question,
      ...(clause === undefined ? {} : { clause }),
    },
  ])
}

/** Consent, hand-over, end: nothing goes to the mediator before both have agreed. */
export function followMediation(
  about: Case,
  command: CommandOf<'follow-mediation'>,
  context: Context,
): Decision {
  const { step } = command
  const mediation = about.mediations?.find(({ id }) => id === command.mediation)
  if (!mediation) return refuse('mediation-unknown')
  const office = about.tasks.find(({ task }) => task === mediation.task)?.office
  if (context.by.kind !== 'officer' || context.by.office !== office) return refuse('task-not-yours')
  if (isOver(mediation)) return refuse('mediation-over')
  const fault = faultInStep(about, mediation, step)
  if (fault) return fault
  const from = mediation.steps.at(-1)?.on ?? dayOf(mediation.at)
  const day = faultInDay(step.on, { from, until: dayOf(context.at) })
  return day ?? ok([{ type: 'mediation-followed', mediation: mediation.id, step }])
}

function faultInStep(
  about: Case,
  mediation: Mediation,
  step: MediationStep,
): ReturnType<typeof refuse> | undefined {
  const handed = mediation.steps.some(({ kind }) => kind === 'handed')
  if (step.kind === 'consent') return faultInConsent(about, mediation, step)
  if (step.kind === 'ended') return handed ? undefined : refuse('mediation-not-handed')
  if (handed) return refuse('mediation-handed')
  if (!bothAgreed(mediation)) return refuse('mediation-no-consent')
  if (isBlank(step.text)) return refuse('text-missing')
  return repeatsReport(step.text, about) ? refuse('repeats-report') : undefined
}

/** The reporter's own is in the answer; nobody says yes in their place. */
function faultInConsent(
  { questions }: Case,
  { steps, question }: Mediation,
  { party, document, agreed: isYes }: Extract<MediationStep, { readonly kind: 'consent' }>,
): ReturnType<typeof refuse> | undefined {
  if (steps.some((one) => one.kind === 'consent' && one.party === party))
    return refuse('mediation-consent-known')
  const isAnswered = questions.some(({ id, answer }) => id === question && answer !== undefined)
  if (party === 'reporter') return isAnswered ? undefined : refuse('mediation-not-answered')
  return isYes && isBlank(document) ? refuse('mediation-writing-missing') : undefined
}

/** One mediation more. */
export function offered(before: Case, event: EventOf<'mediation-offered'>): Partial<Case> {
  const { mediation, task, body, organ, clause, question, at, by } = event
  const one: Mediation = {
    id: mediation,
    task,
    body,
    organ,
    question,
    at,
    by,
    steps: [],
    ...(clause === undefined ? {} : { clause }),
  }
  return { mediations: [...(before.mediations ?? []), one] }
}

/** One step more of it. */
export const mediationMoved = (
  { mediations = [] }: Case,
  { mediation, step, at, by }: EventOf<'mediation-followed'>,
): Partial<Case> => ({
  mediations: mediations.map((one) =>
    one.id === mediation ? { ...one, steps: [...one.steps, { ...step, at, by }] } : one,
  ),
})
