import { z } from 'zod'
import type { Deed } from '#service/deed.ts'
import {
  declineReasons,
  outcomes,
  pauseReasonNames,
  superviseReasonNames,
  transferNames,
} from '../words/terms.ts'
import { elsewhereShapes } from './elsewhere-shapes.ts'
import { idText, oneOf, words } from './shapes.ts'

type DeedOf<T extends Deed['type']> = Extract<Deed, { readonly type: T }>

const task = idText.describe('办理任务的编号，见案件里的 tasks[].task')
const text = words.describe('写给举报人或者留档的话')
const reason = words.describe('理由')

/** What each deed needs. Who adds a deed adds its line here, else the build breaks. */
const shapes: { readonly [T in Deed['type']]: z.ZodObject & z.ZodType<DeedOf<T>> } = {
  accept: z.strictObject({ type: z.literal('accept'), task }),
  review: z.strictObject({
    type: z.literal('review'),
    task,
    changesSeen: z.exactOptional(z.boolean()).describe('写好以后的新情况，看过了'),
  }),
  'send-back-review': z.strictObject({ type: z.literal('send-back-review'), task, reason }),
  'grant-re-examination': z.strictObject({
    type: z.literal('grant-re-examination'),
    office: z.string().max(200).describe('重新核查的单位的编号；空的是原来办的单位'),
    text,
  }),
  'refuse-re-examination': z.strictObject({ type: z.literal('refuse-re-examination'), text }),
  decline: z.strictObject({
    type: z.literal('decline'),
    task,
    reason: oneOf(declineReasons),
    text,
  }),
  return: z.strictObject({ type: z.literal('return'), task, reason, basis: words }),
  rule: z.strictObject({
    type: z.literal('rule'),
    matter: idText,
    lead: idText.describe('主办单位的编号'),
    cooperate: z.array(idText).max(50).describe('协办单位的编号'),
    reason,
    basis: words,
  }),
  note: z.strictObject({ type: z.literal('note'), task, text }),
  ask: z.strictObject({ type: z.literal('ask'), task, text }),
  conclude: z.strictObject({
    type: z.literal('conclude'),
    task,
    outcome: oneOf(outcomes),
    penalty: words.exactOptional(),
    noPenaltyReason: words.exactOptional(),
    text,
  }),
  'add-penalty': z.strictObject({ type: z.literal('add-penalty'), task, penalty: words }),
  pause: z.strictObject({
    type: z.literal('pause'),
    task,
    reason: oneOf(pauseReasonNames),
    document: words,
  }),
  resume: z.strictObject({ type: z.literal('resume'), task }),
  'ask-extension': z.strictObject({ type: z.literal('ask-extension'), task, text }),
  extend: z.strictObject({ type: z.literal('extend'), task }),
  'refuse-extension': z.strictObject({ type: z.literal('refuse-extension'), task, reason }),
  acknowledge: z.strictObject({ type: z.literal('acknowledge') }),
  close: z.strictObject({ type: z.literal('close') }),
  supervise: z.strictObject({
    type: z.literal('supervise'),
    reason: oneOf(superviseReasonNames),
    text,
  }),
  'lift-supervision': z.strictObject({ type: z.literal('lift-supervision'), text }),
  suspect: z.strictObject({ type: z.literal('suspect'), reason }),
  'clear-suspicion': z.strictObject({ type: z.literal('clear-suspicion'), reason }),
  'refer-suspicion': z.strictObject({ type: z.literal('refer-suspicion'), organ: words, text }),
  'change-lead': z.strictObject({
    type: z.literal('change-lead'),
    task,
    lead: idText.describe('改由哪个单位主办'),
    reason,
    basis: words,
  }),
  separate: z.strictObject({ type: z.literal('separate'), offence: idText, reason }),
  merge: z.strictObject({
    type: z.literal('merge'),
    into: idText.describe('主案的编号'),
    reason,
  }),
  unmerge: z.strictObject({ type: z.literal('unmerge'), reason }),
  transfer: z.strictObject({
    type: z.literal('transfer'),
    task,
    to: oneOf(transferNames),
    organ: words.describe('受移送机关'),
    basis: idText.describe('移送依据的编号'),
    materials: z.array(words).max(100).describe('随案移送的材料'),
    on: words.describe('移送函日期，如 2026-11-22'),
    document: words.exactOptional(),
  }),
  'receive-transfer': z.strictObject({
    type: z.literal('receive-transfer'),
    transfer: idText,
    on: words.describe('对方收到的日期，如 2026-11-22'),
    document: words.exactOptional(),
  }),
  ...elsewhereShapes,
}

const [first, ...rest] = Object.values(shapes) as readonly (z.ZodObject & z.ZodType<Deed>)[]
if (!first) throw new Error('an officer can do something')

/** Any deed, told apart by its `type`. */
export const deedShape: z.ZodType<Deed> = z.discriminatedUnion('type', [first, ...rest])
