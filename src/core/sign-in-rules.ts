import type { Role } from './roles.ts'

/** Whether a second factor is not offered, can be set up, or must be there. */
export type FactorPolicy = 'off' | 'optional' | 'required'

/** How officers sign in. Times are milliseconds. */
export interface SignInRules {
  readonly passwordLength: number
  /** A password is good for so long; 0: as long as it is not changed. */
  readonly passwordAge: number
  /** Wrong tries before each next one waits. */
  readonly freeTries: number
  readonly firstPause: number
  /** From this wrong try on the login is locked. */
  readonly lockAfter: number
  readonly lock: number
  readonly longestPause: number
  /** A browser is signed out after so long without a click, */
  readonly idle: number
  /** and after so long in any case. */
  readonly longest: number
  readonly factor: {
    /** Where a body stands behind the area. */
    readonly real: Readonly<Record<Role, FactorPolicy>>
    readonly demo: Readonly<Record<Role, FactorPolicy>>
  }
}

/** How long the next try waits after so many wrong ones: it doubles, and from the lock on is no shorter than that. */
export function pauseAfter(tries: number, rules: SignInRules): number {
  if (tries <= rules.freeTries) return 0
  const doubled = rules.firstPause * 2 ** (tries - rules.freeTries - 1)
  const least = tries >= rules.lockAfter ? rules.lock : 0
  return Math.min(Math.max(doubled, least), Math.max(rules.longestPause, rules.lock))
}

/** What is asked of an officer now that they proved their password. */
export function factorAsked(
  policy: FactorPolicy,
  { hasOne }: { readonly hasOne: boolean },
): 'nothing' | 'factor' | 'enrolment' {
  if (policy === 'off') return 'nothing'
  if (hasOne) return 'factor'
  return policy === 'required' ? 'enrolment' : 'nothing'
}

/** Whether a password has to be changed; one of which nobody knows the day is as old as can be. */
export function isPasswordOld(
  { passwordAge }: SignInRules,
  given: { readonly passwordAt: number | undefined; readonly now: number },
): boolean {
  return passwordAge > 0 && given.now - (given.passwordAt ?? 0) > passwordAge
}
