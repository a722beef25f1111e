import { DAY, MINUTE } from '#conversation/builder.ts'

/** How long an ordinary question waits: a reminder after half an hour, and after a day it is let go. */
export const patience = { remindAfter: 30 * MINUTE, expireAfter: DAY }
