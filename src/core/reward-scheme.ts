import type { Calendar } from './calendar.ts'
import type { Day, Standing, Stream } from './case.ts'
import { count } from './count.ts'
import type { AreaCode, DepartmentId, OffenceCode } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'
import { keptUntil } from './retention.ts'
import type { Fen, Rate, Rounding, Share } from './reward-money.ts'

/** Where a rule stands written. `local`: the operator of an area entered it, with its document. */
export interface Basis {
  readonly article: string
  readonly source: string
  readonly confidence: 'S' | 'M' | 'local'
  /** The day of the source, where an operator entered it. */
  readonly on?: Day
}

/** A condition or an exclusion: an officer answers each. */
export interface RewardRule {
  readonly id: string
  readonly text: string
  readonly article: string
}

export interface Level {
  readonly id: string
  readonly name: string
  /** What a report has to be for this level. */
  readonly test: string
  readonly share: Share
  /** Of this level; the scheme's own minimum holds besides. */
  readonly least?: Fen
}

/** How money reaches the payee. */
export const ways = ['transfer', 'counter'] as const
export type Way = (typeof ways)[number]

/** Everything that has to be settled before a sum can be named. */
export interface Parameters {
  /** `natural`: citizens only; `anybody`: bodies too. */
  readonly persons: 'natural' | 'anybody'
  readonly conditions: readonly RewardRule[]
  readonly exclusions: readonly RewardRule[]
  /** 较大数额罚没款: where nothing graver was decided, a smaller base brings no reward. 0: the scheme knows no such bound. */
  readonly large: Fen
  /** Fines and confiscations decided, the value verified, or neither: fixed sums. */
  readonly base: 'fines' | 'value' | 'none'
  readonly levels: readonly Level[]
  readonly least: Fen
  /** Of one case, whoever shares it. */
  readonly most: Fen
  readonly rounding: Rounding
  /** More for insiders: points on the rate, or a share of the sum; 0 is nothing. `finance`: with its consent. */
  readonly insider: {
    readonly by: 'points' | 'share'
    readonly rate: Rate
    readonly finance: boolean
  }
  /** What a later reporter whose evidence was decisive gets for each part of the first; 0 is nothing. */
  readonly later: { readonly rate: Rate }
  /** A joint report is one reward. `wait`: until its members agree how they share it. */
  readonly joint: { readonly unlessAgreed: 'equally' | 'wait' }
  readonly claim: { readonly amount: number; readonly unit: 'WD' | 'ND' | 'M' }
  /** How somebody without a name may be paid; none: not at all. */
  readonly anonymous: readonly Way[]
  readonly proxy: boolean
  readonly ways: readonly Way[]
  /** From this sum on a third person approves. */
  readonly thirdFrom: Fen
  /** From this sum on finance approves too. */
  readonly financeFrom: Fen
  readonly budget: string
}

export type ParameterId = keyof Parameters

export const parameterIds = [
  'persons',
  'conditions',
  'exclusions',
  'large',
  'base',
  'levels',
  'least',
  'most',
  'rounding',
  'insider',
  'later',
  'joint',
  'claim',
  'anonymous',
  'proxy',
  'ways',
  'thirdFrom',
  'financeFrom',
  'budget',
] as const satisfies readonly ParameterId[]

/** Settled, or open: left to the province, not verified, or not said at all. The note tells the operator what to look for. */
export type Term<T> = (Basis & { readonly value: T }) | Open

export interface Open {
  readonly open: 'province' | 'unverified' | 'silent'
  readonly note: string
}

/** A reward scheme, as `rewards.json` holds it. It names no sum while one of its terms is open. */
export interface RewardScheme {
  readonly id: string
  readonly name: string
  readonly document: {
    readonly title: string
    readonly number: string
    readonly issuer: string
    readonly issuedOn: Day
  }
  readonly valid: {
    readonly from: Day
    readonly until?: Day
    readonly status: string
    readonly checkedOn: Day
  }
  /** Absent: the whole country. */
  readonly area?: AreaCode
  /** Who pays. */
  readonly department: DepartmentId
  readonly streams: readonly Stream[]
  /** Codes of the taxonomy or their group letters. */
  readonly offences: readonly OffenceCode[]
  readonly standings: readonly Standing[]
  readonly terms: Terms
  /** The document, article by article; what is unsure (`U`) is never shown as law. */
  readonly articles: readonly {
    readonly article: string
    readonly text: string
    readonly source: string
    readonly confidence: 'S' | 'M' | 'U'
  }[]
}

export type Terms = { readonly [P in ParameterId]: Term<Parameters[P]> }

