import { z } from 'zod'
import type { PlanScrutiny, ScrutinyRules } from '#core/scrutiny-rules.ts'

const words = z.string().trim().min(1)
const asked = { clause: words, asks: words.max(120) }

/** What a plan says of supervising departments, as its `plan.json` holds it. */
export const planScrutinySchema: z.ZodType<PlanScrutiny> = z.strictObject({
  visits: z.exactOptional(
    z.strictObject({
      ...asked,
      of: z
        .array(z.enum(['places', 'departments']))
        .min(1)
        .readonly(),
      every: z.exactOptional(
        z.strictObject({ amount: z.int().min(1).max(10), unit: z.literal('Y') }),
      ),
    }),
  ),
  interview: z.exactOptional(z.strictObject(asked)),
  fileCheck: z.exactOptional(z.strictObject(asked)),
  dereliction: z.exactOptional(z.strictObject(asked)),
})

const settled = { source: words, practice: z.literal(true) }
const key = z.string().regex(/^[a-z]+(-[a-z]+)*$/, '代号只用小写英文和连字符')
const count = z.int().min(1)

/** The house's working defaults, as `national/scrutiny.json` holds them. */
export const scrutinySchema: z.ZodType<ScrutinyRules> = z
  .strictObject({
    listed: z.strictObject({
      ...settled,
      least: count,
      overdue: count,
      onTime: z.number().min(0).max(1),
      returned: count,
      reopened: count,
    }),
    rectify: z.strictObject({
      ...settled,
      days: count.max(365),
      lookBack: count.max(365),
    }),
    sample: z.strictObject({ ...settled, size: count, most: count.max(500) }),
    aspects: z.array(z.strictObject({ id: key, zh: words })).min(1),
    grades: z.array(z.strictObject({ id: key, zh: words, mend: z.boolean() })).min(2),
    gradesAre: z.strictObject(settled),
  })
  .refine(({ sample }) => sample.size <= sample.most, {
    path: ['sample', 'size'],
    error: '不能多于 most',
  })
