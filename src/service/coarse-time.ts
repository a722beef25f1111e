import type { Instant } from '#core/case.ts'

const hour = 3_600_000
const thirtyDays = 30 * 24 * hour

/** What is noted beside a report at another conversation bears the hour only: equal moments would show that both are one person's. */
export const hourOf = (at: Instant): Instant => at - (at % hour)

/** And what stands for a person for ever, in cases and on record, of when they came only these thirty days. */
export const thirtyDaysOf = (at: Instant): Instant => at - (at % thirtyDays)
