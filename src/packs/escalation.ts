import { z } from 'zod'
import type { Ladder } from '#core/escalation.ts'
import { readOfficeHours } from '#core/office-hours.ts'

/** When reminders are said, as `national/escalation.json` holds it: custom, which each area's operator may change. */
export interface EscalationRule extends Omit<Ladder, 'hours'> {
  readonly hours: string
  readonly source: string
  readonly confidence: 'S' | 'M' | 'U'
  readonly practice: true
  readonly checkedOn: string
}

/** Hours of the day as `09:00-17:00`, with a rest between several. */
export const hoursText = z
  .string()
  .trim()
  .refine((text) => readOfficeHours(text) !== undefined, { error: '写成 09:00-17:00 这样' })

const percent = z.int().min(1).max(100)
const days = z.int().min(1).max(90)

export const escalationSchema: z.ZodType<EscalationRule> = z
  .strictObject({
    half: percent,
    soon: percent,
    overdueAfter: days,
    supervisedAfter: days,
    hours: hoursText,
    source: z.string().trim().min(1),
    confidence: z.enum(['S', 'M', 'U']),
    practice: z.literal(true),
    checkedOn: z.iso.date(),
  })
  .refine(({ half, soon }) => half <= soon, { path: ['soon'], error: '不能早于 half' })
