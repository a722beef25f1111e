import { z } from 'zod'
import { pauseReasons } from '#core/task-clock.ts'
import type { Limit } from '#core/due.ts'
import type { Offence, Place, Plan, Reading, ReadingEntry } from '#core/plan.ts'
import type { SatisfactionRule } from '#core/rating.ts'
import { retainedKinds, type RetentionRule } from '#core/retention.ts'
import type { CalendarFile } from './calendar-file.ts'
import { planScrutinySchema } from './scrutiny.ts'

const words = z.string().trim().min(1)
const day = z.iso.date()
const areaCode = z.string().regex(/^\d{6}$/, '应是六位行政区划代码，如 "370300"（加英文双引号）')
const placeCode = z
  .string()
  .regex(/^\d{6}(\d{3})?$/, '应是六位（区县）或九位（乡镇街道）代码，如 "370303"')
const departmentId = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, '部门代号只用小写英文和连字符，如 "health-commission"')
const departmentIds = z.array(departmentId).readonly()
const offenceCode = z.string().regex(/^[A-N]\d{1,2}$/, '应是违法行为代码，如 "A1"')
const level = z.enum(['province', 'prefecture', 'county'])

const departmentSchema = z.strictObject({
  id: departmentId,
  name: words,
  asWritten: z.array(words).readonly(),
  now: z.exactOptional(z.strictObject({ name: words, since: words, source: words })),
})

const clauseSchema = z.strictObject({
  clause: words,
  heading: words,
  matter: words,
  reportable: z.boolean(),
  allocation: z.enum([
    'sole',
    'first-listed-leads',
    'lead-and-cooperate',
    'each-leads-by-duty',
    'jointly-responsible',
    'lead-with-all',
  ]),
  lead: departmentIds,
  responsible: departmentIds,
  cooperate: departmentIds,
  openEnded: z.boolean(),
  asWritten: words,
  note: z.exactOptional(words),
})

const dutySchema = z.strictObject({
  department: departmentId,
  clause: words,
  duty: words,
  keywords: z.array(words).readonly(),
})

const annexTaskSchema = z.strictObject({
  item: words,
  task: words,
  lead: departmentIds,
  due: words,
  asWritten: z.exactOptional(words),
  since: z.exactOptional(day),
  dueOn: z.exactOptional(day),
  supportsClause: z.exactOptional(words),
})

/** One area's published plan, as `areas/<code>-<name>/plan.json` holds it. */
export const planSchema: z.ZodType<Plan> = z.strictObject({
  area: z.strictObject({
    code: areaCode,
    name: words,
    level,
    letters: z.string().regex(/^[A-Z]{2,4}$/, '举报编号的字头，二到四个大写字母，如 "ZB"'),
  }),
  document: z.strictObject({ title: words, number: words, issuer: words, issuedOn: day }),
  validity: z.strictObject({ status: words, checkedOn: day }),
  leadRule: z.strictObject({
    rule: z.enum(['none', 'first-listed-leads']),
    from: z.exactOptional(words),
    asWritten: z.exactOptional(words),
  }),
  departments: z.array(departmentSchema).min(1).readonly(),
  clauses: z.array(clauseSchema).min(1).readonly(),
  sections: z.exactOptional(z.array(z.strictObject({ clause: words, heading: words })).readonly()),
  duties: z.array(dutySchema).readonly(),
  annexTasks: z.array(annexTaskSchema).readonly(),
  channels: z.array(z.strictObject({ clause: words, channel: words })).readonly(),
  systems: z
    .array(z.strictObject({ id: words, clause: words, asks: z.exactOptional(words.max(80)) }))
    .readonly(),
  scrutiny: z.exactOptional(planScrutinySchema),
  gaps: z.array(words).readonly(),
})

const shareSchema = { lead: departmentIds, cooperate: departmentIds }

/** What a reading says of one offence. */
export const readingEntrySchema: z.ZodType<ReadingEntry> = z.strictObject({
  offence: offenceCode,
  basis: z.enum(['plan', 'by-function']),
  clauses: z.array(words).readonly(),
  narrowed: z.exactOptional(z.strictObject({ ...shareSchema, byClause: words })),
  proposed: z.exactOptional(z.strictObject(shareSchema)),
  level: z.exactOptional(level),
  reason: words,
})

/** Our reading of one plan: offence → clause, as `reading.json` holds it. */
export const readingSchema: z.ZodType<Reading> = z.strictObject({
  area: areaCode,
  entries: z.array(readingEntrySchema).readonly(),
})

/** Districts and townships of one area, as `places.json` holds them. */
export const placesSchema: z.ZodType<readonly Place[]> = z
  .array(
    z.strictObject({
      code: placeCode,
      name: words,
      also: z.array(words).readonly(),
      level: z.enum(['province', 'prefecture', 'county', 'township']),
      within: placeCode,
    }),
  )
  .min(1)
  .readonly()

