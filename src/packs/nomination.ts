import { z } from 'zod'
import type { NominationRules } from '#core/nomination.ts'

const words = z.string().trim().min(1)
const amount = z.int().min(1).max(100_000)

/** 你点名、我监督 as `national/nomination.json` holds it: the areas whose plan wants it, the operator's defaults. */
export const nominationSchema: z.ZodType<NominationRules> = z.strictObject({
  fewest: amount,
  drawn: amount,
  perHour: amount,
  surge: amount,
  source: words,
  institutionWords: z.array(words).min(1).readonly(),
  areas: z
    .array(z.strictObject({ area: z.string().regex(/^\d{6}$/), clause: words, asks: words }))
    .readonly(),
})
