import type { z } from 'zod'
import { cureOf, fieldOf } from './cure-of.ts'
import type { Check } from './data-checks.ts'

/** A check by a schema; its faults name the field as a clerk would look for it, and the cure. */
export const zodCheck =
  <T>(schema: z.ZodType<T>): Check<T> =>
  (content) => {
    const parsed = schema.safeParse(content, { error: cureOf })
    if (parsed.success) return { ok: true, value: parsed.data }
    const faults = parsed.error.issues.map((issue) => ({
      field: fieldOf(issue.path, content),
      cure: issue.message,
    }))
    return { ok: false, faults }
  }
