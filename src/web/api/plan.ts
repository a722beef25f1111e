import { z } from 'zod'
import { mayFor } from '#core/access.ts'
import { dayOf, yearOf } from '#core/clock.ts'
import { ok, refuse } from '#core/result.ts'
import { reasonOpener } from '#service/case-file.ts'
import { readGaps } from '#service/gaps.ts'
import { correctReading, discardDraft, dropCorrection, planDesk } from '#service/plan-edit.ts'
import { planVersions, publishDraft } from '#service/plan-publish.ts'
import { planTable } from '#service/plan-table.ts'
import { planParts } from '../words/plan.ts'
import { operation } from './operation.ts'
import { day, idText, instant, list, oneOf, words } from './shapes.ts'

const text = z.string()
const revision = z.number().int().min(0).describe('看到的草稿是第几次改动')
const areaPath = '/areas/{area}'

const gaps = operation({
  id: 'readGaps',
  method: 'GET',
  path: '/gaps',
  scope: 'read:plan',
  zh: '方案空白清单：方案没有写到、没有定牵头的',
  en: 'What the plan leaves open',
  query: z.strictObject({ year: z.coerce.number().int().min(2020).max(2100).optional() }),
  answer: z.object({
    area: text,
    year: z.number().int(),
    gaps: list(
      z.object({
        offence: text,
        name: text,
        kind: z.enum(['silent', 'open']),
        clauses: list(text),
        candidates: list(text),
        concerned: list(text),
        reason: text,
        matters: z.number().int().optional().describe('当年遇到几件；检举控告不计'),
        rulings: list(
          z.object({ number: text, lead: text, cooperate: list(text), reason: text, on: day }),
        ),
      }),
    ),
    clauses: list(
      z.object({ clause: text, heading: text, asWritten: text, withoutDuty: list(text) }),
    ),
    unsaid: list(text),
  }),
  run: async ({ world, officer, query }) => {
    const year = query.year ?? yearOf(dayOf(world.clock()))
    const read = await readGaps(world, officer, year, reasonOpener(world))
    return read.ok ? ok({ answer: read.value }) : read
  },
})

const plan = operation({
  id: 'readPlan',
  method: 'GET',
  path: `${areaPath}/plan`,
  scope: 'manage:plan',
  zh: '方案怎么读的：每种行为归谁、依据哪一条；草稿里有什么',
  en: 'How the plan is read: whose each offence is and by which clause; what the draft holds',
  answer: z.object({
    area: text,
    version: z.object({ number: z.number().int(), reason: text }).optional(),
    rows: list(
      z.object({
        offence: z.object({ code: text, zh: text, group: text }),
        basis: text,
        open: z.boolean(),
        accusation: z.boolean(),
        clauses: list(text),
        cells: list(
          z.object({ department: text, part: oneOf(planParts), clause: text.optional() }),
        ),
      }),
    ),
    draft: z.object({
      revision,
      changes: list(z.object({ by: text, at: instant, offence: text })),
    }),
  }),
  problems: ['not-found'],
  run: async ({ world, officer, path }) => {
    const desk = await planDesk(world, officer, path['area'] ?? '')
    if (!desk.ok) return desk
    const { area, inForce, draft } = desk.value
    const changes = draft.changes.map(({ entry, by, at }) => ({ by, at, offence: entry.offence }))
    return ok({
      answer: {
        area,
        ...(inForce.version ? { version: inForce.version } : {}),
        rows: planTable(inForce.pack, world.packs.offences),
        draft: { revision: draft.revision, changes },
      },
    })
  },
})

const narrowed = z.strictObject({
  byClause: idText,
  lead: z.array(idText).max(30),
  cooperate: z.array(idText).max(30),
})

/** The whole reading of an offence, as the page writes it. */
const entry = z.strictObject({
  offence: idText,
  basis: z.enum(['plan', 'by-function']),
  clauses: z.array(idText).max(30),
  narrowed: narrowed.exactOptional(),
  proposed: z
    .strictObject({ lead: z.array(idText).max(30), cooperate: z.array(idText).max(30) })
    .exactOptional(),
  level: z.enum(['province', 'prefecture', 'county']).exactOptional(),
  reason: words,
})

const correct = operation({
  id: 'correctReading',
  method: 'POST',
  path: `${areaPath}/plan/draft`,
  scope: 'manage:plan',
  zh: '在草稿里改一种行为的归属',
  en: 'Changes the reading of one offence in the draft',
  body: z.strictObject({ seen: revision, entry }),
  answer: z.object({ revision }),
  problems: ['not-found', 'wrong-state', 'refused'],
  run: async ({ world, officer, path, body }) => {
    const done = await correctReading(world, officer, path['area'] ?? '', body)
    return done.ok ? ok({ answer: { revision: done.value.revision } }) : done
  },
})

const drop = operation({
  id: 'dropCorrection',
  method: 'POST',
  path: `${areaPath}/plan/draft/drop`,
  scope: 'manage:plan',
  zh: '草稿里的一处改动不要了；不写 offence 就是整个草稿不要了',
  en: 'Takes one change out of the draft; without an offence all of them',
  body: z.strictObject({ seen: revision, offence: idText.optional() }),
  answer: z.object({ revision }),
  problems: ['not-found', 'wrong-state', 'refused'],
  run: async ({ world, officer, path, body }) => {
    const { offence, seen } = body
    const area = path['area'] ?? ''
    const right = mayFor(officer, 'edit-plan', area)
    if (!right.ok) return right
    if (!world.packs.areas.has(area)) return refuse('area-not-yours')
    const done =
      offence === undefined
        ? await discardDraft(world, officer, area, seen)
        : await dropCorrection(world, officer, area, { offence, seen })
    return done.ok ? ok({ answer: { revision: done.value.revision } }) : done
  },
})

const publish = operation({
  id: 'publishPlan',
  method: 'POST',
  path: `${areaPath}/plan/publish`,
  scope: 'manage:plan',
  zh: '把草稿发布为新的一版；看了以后有人动过就不做',
  en: 'Publishes the draft as the next version; not if anybody moved it since',
  body: z.strictObject({ reason: words, revision, number: z.number().int().min(0) }),
  answer: z.object({ label: text }),
  problems: ['not-found', 'wrong-state', 'refused'],
  run: async ({ world, officer, path, body }) => {
    const area = path['area'] ?? ''
    if (!world.packs.areas.has(area)) return refuse('area-not-yours')
    const done = await publishDraft(world, officer, area, body)
    return done.ok ? ok({ answer: done.value }) : done
  },
})

const versions = operation({
  id: 'listPlanVersions',
  method: 'GET',
  path: `${areaPath}/plan/versions`,
  scope: 'manage:plan',
  zh: '发布过的每一版，最近的在前',
  en: 'Every version that was published, newest first',
  answer: z.object({
    versions: list(
      z.object({ number: z.number().int(), at: instant, name: text, reason: text, hash: text }),
    ),
  }),
  problems: ['not-found'],
  run: async ({ world, officer, path }) => {
    const area = path['area'] ?? ''
    const lines = await planVersions(world, officer, area)
    return lines.ok ? ok({ answer: { versions: lines.value } }) : lines
  },
})

/** The plan, what it leaves open, and how its reading is changed. */
export const planOperations = [gaps, plan, correct, drop, publish, versions]
