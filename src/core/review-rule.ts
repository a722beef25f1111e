import type { Officer } from './access.ts'
import { permissions } from './roles.ts'

/** What an operator wants of an office; `where-two`: as soon as two of its officers could do it. */
export type ReviewSetting = 'always' | 'never' | 'where-two'

/** Whether words wait for a second officer, by whom, and why. */
export interface ReviewRule {
  readonly first: boolean
  readonly setting: ReviewSetting
  /** Officers of the office who could, whoever writes. */
  readonly able: number
  /** Supervisors of the area, who may as well. */
  readonly supervisors: number
}

/** Which rule holds for an office of an area, by those who work there now. */
export function reviewRule(
  office: string,
  setting: ReviewSetting,
  officers: readonly Pick<Officer, 'role' | 'office'>[],
): ReviewRule {
  const could = officers.filter(({ role }) => permissions[role].has('conclude'))
  const able = could.filter((one) => one.office === office).length
  const supervisors = officers.filter(({ role }) => role === 'supervisor').length
  const first = setting === 'always' || (setting === 'where-two' && able >= 2)
  return { first, setting, able, supervisors }
}

/** Forced where there is nobody to do it: then nothing can leave. */
export const hasNoReviewer = ({ first, able, supervisors }: ReviewRule): boolean =>
  first && able < 2 && supervisors === 0
