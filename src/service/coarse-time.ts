import type { Instant } from '#core/case.ts'

const hour = 3_600_000

/** What is noted beside a report at another conversation bears the hour only: equal moments would show that both are one person's. */
export const hourOf = (at: Instant): Instant => at - (at % hour)
