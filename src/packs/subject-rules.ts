import { z } from 'zod'
import type { AreaCode, Plan } from '#core/plan.ts'
import { creditKinds, type SubjectRules } from '#core/subject-rules.ts'
import { subjectKinds } from '#core/subject.ts'
import type { AreaPack } from './packs.ts'
import { packError, type Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'
import { zodCheck } from './zod-check.ts'

const file = 'national/subjects.json'
const words = z.string().trim().min(1)
const area = z.string().regex(/^\d{6}$/)
const weight = z.int().min(0).max(100)
const of = z.array(z.enum(subjectKinds)).min(1).readonly()

const schema: z.ZodType<SubjectRules> = z.strictObject({
  version: words,
  weights: z.strictObject({
    substantiated: weight,
    partly: weight,
    transferred: weight,
    open: weight,
    months: z.int().min(1).max(60),
    source: words,
    reason: words,
  }),
  inspections: z
    .array(
      z.strictObject({
        area,
        clause: words,
        raises: z.enum(['complaints', 'key-institutions', 'blacklist', 'none']),
        raisesClause: z.exactOptional(words),
        says: words,
      }),
    )
    .readonly(),
  credit: z
    .array(
      z.strictObject({
        area,
        kind: z.enum(creditKinds),
        of,
        clause: words,
        says: words,
        to: z.array(words).readonly(),
        points: z.exactOptional(
          z.strictObject({
            source: words,
            values: z.array(z.strictObject({ offence: words, points: z.int().min(1) })).readonly(),
          }),
        ),
        period: z.exactOptional(z.strictObject({ source: words, months: z.int().min(1) })),
      }),
    )
    .readonly(),
  uses: z
    .array(
      z.strictObject({
        area,
        id: z.string().regex(/^[a-z-]{1,40}$/),
        name: words,
        of,
        clause: words,
      }),
    )
    .readonly(),
})

const read = (dataDir: string) => readJson(dataDir, file, zodCheck(schema))

/** What is wrong in the file. */
export function problemsOfSubjects(
  dataDir: string,
  areas: ReadonlyMap<AreaCode, Pick<AreaPack, 'plan'>>,
): readonly Problem[] {
  const rules = read(dataDir)
  if (!rules.ok) return rules.problems
  const { inspections, credit, uses } = rules.value
  const unknown = [...inspections, ...credit, ...uses]
    .filter((one) => !hasClause(areas.get(one.area)?.plan, one.clause))
    .map((one) => ({ field: `${one.area} ${one.clause}`, cure: '方案里没有这一条。改成条款号' }))
  const twice = repeated([
    ...inspections.map((one) => `${one.area} 抽查`),
    ...uses.map((one) => `${one.area} ${one.id}`),
  ]).map((field) => ({ field, cure: '写了两次。删去一条' }))
  return [...unknown, ...twice].map((problem) => ({ file, ...problem }))
}

/** A plan that is not here is somebody else's affair. */
const hasClause = (plan: Plan | undefined, clause: string): boolean =>
  plan === undefined || plan.clauses.some((one) => one.clause === clause)

/** What the plans ask for of those complained of, and our working default where they say nothing. */
export function loadSubjectRules(dataDir: string): SubjectRules {
  const rules = read(dataDir)
  if (!rules.ok) throw packError(rules.problems)
  return rules.value
}
