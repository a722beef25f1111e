import type { Standing } from '#core/case.ts'

/** What is kept of a call for its operator, under the key of its conversation. */
export interface KeptCall {
  readonly standing: Standing
  readonly said: readonly string[]
  readonly passcode?: string
}

/** What it is sealed for. */
export const callText = (id: string): string => `call:${id}`
