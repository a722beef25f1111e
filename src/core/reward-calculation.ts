import type { Day, Instant } from './case.ts'
import { ok, refuse, type Result } from './result.ts'
import {
  apportion,
  exactInFigures,
  exactly,
  isSum,
  rounded,
  shareOf,
  times,
  whole,
  type Exact,
  type Fen,
} from './reward-money.ts'
import {
  parametersOf,
  settledTerm,
  type Level,
  type ParameterId,
  type Parameters,
  type RewardScheme,
} from './reward-scheme.ts'

/** One report of the same facts. */
export interface RewardedReport {
  readonly number: string
  /** When its acceptance was registered: the order goes by that, not by when it was sent. */
  readonly acceptedAt: Instant
  readonly insider: boolean
  /** A later one whose evidence was decisive. */
  readonly decisive: boolean
  /** Of a joint report: 甲, 乙, … and the parts they agreed on. Never names. */
  readonly members: readonly { readonly member: string; readonly parts?: number }[]
}

/** What a reward rests on. */
export interface RewardFacts {
  readonly decision: {
    /** Of the penalty decision, or of the paper that says why there is none. */
    readonly number: string
    readonly on: Day
    /** Crime, closure, revocation and the like: grave whatever the sum. */
    readonly grave: boolean
  }
  /** Fines and confiscations decided, or the value verified; 0 where there is none. */
  readonly base: Fen
  readonly level: string
  readonly reports: readonly RewardedReport[]
}

/** One step, to be checked by hand: what it was before, what it is after, and where that stands written. */
export interface Line {
  readonly step: 'base' | 'share' | 'insider' | 'least' | 'most' | 'order' | 'joint'
  readonly article: string
  readonly source: string
  readonly before: Fen
  readonly after: Fen
  readonly facts: Readonly<Record<string, string>>
}

/** What one report brings its reporters. */
export interface ReportShare {
  readonly number: string
  readonly place: number
  readonly sum: Fen
  readonly lines: readonly Line[]
  readonly members: readonly { readonly member: string; readonly sum: Fen }[]
}

export interface Calculation {
  readonly sum: Fen
  readonly lines: readonly Line[]
  /** In the order of acceptance; together they are the sum. */
  readonly shares: readonly ReportShare[]
}

/** By registration of acceptance; two of the same moment by their numbers. */
export function orderOf(reports: readonly RewardedReport[]): readonly RewardedReport[] {
  return reports.toSorted(
    (one, other) => one.acceptedAt - other.acceptedAt || (one.number < other.number ? -1 : 1),
  )
}

/** The sum for the facts, line by line, and who gets what of it: one reward for one case, however many reported. */
export function calculate(scheme: RewardScheme, facts: RewardFacts): Result<Calculation> {
  const settled = parametersOf(scheme)
  if (!settled.ok) return settled
  const parameters = settled.value
  const level = parameters.levels.find(({ id }) => id === facts.level)
  if (!level) return refuse('reward-level-unknown')
  const fault = faultOf(facts, parameters)
  if (fault) return refuse(fault)
  const reports = orderOf(facts.reports)
  const lines = linesOf(scheme, parameters, { facts, level, insider: reports[0]?.insider ?? false })
  const sum = lines.at(-1)?.after ?? 0
  return ok({ sum, lines, shares: sharesOf(scheme, sum, reports) })
}

function faultOf({ base, reports }: RewardFacts, { base: kind, joint }: Parameters) {
  if (!isSum(base)) return 'reward-base-unclear'
  if (kind === 'none' && base !== 0) return 'reward-base-unclear'
  if (reports.length === 0) return 'reward-reports-missing'
  if (new Set(reports.map(({ number }) => number)).size < reports.length)
    return 'reward-report-twice'
  for (const { members } of reports) {
    if (new Set(members.map(({ member }) => member)).size < members.length)
      return 'reward-member-twice'
    if (members.some(({ parts = 0 }) => !Number.isSafeInteger(parts) || parts < 0))
      return 'reward-shares-not-agreed'
    if (members.length > 1 && joint.unlessAgreed === 'wait' && !agreed(members))
      return 'reward-shares-not-agreed'
  }
  return undefined
}

type Members = RewardedReport['members']

/** Everybody has named their part, and somebody gets something. */
const agreed = (members: Members): boolean =>
  members.every(({ parts }) => parts !== undefined) && members.some(({ parts = 0 }) => parts > 0)

