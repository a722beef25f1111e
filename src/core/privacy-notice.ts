import type { Day } from './case.ts'

/** On what a body may handle what a reporter says: its legal duty, of which it tells, or consent, for which it asks. */
export type LegalBase = 'duty' | 'consent'

/** What a reporter must be told (个人信息保护法 Art. 17), one heading each. */
export const noticeItems = ['who', 'purpose', 'way', 'kinds', 'keeping', 'rights'] as const

export interface NoticeSection {
  readonly item: (typeof noticeItems)[number] | 'besides'
  readonly title: string
  readonly text: readonly string[]
}

/** One version of the notice that the house itself brings. Older ones stay: reports name the one that was shown. */
export interface PrivacyNotice {
  readonly version: string
  readonly since: Day
  readonly base: LegalBase
  /** Below this age name and telephone need a guardian's consent. */
  readonly minor: { readonly age: number; readonly source: string }
  readonly source: string
  /** The main points in one breath, by language. */
  readonly brief: Readonly<Record<string, string>>
  readonly sections: readonly NoticeSection[]
}

/** The newest version that has begun by that day. */
export function noticeOn(notices: readonly PrivacyNotice[], day: Day): PrivacyNotice {
  const begun = notices.filter(({ since }) => since <= day)
  const newest = begun.toSorted((one, other) => (one.since < other.since ? 1 : -1))[0]
  if (!newest) throw new Error(`no privacy notice is in force on ${day}: see data/national`)
  return newest
}
