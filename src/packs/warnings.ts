import { z } from 'zod'
import type { WarningRules } from '#core/warning-rules.ts'

const text = z.string().trim().min(1)
const words = z.array(text).min(1)
const days = z.int().min(1).max(3660)
const count = z.int().min(1).max(10_000)
const code = z.string().regex(/^\d{6}$/)

const practice = {
  source: text,
  confidence: z.enum(['S', 'M', 'U']),
  practice: z.literal(true),
}

const surgeRule = z
  .strictObject({
    windows: z.array(z.int().min(1).max(31)).min(1),
    leastSenders: z.int().min(2).max(100),
    falseAlarms: z.number().positive().max(100),
    overlap: z.number().min(1).max(100),
    historyDays: days,
    leastHistoryDays: days,
    recentDays: days,
    guardDays: days,
    halfLifeDays: days,
    quietDays: days,
  })
  .refine(({ leastHistoryDays, historyDays }) => leastHistoryDays <= historyDays, {
    path: ['leastHistoryDays'],
    error: '不能多于 historyDays',
  })
  .refine(({ windows, guardDays }) => Math.max(...windows) <= guardDays, {
    path: ['guardDays'],
    error: '不能少于最长的 windows',
  })

const gradeRule = z.strictObject({
  grade: z.literal([1, 2, 3]),
  senders: z.exactOptional(count),
  urgent: z.exactOptional(count),
  grave: z.exactOptional(count),
})

const clauses = z.strictObject({
  area: code,
  risk: z.strictObject({ clause: text }),
  adverse: z.strictObject({ named: z.boolean(), clause: z.exactOptional(text) }),
  opinion: z.array(z.strictObject({ clause: text, department: text })),
})

export const warningsSchema: z.ZodType<WarningRules> = z.strictObject({
  surge: z.strictObject({ rule: surgeRule, recountDays: days, ...practice }),
  cluster: z.strictObject({ leastCases: count, leastSenders: count, days, ...practice }),
  grades: z.strictObject({ rules: z.array(gradeRule).min(1), ...practice }),
  adverse: z.strictObject({
    offences: words,
    about: z.strictObject({ drug: words, device: words }),
    harm: words,
    grave: words,
    not: words,
    within: count,
    ...practice,
  }),
  areas: z.array(clauses),
  checkedOn: z.iso.date(),
})
