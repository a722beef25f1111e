import type { Case, Day, Instant } from './case.ts'
import { addDays, dayOf, startOf } from './clock.ts'
import { decides } from './transitions.ts'

/** Whether what was reported goes on: 还在做, 没有了, 不知道. */
export const stillGoingAnswers = ['yes', 'no', 'unknown'] as const
export type StillGoing = (typeof stillGoingAnswers)[number]

/** How the reporter finds what became of it: 满意, 一般, 不满意. */
export const satisfactionAnswers = ['satisfied', 'fair', 'dissatisfied'] as const
export type Satisfaction = (typeof satisfactionAnswers)[number]

/** One of the two questions a reporter is asked some days after the conclusion, answered. */
export type RatingAnswer =
  | { readonly question: 'still-going'; readonly answer: StillGoing }
  | { readonly question: 'satisfaction'; readonly answer: Satisfaction }

/** What the reporter has answered; what was passed over is missing. */
export interface Rating {
  readonly stillGoing?: StillGoing
  readonly satisfaction?: Satisfaction
  readonly at: Instant
}

/** After one more answer. */
export function rated(before: Rating | undefined, given: RatingAnswer, at: Instant): Rating {
  return given.question === 'still-going'
    ? { ...before, stillGoing: given.answer, at }
    : { ...before, satisfaction: given.answer, at }
}

/** `satisfaction.json`: when a reporter is asked, and what those are told who are not content. */
export interface SatisfactionRule {
  readonly ask: {
    /** Natural days after the conclusion. No law says how many. */
    readonly days: number
    readonly practice: true
    readonly source: string
    readonly checkedOn: Day
  }
  readonly archive: {
    /** Natural days after the last word in which the reporter may be asked, and ask; then a case is put away. */
    readonly days: number
    readonly practice: true
    readonly source: string
    readonly checkedOn: Day
  }
  readonly remedies: readonly Remedy[]
}

/** What the law gives to whom; what is unsure is not in it. */
export interface Remedy {
  readonly whom: 'affected' | 'informant'
  readonly text: { readonly 'zh-cn': string; readonly en: string }
  readonly source: string
  readonly confidence: 'S'
  readonly checkedOn: Day
}

type Asked = Pick<Case, 'state' | 'matters' | 'urgent' | 'reExamination' | 'withdrawal' | 'rating'>

/**
 * Whether its reporter may be asked. Who has asked for a second look has said what they think; who wrote in despair is
 * not asked whether they were satisfied.
 */
export function mayBeAsked(about: Asked): boolean {
  const { urgent, reExamination, rating } = about
  return hasOutcome(about) && urgent !== 'despair' && !reExamination && !rating
}

/** Concluded, and not only declined or withdrawn before it was put away. */
export function hasOutcome({ state, matters, withdrawal }: Asked): boolean {
  const isOver = state === 'concluded' || state === 'closed'
  return isOver && !withdrawal && matters.some(({ outcome }) => outcome !== undefined)
}

/** The task whose conclusion the reporter read last. */
export function lastWord({ tasks }: Pick<Case, 'tasks'>) {
  return tasks
    .filter((task) => task.state === 'concluded')
    .filter(({ role }) => decides(role))
    .toSorted((one, other) => one.at - other.at)
    .at(-1)
}

const hour = 3_600_000
/** Nobody's telephone rings about this at night: from nine in the morning to eight in the evening in Asia/Shanghai. */
const hours = { from: 9, to: 20 } as const

/** Whether it is an hour at which people may be asked. */
export function isAskingHour(at: Instant): boolean {
  const since = at - startOf(dayOf(at))
  return since >= hours.from * hour && since < hours.to * hour
}

/** The first instant at which the reporter is asked, so many natural days after a day. */
export function askFrom(day: Day, days: number): Instant {
  return startOf(addDays(day, days)) + hours.from * hour
}