interface Ground {
  readonly facts: RewardFacts
  readonly level: Level
  readonly insider: boolean
}

function linesOf(scheme: RewardScheme, parameters: Parameters, ground: Ground): readonly Line[] {
  const { least, most } = parameters
  const { facts, level } = ground
  const lines = [
    lineOf(scheme, 'base', {
      before: facts.base,
      after: facts.base,
      decision: facts.decision.number,
    }),
    shareLine(scheme, parameters, ground),
  ]
  const paid = () => lines.at(-1)?.after ?? 0
  if (ground.insider) lines.push(insiderLine(scheme, parameters, { ...ground, paid: paid() }))
  const floor = Math.max(least, level.least ?? 0)
  if (paid() < floor) {
    const by = (level.least ?? 0) >= least ? 'levels' : 'least'
    lines.push({ ...lineOf(scheme, by, { before: paid(), after: floor }), step: 'least' })
  }
  if (paid() > most) lines.push(lineOf(scheme, 'most', { before: paid(), after: most }))
  return lines
}

function shareLine(scheme: RewardScheme, { rounding }: Parameters, { facts, level }: Ground): Line {
  const exact = shareOf(facts.base, level.share)
  const amounts = { before: facts.base, after: rounded(exact, rounding) }
  const line = lineOf(scheme, 'levels', { ...amounts, level: level.name, ...exactFact(exact) })
  return { ...line, step: 'share' }
}

function insiderLine(
  scheme: RewardScheme,
  { insider: { by, rate }, rounding }: Parameters,
  { facts, level, paid }: Ground & { readonly paid: Fen },
): Line {
  const exact =
    by === 'points' ? shareOf(facts.base, level.share, rate) : exactly(paid) + times(paid, rate)
  const amounts = { before: paid, after: rounded(exact, rounding) }
  return lineOf(scheme, 'insider', { ...amounts, by, rate: `${rate}`, ...exactFact(exact) })
}

const exactFact = (exact: Exact) => ({ exact: exactInFigures(exact) })

type Amounts = { readonly before: Fen; readonly after: Fen }

const steps = {
  base: 'base',
  levels: 'share',
  insider: 'insider',
  least: 'least',
  most: 'most',
} as const
const divisions = { later: 'order', joint: 'joint' } as const
const stepOf = { ...steps, ...divisions }

function lineOf(
  scheme: RewardScheme,
  by: keyof typeof stepOf & ParameterId,
  { before, after, ...facts }: Amounts & Readonly<Record<string, string | Fen>>,
): Line {
  const { article, source } = settledTerm(scheme, by)
  const told = Object.entries(facts).map(([name, fact]) => [name, String(fact)] as const)
  return { step: stepOf[by], article, source, before, after, facts: Object.fromEntries(told) }
}

function sharesOf(
  scheme: RewardScheme,
  sum: Fen,
  reports: readonly RewardedReport[],
): readonly ReportShare[] {
  const { rate } = settledTerm(scheme, 'later').value
  const weights = reports.map(({ number, decisive }, n) => {
    if (n === 0) return [number, whole] as const
    return [number, decisive ? rate : 0] as const
  })
  const sums = apportion(sum, new Map(weights))
  return reports.map(({ number, members }, n) => {
    const own = sums.get(number) ?? 0
    const order = { before: sum, after: own, place: `${n + 1}`, of: `${reports.length}` }
    const lines = reports.length > 1 ? [lineOf(scheme, 'later', order)] : []
    const divided = membersOf(own, members)
    const joint = divided.map(({ member, sum: after }) =>
      lineOf(scheme, 'joint', { before: own, after, member }),
    )
    return { number, place: n + 1, sum: own, lines: [...lines, ...joint], members: divided }
  })
}

/** Of a joint report what each member gets; of any other nobody is told apart. */
function membersOf(sum: Fen, members: Members): ReportShare['members'] {
  if (members.length < 2) return []
  const byAgreement = agreed(members)
  const weights = members
    .toSorted((one, other) => (one.member < other.member ? -1 : 1))
    .map(({ member, parts = 0 }) => [member, byAgreement ? parts : 1] as const)
  return [...apportion(sum, new Map(weights))].map(([member, own]) => ({ member, sum: own }))
}
