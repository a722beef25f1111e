import { z } from 'zod'
import { gridLevels, type GridRules } from '#core/grid.ts'

const words = z.string().trim().min(1)
const amount = z.int().min(1).max(3650)

/** Grids as `national/grid.json` holds them: what each plan says, what to look at, the operator's defaults. */
export const gridSchema: z.ZodType<GridRules> = z.strictObject({
  days: z.strictObject({ patrol: amount, recheck: amount }),
  soonDays: amount,
  linkHours: amount,
  pairDays: amount,
  leftDays: amount,
  taskDays: amount,
  companions: z.int().min(0).max(5),
  source: words,
  looks: z.array(z.strictObject({ offence: words, look: words })).readonly(),
  areas: z
    .array(
      z.strictObject({
        area: z.string().regex(/^\d{6}$/),
        clause: words,
        asks: words,
        levels: z.array(words).readonly(),
        deepest: z.enum(gridLevels),
        deepestSource: words,
        worker: words,
      }),
    )
    .readonly(),
})
