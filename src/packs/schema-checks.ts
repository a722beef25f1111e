import type { DataChecks } from './data-checks.ts'
import { cooperationSchema, crimesSchema } from './crimes.ts'
import { escalationSchema } from './escalation.ts'
import { gridSchema } from './grid.ts'
import { nominationSchema } from './nomination.ts'
import {
  calendarSchema,
  limitsSchema,
  offencesSchema,
  placesSchema,
  planSchema,
  readingSchema,
  retentionSchema,
  satisfactionSchema,
} from './schema.ts'
import { scrutinySchema } from './scrutiny.ts'
import { systemsSchema } from './systems.ts'
import { transfersSchema } from './transfers.ts'
import { warningsSchema } from './warnings.ts'
import { zodCheck } from './zod-check.ts'

/** Every file through its schema. */
export const schemaChecks: DataChecks = {
  plan: zodCheck(planSchema),
  reading: zodCheck(readingSchema),
  places: zodCheck(placesSchema),
  offences: zodCheck(offencesSchema),
  limits: zodCheck(limitsSchema),
  calendar: zodCheck(calendarSchema),
  retention: zodCheck(retentionSchema),
  escalation: zodCheck(escalationSchema),
  satisfaction: zodCheck(satisfactionSchema),
  transfers: zodCheck(transfersSchema),
  crimes: zodCheck(crimesSchema),
  cooperation: zodCheck(cooperationSchema),
  grid: zodCheck(gridSchema),
  nomination: zodCheck(nominationSchema),
  systems: zodCheck(systemsSchema),
  scrutiny: zodCheck(scrutinySchema),
  warnings: zodCheck(warningsSchema),
}
