import { z } from 'zod'
import { cooperationSchema, crimesSchema } from './crimes.ts'
import { cureOf } from './cure-of.ts'
import { escalationSchema } from './escalation.ts'
import { gridSchema } from './grid.ts'
import { nominationSchema } from './nomination.ts'
import { digestOf, unpacked } from './kept-pack.ts'
import type { Packs } from './packs.ts'
import { rewardsSchema } from './reward-schema.ts'
import { scrutinySchema } from './scrutiny.ts'
import { systemsSchema } from './systems.ts'
import { transfersSchema } from './transfers.ts'
import { limitsSchema, offencesSchema, retentionSchema, satisfactionSchema } from './schema.ts'
import { warningsSchema } from './warnings.ts'

/** What `national/` says: offences, limits, calendars. */
export type Nation = Omit<Packs, 'areas'>

const keptSchema = z.strictObject({
  offences: offencesSchema,
  limits: limitsSchema,
  retention: z.exactOptional(retentionSchema),
  escalation: z.exactOptional(escalationSchema),
  rewards: z.exactOptional(rewardsSchema),
  satisfaction: z.exactOptional(satisfactionSchema),
  transfers: z.exactOptional(transfersSchema),
  crimes: z.exactOptional(crimesSchema),
  cooperation: z.exactOptional(cooperationSchema),
  grid: z.exactOptional(gridSchema),
  nomination: z.exactOptional(nominationSchema),
  systems: z.exactOptional(systemsSchema),
  scrutiny: z.exactOptional(scrutinySchema),
  warnings: z.exactOptional(warningsSchema),
  years: z.array(
    z.strictObject({
      year: z.int(),
      published: z.boolean(),
      holidays: z.array(z.string()),
      workdays: z.array(z.string()),
    }),
  ),
})

/** The nation's files as they are kept, so that a broken one does not stop a service that had a good one. */
export const nationContent = ({
  offences,
  limits,
  calendar,
  retention,
  escalation,
  satisfaction,
  crimes,
  cooperation,
  transfers,
  systems,
  scrutiny,
  warnings,
  grid,
  nomination,
  rewards,
}: Nation): string =>
  JSON.stringify({
    offences: [...offences.values()],
    limits: [...limits.values()],
    retention: [...retention.values()],
    ...(escalation ? { escalation } : {}),
    ...(satisfaction && { satisfaction }),
    ...(transfers && { transfers }),
    ...(systems && { systems }),
    ...(scrutiny && { scrutiny }),
    ...(warnings && { warnings }),
    ...(grid && { grid }),
    ...(nomination && { nomination }),
    ...(rewards && { rewards }),
    ...(crimes && { crimes }),
    ...(cooperation && { cooperation }),
    years: [...calendar.years].map(([year, { published, holidays, workdays }]) => ({
      year,
      published,
      holidays: [...holidays],
      workdays: [...workdays],
    })),
  } satisfies z.input<typeof keptSchema>)

/** Reads them back; `undefined` where they were changed since, or are not understood any more. */
export function readNation(bytes: Uint8Array, hash: string): Nation | undefined {
  const content = unpacked(bytes)
  if (digestOf(content) !== hash) return undefined
  const parsed = keptSchema.safeParse(JSON.parse(content), { error: cureOf })
  if (!parsed.success) return undefined
  const { offences, limits, years, retention = [], escalation, satisfaction } = parsed.data
  const { systems, scrutiny, transfers, rewards, grid, nomination } = parsed.data
  return {
    offences: new Map(offences.map((offence) => [offence.code, offence])),
    limits: new Map(limits.map((limit) => [limit.id, limit])),
    retention: new Map(retention.map((rule) => [rule.kind, rule])),
    ...(escalation ? { escalation } : {}),
    ...(satisfaction && { satisfaction }),
    ...(systems && { systems }),
    ...(scrutiny && { scrutiny }),
    ...(transfers && { transfers }),
    ...(parsed.data.warnings && { warnings: parsed.data.warnings }),
    ...(grid && { grid }),
    ...(nomination && { nomination }),
    ...(rewards && { rewards }),
    ...(parsed.data.crimes && { crimes: parsed.data.crimes }),
    ...(parsed.data.cooperation && { cooperation: parsed.data.cooperation }),
    calendar: {
      years: new Map(
        years.map(({ year, published, holidays, workdays }) => [
          year,
          { published, holidays: new Set(holidays), workdays: new Set(workdays) },
        ]),
      ),
    },
  }
}
