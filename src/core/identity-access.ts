import { may, type Officer } from './access.ts'
import type { Role } from './roles.ts'
import type { Case, Instant } from './case.ts'
import { ok, refuse, type Result } from './result.ts'

/** What an identity may be asked for: one request, one purpose. */
export const identityPurposes = [
  'verify-facts',
  'serve-documents',
  'pay-reward',
  'protect-reporter',
  'hand-to-police',
] as const

export type IdentityPurpose = (typeof identityPurposes)[number]

/** For how many hours a grant may be given. */
export const grantHours: readonly number[] = [1, 4, 24]

const shortestReason = 5
const longestReason = 500
const anHour = 3_600_000

/** An account as far as it tells who sits behind it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Who made it: an officer's id, or `operator`. */
  readonly invitedBy?: string
  /** The name of whoever made it. */
  readonly inviterName?: string
}

/**
 * What makes two accounts look like one person. None of these proves it, so none refuses: they stand beside the grant,
 * in its record and in the audit chain.
 */
export const accountLinks = [
  'same-name',
  'same-inviter',
  'one-invited-the-other',
  'inviter-has-same-name',
] as const

export type AccountLink = (typeof accountLinks)[number]

/** One officer's request for the identity behind one case. */
export type IdentityRequest = Asked &
  (
    | { readonly state: 'asked' }
    | ({ readonly state: 'refused' } & Answered)
    | ({ readonly state: 'granted' } & Answered & Span)
    /** Given back by whoever had it, or taken back by whoever may grant. */
    | ({ readonly state: 'ended'; readonly endedAt: Instant } & Answered & Span)
  )

interface Asked {
  readonly id: string
  readonly number: string
  readonly asker: string
  readonly purpose: IdentityPurpose
  readonly askedAt: Instant
}

interface Answered {
  readonly answeredBy: string
  readonly answeredAt: Instant
}

interface Span {
  readonly until: Instant
  readonly links: readonly AccountLink[]
}

/** What an officer writes to ask for an identity. */
export interface Asking {
  readonly purpose: string
  readonly reason: string
}

/** Whether this officer may ask now: `before` are their own requests on the case. */
export function askIdentity(
  officer: Officer,
  about: Case,
  { purpose, reason, hasIdentity, before, at }: Asking & Ground,
): Result<{ readonly purpose: IdentityPurpose; readonly reason: string }> {
  const right = may(officer, 'ask-identity', about)
  if (!right.ok) return right
  if (!hasIdentity) return refuse('identity-none')
  if (before.some((one) => one.asker === officer.id && isOpen(one, at)))
    return refuse('identity-already-asked')
  const known = identityPurposes.find((one) => one === purpose)
  if (!known) return refuse('purpose-missing')
  const words = reasonIn(reason)
  return words.ok ? ok({ purpose: known, reason: words.value }) : words
}

interface Ground {
  /** Whether the reporter left a name or a telephone. */
  readonly hasIdentity: boolean
  readonly before: readonly IdentityRequest[]
  readonly at: Instant
}

export interface Answering {
  readonly grant: boolean
  readonly hours: number
  readonly reason: string
  readonly at: Instant
}

export interface Decision {
  readonly reason: string
  /** Of a grant only. */
  readonly granted?: Span
}

/**
 * A second person answers, of another role, who sees the case. That nobody answers their own request comes before every
 * other rule, whatever role they have by now.
 */
export function answerIdentity(
  officer: Officer,
  { request, about, asker, granter }: Before,
  { grant, hours, reason, at }: Answering,
): Result<Decision> {
  if (request.asker === officer.id) return refuse('identity-self-grant')
  if (asker.role === officer.role) return refuse('identity-same-role')
  const right = may(officer, 'grant-identity', about)
  if (!right.ok) return right
  if (request.state !== 'asked') return refuse('identity-already-answered')
  const words = reasonIn(reason)
  if (!words.ok) return words
  if (!grant) return ok({ reason: words.value })
  if (!grantHours.includes(hours)) return refuse('grant-hours-missing')
  const granted = { until: at + hours * anHour, links: linksBetween(asker, granter) }
  return ok({ reason: words.value, granted })
}

interface Before {
  readonly request: IdentityRequest
  readonly about: Case
  readonly asker: Account
  readonly granter: Account
}

/** Whether the identity may be shown to this officer at this moment. */
export function mayView(
  officer: Officer,
  request: IdentityRequest,
  { about, at }: { readonly about: Case; readonly at: Instant },
): Result<{ readonly until: Instant }> {
  if (request.asker !== officer.id) return refuse('identity-not-yours')
  const right = may(officer, 'ask-identity', about)
  if (!right.ok) return right
  if (request.number !== about.number) return refuse('identity-not-granted')
  if (request.state === 'ended') return refuse('identity-grant-over')
  if (request.state !== 'granted') return refuse('identity-not-granted')
  return at < request.until ? ok({ until: request.until }) : refuse('identity-grant-over')
}

/** Whoever has a grant gives it back early; whoever may grant takes it back. */
export function mayEnd(
  officer: Officer,
  request: IdentityRequest,
  { about, at }: { readonly about: Case; readonly at: Instant },
): Result<true> {
  const right = request.asker === officer.id ? ok(true) : may(officer, 'grant-identity', about)
  if (!right.ok) return right
  if (request.state !== 'granted' || at >= request.until) return refuse('identity-grant-over')
  return ok(true)
}

/** Waits for an answer, or can be looked at. */
export function isOpen(request: IdentityRequest, at: Instant): boolean {
  return request.state === 'asked' || (request.state === 'granted' && at < request.until)
}

/** What ties two accounts together, as far as their making tells. */
export function linksBetween(one: Account, other: Account): readonly AccountLink[] {
  const links: AccountLink[] = []
  if (isSameName(one.name, other.name)) links.push('same-name')
  if (one.invitedBy !== undefined && one.invitedBy === other.invitedBy) links.push('same-inviter')
  if ([one.invitedBy, other.invitedBy].some((by) => by === one.id || by === other.id))
    links.push('one-invited-the-other')
  if ([one, other].some(({ name, inviterName }) => isSameName(name, inviterName)))
    links.push('inviter-has-same-name')
  return links
}

const isSameName = (name: string, other: string | undefined): boolean =>
  name.trim() === other?.trim()

function reasonIn(reason: string): Result<string> {
  const words = reason.trim()
  if (words === '') return refuse('reason-missing')
  if (words.length < shortestReason) return refuse('reason-too-short')
  if (words.length > longestReason) return refuse('text-too-long', { longest: longestReason })
  return ok(words)
}
