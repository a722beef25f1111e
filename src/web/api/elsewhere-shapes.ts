import { z } from 'zod'
import type { CommandOf } from '#core/command.ts'
import { policeAnswers } from '#core/crime.ts'
import type { ElsewhereDeed } from '#service/elsewhere-deed.ts'
import { mediationResults } from '#service/elsewhere-words.ts'
import { day, idText, instant, list, oneOf, words } from './shapes.ts'

type DeedOf<T extends ElsewhereDeed['type']> = Extract<ElsewhereDeed, { readonly type: T }>

const answer = z.enum(['yes', 'no', 'unsure'])
const on = words.describe('日期，如 2026-11-22')
const document = words.describe('文号；没有的写空')
const task = idText.describe('办理任务的编号')

const copied = z.strictObject({ kind: z.literal('copied'), organ: words, on, document })
const answered = z.strictObject({
  kind: z.literal('answered'),
  answer: z.enum(policeAnswers),
  on,
  document,
  text: words,
})
const items = z.strictObject({ kind: z.literal('items'), on, document })
const sentAgain = z.strictObject({ kind: z.literal('sent-again'), on, document })
const objected = z.strictObject({
  kind: z.literal('objected'),
  way: z.enum(['reconsideration', 'prosecutor']),
  on,
  document,
  text: words,
})
const prosecuted = z.strictObject({
  kind: z.literal('prosecuted'),
  result: z.enum(['filing-asked', 'no-ground']),
  on,
  document,
})
const goneOn = z.strictObject({ kind: z.literal('gone-on'), on, text: words })

const step: z.ZodType<CommandOf<'follow-transfer'>['step']> = z.discriminatedUnion('kind', [
  copied,
  answered,
  items,
  sentAgain,
  objected,
  prosecuted,
  goneOn,
])

const consent = z.strictObject({
  kind: z.literal('consent'),
  party: z.enum(['reporter', 'other']),
  agreed: z.boolean(),
  on,
  document,
})
const handed = z.strictObject({ kind: z.literal('handed'), on, document, text: words })
const ended = z.strictObject({
  kind: z.literal('ended'),
  result: oneOf(mediationResults),
  on,
  document,
})

const mediationStep: z.ZodType<CommandOf<'follow-mediation'>['step']> = z.discriminatedUnion(
  'kind',
  [consent, handed, ended],
)

/** What deeds need that send something elsewhere. */
export const elsewhereShapes: {
  readonly [T in ElsewhereDeed['type']]: z.ZodObject & z.ZodType<DeedOf<T>>
} = {
  'propose-transfer': z.strictObject({
    type: z.literal('propose-transfer'),
    task,
    criterion: idText.describe('涉嫌犯罪标准的编号'),
    elements: z.array(z.strictObject({ id: idText, answer })).max(50),
    annexes: z
      .array(z.strictObject({ annex: idText, material: words, missing: words }))
      .max(20)
      .describe('每一种材料：有，是什么；没有，为什么'),
    team: z.array(words).max(20).describe('专案组的执法人员'),
    organ: words.describe('同级公安机关'),
    text: words.describe('查明的情况，不写举报人的话'),
  }),
  'decide-transfer': z.strictObject({
    type: z.literal('decide-transfer'),
    proposal: idText,
    granted: z.boolean(),
    head: words.describe('作决定的本机关负责人'),
    on,
    reason: words.describe('不批准的理由；批准的写空'),
  }),
  'follow-transfer': z.strictObject({
    type: z.literal('follow-transfer'),
    transfer: idText,
    step,
  }),
  'offer-mediation': z.strictObject({
    type: z.literal('offer-mediation'),
    task,
    body: z.enum(['people', 'industry']),
    organ: words.describe('调解组织的名称'),
    text: words.describe('问举报人的话'),
  }),
  'follow-mediation': z.strictObject({
    type: z.literal('follow-mediation'),
    mediation: idText,
    step: mediationStep,
  }),
  'clear-accused': z.strictObject({
    type: z.literal('clear-accused'),
    matter: idText,
    organ: words,
    document: words,
    on,
    text: words,
  }),
  'hand-ethics': z.strictObject({
    type: z.literal('hand-ethics'),
    task,
    unit: words.describe('接收的考评单位'),
    on,
    document,
    text: words,
  }),
}

const text = z.string()
const due = z.object({ on: day, limit: text, provisional: z.boolean() })
const when = { at: instant, due: due.optional() }

/** What became of a letter. */
export const crimeStepShape = z.union([
  copied.extend(when),
  answered.extend(when),
  items.extend(when),
  sentAgain.extend(when),
  objected.extend(when),
  prosecuted.extend(when),
  goneOn.extend(when),
])

/** A report on a suspected crime. */
export const proposalShape = z.object({
  id: text,
  task: text,
  criterion: text,
  crime: text,
  article: text,
  elements: list(z.object({ id: text, kind: z.enum(['all', 'any']), text, answer })),
  annexes: list(z.object({ annex: text, name: text, material: text, missing: text })),
  team: list(text),
  organ: text,
  text,
  ...when,
  decision: z
    .object({ granted: z.boolean(), head: text, on: day, reason: text, ...when })
    .optional(),
})

/** A dispute offered to a mediator. */
export const mediationShape = z.object({
  id: text,
  task: text,
  body: z.enum(['people', 'industry']),
  organ: text,
  clause: text.optional(),
  question: text,
  at: instant,
  steps: list(
    z.union([
      consent.extend({ at: instant }),
      handed.extend({ at: instant }),
      ended.extend({ at: instant }),
    ]),
  ),
})

/** 澄清文书. */
export const clearingShape = z.object({
  matter: text,
  organ: text,
  document: text,
  on: day,
  clause: text,
  text,
  at: instant,
})

/** 医德考评. */
export const ethicsShape = z.object({
  task: text,
  unit: text,
  on: day,
  document: text,
  clause: text.optional(),
  text,
  at: instant,
})
