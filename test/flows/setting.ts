import { NO_PRIZE, type PrizeSetting } from './scripted-claim.ts'

/** What a transcript says about the world before and while it is told. */
export interface Setting extends PrizeSetting {
  readonly area: 'known' | 'none'
  readonly demo: 'yes' | 'no'
  readonly platform: string | null
  readonly receiver: string | null
  readonly reward: 'yes' | 'no'
  /** Has the operator a legal duty, or must it ask? */
  readonly base: 'duty' | 'consent'
  /** A name and a telephone were left before. */
  readonly named: 'yes' | 'no'
  /** States of the reports this chat has. */
  readonly reports: readonly string[]
  /** State of a report of another chat. */
  readonly elsewhere: string | null
}

export const PLAIN: Setting = {
  area: 'known',
  demo: 'no',
  platform: null,
  receiver: null,
  reward: 'no',
  base: 'duty',
  named: 'no',
  reports: [],
  elsewhere: null,
  ...NO_PRIZE,
}
