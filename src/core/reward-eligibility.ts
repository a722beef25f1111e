import type { Day, Outcome, Standing, Stream } from './case.ts'
import type { AreaCode, DepartmentId, OffenceCode } from './plan.ts'
import type { RewardFacts } from './reward-calculation.ts'
import {
  covers,
  isInForce,
  missingOf,
  settledTerm,
  type RewardRule,
  type RewardScheme,
} from './reward-scheme.ts'

/** What an officer found about a condition or an exclusion, and from what. */
export interface Finding {
  readonly rule: string
  readonly answer: 'yes' | 'no'
  readonly because: string
}

/** What is asked of a report before a reward is proposed for it. */
export interface EligibilityQuestion {
  readonly area: AreaCode
  readonly department: DepartmentId
  readonly offence: OffenceCode
  readonly stream: Stream
  /** When the report came in: the scheme of that day holds. */
  readonly receivedOn: Day
  readonly wantsReward: boolean
  readonly standing: Standing
  readonly person: 'natural' | 'body'
  readonly outcome?: Outcome
  /** The decision is under review, so it may still fall. */
  readonly underReview: boolean
  /** 疑似恶意举报 that is not cleared. */
  readonly suspected: boolean
  /** The accused may not know of it, and whoever pays is not the accused. */
  readonly accused?: DepartmentId
  /** Number of the case it was merged into: the reward rests on what was found there. */
  readonly within?: string
  readonly facts: RewardFacts
  readonly findings: readonly Finding[]
}

/** One reason, for or against. `open`: nobody has answered it yet. */
export interface Reason {
  readonly key: (typeof reasonKeys)[number]
  readonly answer: 'yes' | 'no' | 'open'
  /** Where it stands written, if anywhere. */
  readonly article?: string
  /** The rule's words, for a condition or an exclusion. */
  readonly text?: string
  readonly because?: string
}

export const reasonKeys = [
  'scheme-complete',
  'scheme-covers',
  'scheme-in-force',
  'wish-known',
  'person-eligible',
  'standing-eligible',
  'outcome-substantiated',
  'decision-known',
  'decision-not-under-review',
  'not-suspected',
  'payer-not-accused',
  'large-enough',
  'condition',
  'exclusion',
] as const

export interface Eligibility {
  readonly eligible: boolean
  readonly reasons: readonly Reason[]
}

/** Outcomes that bring a reward. */
const rewarded: ReadonlySet<Outcome> = new Set([
  'substantiated',
  'partly',
  'transferred-to-police',
  'transferred-to-discipline',
])

/** Whether a reward may be proposed, with every reason; one that is open or against is enough not to. */
export function eligibility(scheme: RewardScheme, question: EligibilityQuestion): Eligibility {
  const reasons =
    missingOf(scheme).length > 0
      ? [told('scheme-complete', false)]
      : [told('scheme-complete', true), ...ofReport(scheme, question), ...ofRules(scheme, question)]
  return { eligible: reasons.every(({ answer }) => answer === 'yes'), reasons }
}

const told = (key: Reason['key'], holds: boolean, article?: string): Reason => ({
  key,
  answer: holds ? 'yes' : 'no',
  ...(article === undefined ? {} : { article }),
})

function ofReport(scheme: RewardScheme, question: EligibilityQuestion): readonly Reason[] {
  const { facts, person, standing, outcome, accused, receivedOn } = question
  const term = <P extends Parameters<typeof settledTerm>[1]>(id: P) => settledTerm(scheme, id)
  const anonymousWays = settledTerm(scheme, 'anonymous').value
  const isPaidSo = standing === 'named' || anonymousWays.length > 0
  const persons = settledTerm(scheme, 'persons').value
  const large = settledTerm(scheme, 'large').value
  return [
    told('scheme-in-force', isInForce(scheme, receivedOn)),
    told('scheme-covers', covers(scheme, { ...question, on: receivedOn })),
    told('wish-known', question.wantsReward),
    told('person-eligible', persons === 'anybody' || person === 'natural', term('persons').article),
    told(
      'standing-eligible',
      scheme.standings.includes(standing) && isPaidSo,
      term('anonymous').article,
    ),
    told('outcome-substantiated', outcome !== undefined && rewarded.has(outcome)),
    told('decision-known', facts.decision.number.trim() !== ''),
    told('decision-not-under-review', !question.underReview),
    told('not-suspected', !question.suspected),
    told('payer-not-accused', accused === undefined || accused !== scheme.department),
    told('large-enough', facts.decision.grave || facts.base >= large, term('large').article),
  ]
}

/** Every condition has to be answered with yes, every exclusion with no. */
function ofRules(scheme: RewardScheme, { findings }: EligibilityQuestion): readonly Reason[] {
  const found = new Map(findings.map((finding) => [finding.rule, finding]))
  const reason = (key: 'condition' | 'exclusion', rule: RewardRule): Reason => {
    const { text, article } = rule
    const finding = found.get(rule.id)
    if (!finding || finding.because.trim() === '') return { key, answer: 'open', text, article }
    const isMet = finding.answer === (key === 'condition' ? 'yes' : 'no')
    return { key, answer: isMet ? 'yes' : 'no', text, article, because: finding.because }
  }
  return [
    ...settledTerm(scheme, 'conditions').value.map((rule) => reason('condition', rule)),
    ...settledTerm(scheme, 'exclusions').value.map((rule) => reason('exclusion', rule)),
  ]
}
