import { z } from 'zod'
import { caseNumberPattern } from '#core/case-number.ts'
import { penaltyKinds } from '#core/publication.ts'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('北京时间的日期')
const number = z
  .string()
  .regex(new RegExp(`^${caseNumberPattern}$`))
  .describe('我方件号')
const reference = z.string().min(1).max(100).exactOptional().describe('对方自己的编号')
const note = z.string().min(1).max(2000).exactOptional().describe('给经办人看的话，不写举报人')

const about = {
  number,
  serial: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .describe('对方就这一件发来的第几条，从 1 起，一条不缺'),
  on: day.describe('这件事发生的日子'),
  reference,
  note,
}

const decision = z.string().min(4).max(60).describe('处罚决定书文号')

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({
    type: z.literal(type),
    timestamp: z.iso.datetime({ offset: true }).describe('发生的时间，带时区'),
    data: z.strictObject({ ...about, ...shape }),
  })

/** What a partner may send. */
export const messageShape = z.discriminatedUnion('type', [
  event('inspection.result', {
    result: z.enum(['found', 'not-found', 'not-reachable', 'referred']),
    offences: z
      .array(z.string().regex(/^[A-Z]\d{1,2}$/))
      .max(5)
      .exactOptional(),
  }),
  event('penalty.decided', { decision, kinds: z.array(z.enum(penaltyKinds)).min(1).max(14) }),
  event('penalty.revoked', { decision }),
  event('case.status', {
    status: z.enum(['received', 'investigating', 'suspended', 'closed', 'rejected']),
  }),
])

/** What a partner is answered. */
export const answerShape = z.strictObject({
  id: z.string().describe('我方给这一条的编号'),
  state: z.enum(['received', 'held', 'refused']),
  reason: z
    .enum([
      'waits-for-earlier',
      'out-of-order',
      'too-far-ahead',
      'number-unknown',
      'case-closed',
      'case-merged',
    ])
    .exactOptional(),
})

/** Why nothing was taken; the same id may be used again. */
export const problemShape = z.strictObject({
  error: z.string().describe('一个固定的词'),
  detail: z.string().exactOptional(),
  fields: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .exactOptional()
    .describe('哪一项不对'),
  now: z.string().exactOptional().describe('我方的钟'),
})

const text = z.string()
const absent = z.null()

const task = z.strictObject({
  department: text.describe('部门，方案里的代号'),
  role: z.enum(['lead', 'co-lead', 'responsible', 'cooperate', 'intake']),
  clause: z.union([text, absent]).describe('依据的方案条款'),
  state: z.enum(['assigned', 'accepted', 'declined', 'returned', 'concluded', 'cancelled']),
  dueOn: day.describe('期限'),
  endedOn: z.union([day, absent]),
  outcome: z.union([text, absent]).describe('结论的代号'),
  reason: z.union([text, absent]).describe('不予受理理由的代号'),
  penalty: z.union([text, absent]).describe('处罚决定书文号'),
})

const changeFields = {
  number,
  area: text.describe('辖区的行政区划代码'),
  version: z.number().int().describe('越大越新；比手里的小就不要'),
  state: z.enum(['received', 'accepted', 'declined', 'concluded', 'closed', 'withdrawn', 'merged']),
  receivedOn: day,
  changedOn: day,
  matters: z.array(
    z.strictObject({
      matter: text,
      offence: text.describe('违法行为代号'),
      outcome: z.union([text, absent]),
      tasks: z.array(task),
    }),
  ),
}

/** A case as it is told by webhook. */
export const changeShape = z.strictObject(changeFields)

/** A page of what has changed. */
export const changesShape = z.strictObject({
  changes: z.array(
    z.union([
      z.strictObject({
        ...changeFields,
        texts: z
          .array(z.strictObject({ matter: text, department: text, text }))
          .exactOptional()
          .describe('答复全文，只给设了“带答复全文”的对方'),
      }),
      z
        .strictObject({ number, area: text, state: z.literal('erased') })
        .describe('已按规定删除，请同时删除手里的'),
    ]),
  ),
  next: text.describe('下次放在 after 里'),
  more: z.boolean().describe('还有没有下一页'),
})

export const webhookShape = z.strictObject({
  type: z.literal('exchange.change'),
  timestamp: z.iso.datetime({ offset: true }),
  data: changeShape,
})

/** Published under these names; what changes in a way that breaks a partner gets a version of its own. */
export const shapes = {
  message: messageShape,
  answer: answerShape,
  problem: problemShape,
  change: webhookShape,
  changes: changesShape,
} as const
