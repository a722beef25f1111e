import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { PlainLaw, PublishRules } from '#core/publish-rules.ts'
import { penaltyKinds } from '#core/publication.ts'
import { packError, type Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'
import { zodCheck } from './zod-check.ts'

const words = z.string().trim().min(1)
const sourced = { source: words, confidence: z.enum(['S', 'M']) }
const reasoned = { source: words, reason: words }

/** Below three a number says who it was, whatever an operator wishes. */
const leastOfFewest = 3

const rulesSchema: z.ZodType<PublishRules> = z.strictObject({
  version: words,
  register: z.strictObject({
    delayDays: z.int().min(1).max(366),
    jitterDays: z.int().min(1).max(366),
    batchDays: z.array(z.int().min(1).max(28)).min(1).max(4).readonly(),
    smallestBatch: z.int().min(2).max(50),
    shownMonths: z.int().min(1).max(120),
    ...reasoned,
    shownSource: words,
  }),
  statistics: z.strictObject({
    fewest: z.int().min(leastOfFewest).max(100),
    settleDays: z.int().min(1).max(366),
    ...reasoned,
  }),
  names: z.strictObject({ fill: words, compound: z.array(words).readonly(), ...reasoned }),
  telltale: z.strictObject({ words: z.array(words).min(1).readonly(), ...reasoned }),
  withdrawal: z.strictObject({ text: words, ...sourced }),
  penalties: z.strictObject({ names: z.record(z.enum(penaltyKinds), words), ...sourced }),
  templates: z
    .array(
      z.strictObject({
        id: words,
        name: words,
        title: words,
        found: words,
        handled: words,
        law: words,
        reminder: words,
      }),
    )
    .readonly(),
})

const techniqueSchema = z.strictObject({
  name: words,
  also: z.array(words).readonly(),
  grade: z.enum(['forbidden', 'restricted']),
  source: words,
})

const lawSchema: z.ZodType<PlainLaw> = z.strictObject({
  version: words,
  notice: words,
  pages: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z-]{1,40}$/),
        title: words,
        lead: words,
        offences: z.array(words).readonly(),
        statements: z
          .array(
            z.strictObject({ kind: z.enum(['right', 'wrong', 'ask']), text: words, ...sourced }),
          )
          .min(1)
          .readonly(),
      }),
    )
    .readonly(),
  techniques: z.array(techniqueSchema).readonly(),
})

const files = { rules: 'national/publish.json', law: 'national/law.json' } as const

/** How an area tells the public what, and the law in plain words. */
export interface Publishing {
  readonly rules: PublishRules
  readonly law: PlainLaw
}

/** What is wrong in the two files. */
export function problemsOfPublishing(dataDir: string): readonly Problem[] {
  const rules = readJson(dataDir, files.rules, zodCheck(rulesSchema))
  const law = readJson(dataDir, files.law, zodCheck(lawSchema))
  const cure = '写了两次。换一个 id'
  const twice = law.ok ? repeated(law.value.pages.map(({ id }) => id)) : []
  return [
    ...(rules.ok ? [] : rules.problems),
    ...(law.ok ? [] : law.problems),
    ...twice.map((field) => ({ file: files.law, field, cure })),
  ]
}

/**
 * The rules and the plain law. The operator's own list of techniques, `techniques.json` in the folder that holds what
 * runs, is read along with them.
 */
export function loadPublishing(dataDir: string, dir?: string): Publishing {
  const rules = readJson(dataDir, files.rules, zodCheck(rulesSchema))
  const law = readJson(dataDir, files.law, zodCheck(lawSchema))
  if (!rules.ok) throw packError(rules.problems)
  if (!law.ok) throw packError(law.problems)
  const own = dir === undefined ? [] : ownTechniques(join(dir, 'techniques.json'))
  return {
    rules: rules.value,
    law: { ...law.value, techniques: [...law.value.techniques, ...own] },
  }
}

function ownTechniques(path: string): PlainLaw['techniques'] {
  if (!existsSync(path)) return []
  const parsed = z
    .array(techniqueSchema)
    .readonly()
    .safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`${path} 读不懂：${z.prettifyError(parsed.error)}。改正，或删去`)
}