/** What other places do: shown, never applied. */
export interface RewardExample {
  readonly place: string
  readonly document: string
  readonly text: string
  readonly source: string
  readonly confidence: 'S' | 'M'
}

/** What the operator of an area entered, each with the document and the article where it stands. */
export interface LocalParameters {
  readonly scheme: string
  readonly area: AreaCode
  readonly given: { readonly [P in ParameterId]?: Local<Parameters[P]> }
}

interface Local<T> {
  readonly value: T
  readonly article: string
  readonly source: string
  /** The day of the document. */
  readonly on: Day
}

/** The parameters without which the scheme names no sum. */
export function missingOf({ terms }: RewardScheme): readonly ParameterId[] {
  return parameterIds.filter((id) => 'open' in terms[id])
}

/** The settled parameters, or which are missing. */
export function parametersOf(scheme: RewardScheme): Result<Parameters> {
  const missing = missingOf(scheme)
  if (missing.length > 0)
    return refuse('reward-scheme-incomplete', { scheme: scheme.name, missing: missing.join('、') })
  const settled = parameterIds.map((id) => [id, settledTerm(scheme, id).value] as const)
  return ok(Object.fromEntries(settled) as unknown as Parameters)
}

/** A term of a scheme that is known to be complete. */
export function settledTerm<P extends ParameterId>(
  { terms, id: scheme }: RewardScheme,
  id: P,
): Basis & { readonly value: Parameters[P] } {
  const term: Term<Parameters[P]> = terms[id]
  if ('open' in term) throw new Error(`${id} of reward scheme ${scheme} is open`)
  return term
}

/**
 * The scheme as it holds in an area. Only what is open is settled here: what the document itself says is changed by a
 * scheme of the area's own, never by a parameter.
 */
export function withLocal(scheme: RewardScheme, local: LocalParameters): Result<RewardScheme> {
  if (local.scheme !== scheme.id) return refuse('reward-parameters-elsewhere')
  if (scheme.area !== undefined && scheme.area !== local.area)
    return refuse('reward-parameters-elsewhere')
  const given = parameterIds.filter((id) => local.given[id] !== undefined)
  const settled = given.find((id) => !('open' in scheme.terms[id]))
  if (settled) return refuse('reward-parameter-settled', { parameter: settled })
  const unsourced = given.find((id) => {
    const { article = '', source = '' } = local.given[id] ?? {}
    return article.trim() === '' || source.trim() === ''
  })
  if (unsourced) return refuse('reward-parameter-unsourced', { parameter: unsourced })
  const fresh = given.map((id) => [id, { ...local.given[id], confidence: 'local' }] as const)
  const terms = { ...scheme.terms, ...Object.fromEntries(fresh) } as Terms
  return ok({ ...scheme, area: local.area, terms })
}

/** What a scheme is looked up for. */
export interface SchemeQuestion {
  readonly area: AreaCode
  readonly department: DepartmentId
  readonly offence: OffenceCode
  readonly stream: Stream
  readonly on: Day
}

/**
 * The schemes for such a matter; an area's own takes the place of the nation's. More than one: staff choose, and only one
 * is ever paid for the same facts.
 */
export function schemesFor(
  schemes: Iterable<RewardScheme>,
  question: SchemeQuestion,
): readonly RewardScheme[] {
  const fitting = [...schemes].filter((scheme) => covers(scheme, question))
  const own = fitting.filter(({ area }) => area !== undefined)
  return own.length > 0 ? own : fitting
}

export function covers(scheme: RewardScheme, question: SchemeQuestion): boolean {
  const { area = question.area, department, streams, offences } = scheme
  return (
    area === question.area &&
    department === question.department &&
    streams.includes(question.stream) &&
    offences.some((one) => one === question.offence || one === groupOf(question.offence)) &&
    isInForce(scheme, question.on)
  )
}

export const groupOf = (offence: OffenceCode): string => offence.replace(/\d.*$/, '')

export const isInForce = ({ valid: { from, until } }: RewardScheme, day: Day): boolean =>
  day >= from && (until === undefined || day <= until)

/** The last day to claim, counted from the day of receipt; one that is not worked moves to the next that is. */
export function claimUntil(
  receivedOn: Day,
  { amount, unit }: Parameters['claim'],
  calendar: Calendar,
): { readonly on: Day; readonly provisional: boolean } {
  if (unit !== 'M') return onlyDay(count({ from: receivedOn, amount, unit }, calendar))
  const last = keptUntil(receivedOn, { amount, unit })
  return onlyDay(count({ from: last, amount: 0, unit: 'WD' }, calendar))
}

const onlyDay = ({ on, provisional }: { readonly on: Day; readonly provisional: boolean }) => ({
  on,
  provisional,
})
