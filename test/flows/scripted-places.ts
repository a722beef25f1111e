import type { Value } from '#conversation/flow.ts'

export interface OwnReport {
  readonly number: string
  readonly state: string
  /** Came from another chat and is told here too. */
  readonly linked?: true
}

/** Takes back what came from this chat, if anything did. */
export const onlyHere = (reports: readonly OwnReport[]): Readonly<Record<string, Value>> => ({
  done: reports.some(({ linked }) => !linked) ? 'yes' : 'later',
})
