import type { Actor, Instant } from './case.ts'

/**
 * Why a supervisor puts a case under supervision: it is late, offices pass it on, lives or many people are concerned,
 * it was told again and again, the press or the public looks at it, somebody above asked.
 */
export const superviseReasons = [
  'overdue',
  'passed-on',
  'serious',
  'repeated',
  'public-attention',
  'from-above',
  'other',
] as const

export type SuperviseReason = (typeof superviseReasons)[number]

/** 督办, while it lasts. */
export interface Supervision {
  readonly reason: SuperviseReason
  readonly text: string
  readonly at: Instant
  readonly by: Actor
}