const offenceSchema = z.strictObject({
  code: offenceCode,
  group: words,
  zh: words,
  en: words,
  plain: words.max(12),
  handOver: z.exactOptional(z.strictObject({ to: words, why: words })),
  stream: z.exactOptional(z.literal('accusation')),
  concerns: z.exactOptional(departmentIds),
  asks: z.array(words).readonly(),
  signals: z.array(z.strictObject({ phrase: words, weight: z.number().min(1).max(5) })).readonly(),
})

/** The taxonomy, as `national/offences.json` holds it. What can be reported is somebody's business. */
export const offencesSchema: z.ZodType<readonly Offence[]> = z
  .array(
    offenceSchema.refine(
      ({ handOver, concerns = [] }) => handOver !== undefined || concerns.length > 0,
      { path: ['concerns'], error: '能举报的要写依法管这类事的部门，至少一个' },
    ),
  )
  .min(1)
  .readonly()

const stepSchema = z.enum([
  'assign',
  'accept',
  'check',
  'tell',
  'conclude',
  'mediate',
  'return',
  'competence',
  'penalty',
  'hand-over',
  'review',
  'acknowledge',
  'answer',
  're-examine',
  'deliver',
  'police-answer',
  'police-items',
  'police-objection',
  'police-reconsideration',
])

const streamSchema = z.enum(['tip-off', 'complaint', 'petition', 'accusation', 'consultation'])

/** Time limits with their sources, as `national/limits.json` holds them. */
export const limitsSchema: z.ZodType<readonly Limit[]> = z
  .array(
    z.strictObject({
      id: words,
      step: stepSchema,
      stream: z.exactOptional(streamSchema),
      department: z.exactOptional(departmentId),
      area: z.exactOptional(areaCode),
      offence: z.exactOptional(
        z.string().regex(/^[A-N]\d{0,2}$/, '应是违法行为代码或它的组，如 "H1" 或 "H"'),
      ),
      amount: z.int().min(0),
      unit: z.enum(['WD', 'ND']),
      source: words,
      confidence: z.enum(['S', 'M', 'U']),
      practice: z.exactOptional(z.boolean()),
      pause: z.exactOptional(
        z.strictObject({ reasons: z.array(z.enum(pauseReasons)).min(1), source: words }),
      ),
      extension: z.exactOptional(
        z.strictObject({ amount: z.int().min(1), times: z.int().min(1), source: words }),
      ),
    }),
  )
  .min(1)
  .readonly()

const termUnit = z.enum(['D', 'M', 'Y'])

/** How long each kind of data is kept, as `national/retention.json` holds it: each kind once. */
export const retentionSchema: z.ZodType<readonly RetentionRule[]> = z
  .array(
    z.strictObject({
      kind: z.enum(retainedKinds),
      from: z.enum(['last-message', 'case-ended', 'reward-ended', 'written']),
      amount: z.int().min(1),
      unit: termUnit,
      least: z.exactOptional(
        z.strictObject({
          amount: z.int().min(1),
          unit: termUnit,
          source: words,
          confidence: z.enum(['S', 'M']),
        }),
      ),
      source: words,
      confidence: z.enum(['S', 'M', 'U']),
      checkedOn: day,
    }),
  )
  .refine((rules) => retainedKinds.every((kind) => rules.some((rule) => rule.kind === kind)), {
    error: `每一种都要有一条：${retainedKinds.join('、')}`,
  })
  .readonly()

/** When a reporter is asked and what they are told, as `national/satisfaction.json` holds it. Only what is sure is told as law. */
export const satisfactionSchema: z.ZodType<SatisfactionRule> = z.strictObject({
  ask: z.strictObject({
    days: z.int().min(1).max(90),
    practice: z.literal(true),
    source: words,
    checkedOn: day,
  }),
  archive: z.strictObject({
    days: z.int().min(1).max(365),
    practice: z.literal(true),
    source: words,
    checkedOn: day,
  }),
  remedies: z
    .array(
      z.strictObject({
        whom: z.enum(['affected', 'informant']),
        text: z.strictObject({ 'zh-cn': words.max(80), en: words.max(160) }),
        source: words,
        confidence: z.literal('S'),
        checkedOn: day,
      }),
    )
    .min(1)
    .readonly(),
})

/** A year's days off and working weekends. */
export const calendarSchema: z.ZodType<CalendarFile> = z.strictObject({
  year: z.int().min(2000).max(2100),
  published: z.boolean(),
  source: words,
  holidays: z.array(day).readonly(),
  workdays: z.array(day).readonly(),
})
