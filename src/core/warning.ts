import type { Officer } from './access.ts'
import type { Day, Instant } from './case.ts'
import type { AreaCode, ClauseId, DepartmentId, OffenceCode, PlaceCode } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Grade, GradeRule } from './warning-rules.ts'

/** `surge`: many at once; `cluster`: many that say the same; `adverse`: harm by a drug or device; `press`: what the media tell. */
export type WarningKind = 'surge' | 'cluster' | 'adverse' | 'press'
export type WarningState = 'raised' | 'acknowledged' | 'closed'

export interface Warning {
  readonly id: string
  readonly area: AreaCode
  readonly nth: number
  readonly kind: WarningKind
  readonly state: WarningState
  readonly grade: Grade
  readonly clause: ClauseId
  /** Whom it was handed to; nobody while the intake office has it. */
  readonly departments: readonly DepartmentId[]
  readonly offence: OffenceCode
  readonly place: PlaceCode
  readonly subject: string
  readonly from: Day
  readonly to: Day
  readonly senders: number
  readonly cases: number
  readonly expected: number
  readonly raisedAt: Instant
}

/** What officers do with a warning. Every deed but the first look needs a word. */
export type WarningDeed =
  | { readonly type: 'acknowledge'; readonly words: string }
  | { readonly type: 'hand-over'; readonly to: readonly DepartmentId[]; readonly words: string }
  | { readonly type: 'answer'; readonly words: string; readonly where: string }
  | { readonly type: 'close'; readonly outcome: WarningOutcome; readonly words: string }

/** What a warning turned out to be. */
export const warningOutcomes = ['acted', 'known', 'watched', 'false-alarm'] as const
export type WarningOutcome = (typeof warningOutcomes)[number]

const longest = 2000

/** Whether a deed may follow; `departments` are those of the area's plan. */
export function decideWarning(
  warning: Pick<Warning, 'state' | 'kind' | 'departments'>,
  deed: WarningDeed,
  departments: ReadonlySet<DepartmentId>,
): Result<true> {
  if (warning.state === 'closed') return refuse('warning-closed')
  const words = deed.words.trim()
  if (words.length > longest) return refuse('warning-words-long', { most: longest })
  if (deed.type !== 'acknowledge' && words === '') return refuse('warning-words-missing')
  if (deed.type === 'acknowledge')
    return warning.state === 'raised' ? ok(true) : refuse('warning-known')
  if (deed.type === 'hand-over') return decideHandOver(warning.departments, deed.to, departments)
  if (deed.type === 'answer' && warning.kind !== 'cluster' && warning.kind !== 'press')
    return refuse('warning-no-answer')
  return ok(true)
}

function decideHandOver(
  now: readonly DepartmentId[],
  to: readonly DepartmentId[],
  known: ReadonlySet<DepartmentId>,
): Result<true> {
  if (to.length === 0 || to.some((one) => !known.has(one))) return refuse('warning-whom')
  const isSame = to.length === now.length && to.every((one) => now.includes(one))
  return isSame ? refuse('warning-has-it') : ok(true)
}

/** Intake and supervisors see all warnings of their area, others those that were handed to their department. */
export function seesWarning(
  { role, area, department, unit }: Officer,
  warning: Pick<Warning, 'area' | 'departments'>,
): boolean {
  if (area !== warning.area) return false
  if (role === 'intake' || role === 'supervisor') return true
  return [department, unit].some((one) => one !== undefined && warning.departments.includes(one))
}

/** Several departments as one text in which each can be looked for. */
export const departmentsText = (departments: readonly DepartmentId[]): string =>
  departments.length === 0 ? '' : ` ${departments.join(' ')} `

export const departmentsIn = (text: string): readonly DepartmentId[] =>
  text.split(' ').filter((one) => one !== '')

/** The highest grade of which anything is reached. */
export function gradeOf(
  rules: readonly GradeRule[],
  seen: { readonly senders: number; readonly urgent: number; readonly grave: number },
): Grade {
  const reached = rules.filter(
    ({ senders, urgent, grave }) =>
      (senders !== undefined && seen.senders >= senders) ||
      (urgent !== undefined && seen.urgent >= urgent) ||
      (grave !== undefined && seen.grave >= grave),
  )
  return reached.reduce<Grade>((most, { grade }) => (grade > most ? grade : most), 1)
}
