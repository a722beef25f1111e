import { canonical } from './canonical.ts'
import { ok, refuse } from './result.ts'
import { calculate, type Calculation } from './reward-calculation.ts'
import type { OtherReward, RewardContext, RewardDecision } from './reward-context.ts'
import { eligibility } from './reward-eligibility.ts'
import type { Proposal, Reward, RewardCommandOf } from './reward.ts'
import { parametersOf, type Parameters, type RewardScheme } from './reward-scheme.ts'

type Propose = RewardCommandOf<'propose'>

/** 提出. Only what the scheme allows, by its own sum, and never twice for the same facts. */
export function proposeReward(
  about: Reward | undefined,
  { report, facts, findings }: Propose,
  context: RewardContext,
): RewardDecision {
  const { scheme, report: asked } = context
  if (!scheme) return refuse('reward-scheme-none')
  if (about && about.report !== report) return refuse('reward-report-differs')
  const parameters = parametersOf(scheme)
  if (!parameters.ok) return parameters
  const calculation = calculate(scheme, facts)
  if (!calculation.ok) return calculation
  const fit = eligibility(scheme, { ...asked, facts, findings })
  const against = fit.reasons.find(({ answer }) => answer !== 'yes')
  if (against)
    return refuse('reward-not-eligible', { reason: against.key, text: against.text ?? '' })
  const twice = paidTwice({ report, facts }, scheme, context.others)
  if (twice) return refuse(twice)
  const own = calculation.value.shares.find(({ number }) => number === report)
  if (!own || own.sum === 0) return refuse('reward-share-none')
  if (about && about.paid > 0 && own.sum <= about.paid) return refuse('reward-sum-below-paid')
  const { sum, members } = own
  const needs = needsOf(facts, parameters.value, calculation.value)
  const part = { sum, members, calculation: calculation.value, needs }
  const within = asked.within === undefined ? {} : { within: asked.within }
  const proposal: Proposal = { report, ...within, facts, findings, scheme, ...part }
  return ok({ type: 'proposed', area: asked.area, proposal })
}

/** Thresholds go by the whole case, so that dividing a sum evades none. */
function needsOf(
  { reports }: Propose['facts'],
  { insider, thirdFrom, financeFrom }: Parameters,
  { sum }: Calculation,
): Proposal['needs'] {
  const isRaised = insider.finance && insider.rate > 0 && reports.some((one) => one.insider)
  return { third: sum >= thirdFrom, finance: sum >= financeFrom || isRaised }
}

/** These bind nobody: they are with whoever proposes, or fell. */
const unbound: ReadonlySet<Reward['state']> = new Set(['revoked', 'reopened', 'sent-back'])

function paidTwice(
  { report, facts }: Pick<Propose, 'report' | 'facts'>,
  scheme: RewardScheme,
  others: readonly OtherReward[],
) {
  const bound = others.filter(
    ({ state, decision }) => !unbound.has(state) && decision === facts.decision.number,
  )
  if (bound.some((other) => other.scheme !== scheme.id)) return 'reward-other-scheme'
  if (bound.some((other) => other.report === report)) return 'reward-already-proposed'
  if (bound.some((other) => other.sameReporter)) return 'reward-same-reporter'
  if (bound.some((other) => other.facts !== factsInOneSpelling(facts))) return 'reward-facts-differ'
  return undefined
}

/** What two rewards on the same decision must have in common, whoever wrote it first. */
export const factsInOneSpelling = ({ reports, ...facts }: Propose['facts']): string =>
  canonical({
    ...facts,
    reports: reports
      .map((report) => ({
        ...report,
        members: report.members.toSorted((one, other) => (one.member < other.member ? -1 : 1)),
      }))
      .toSorted((one, other) => (one.number < other.number ? -1 : 1)),
  })
