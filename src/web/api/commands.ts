import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import { act, preview, type CasePoint } from '#service/desk.ts'
import type { Deed } from '#service/deed.ts'
import { changeMasks } from '#service/masking.ts'
import { longestNews } from '#service/tell-news.ts'
import { newsWords } from '../words/news.ts'
import { deeds } from '../words/terms.ts'
import { numberIn } from './cases.ts'
import { deedShape } from './deed-shapes.ts'
import { operation, type Call } from './operation.ts'
import { idText, list, oneOf, words } from './shapes.ts'

const version = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('看了哪一版再做的；写了 If-Match 就不用写')

/** Which case, and the version that was read: in the body or by `If-Match`. */
export function pointIn(
  call: Call<unknown, { readonly version?: number | undefined }>,
): Result<CasePoint> {
  const number = numberIn(call)
  if (!number.ok) return number
  const seen = call.seen ?? call.body.version
  return seen === undefined
    ? refuse('version-missing')
    : ok({ number: number.value, version: seen })
}

const body = z.strictObject({ version, deed: deedShape })

/** The very words that would be sent are not longer than a message may be. */
async function newsOf(
  { world, officer }: Call,
  point: CasePoint,
  deed: Deed,
): Promise<ReturnType<typeof preview> extends Promise<infer R> ? R : never> {
  const news = await preview(world, officer, point, deed)
  if (!news.ok) return news
  const isTooLong = news.value.some(({ facts }) => (facts['text'] ?? '').length > longestNews)
  return isTooLong ? refuse('text-too-long', { longest: longestNews }) : news
}

const command = operation({
  id: 'doDeed',
  method: 'POST',
  path: '/cases/{number}/commands',
  scope: 'write:cases',
  zh: '对一件做一步：受理、办结、分办、督办等，与工作台上的按钮相同，权限相同',
  en: 'Does one deed on a case, the same as the buttons of the desk and under the same rights',
  body,
  answer: z.object({ number: z.string(), done: oneOf(deeds), version: z.number().int() }),
  problems: ['not-found', 'erased', 'case-changed', 'version-missing', 'wrong-state', 'refused'],
  run: async (call) => {
    const point = pointIn(call)
    if (!point.ok) return point
    const { deed } = call.body
    const news = await newsOf(call, point.value, deed)
    if (!news.ok) return news
    const done = await act(call.world, call.officer, point.value, deed)
    if (!done.ok) return done
    const { number } = point.value
    return ok({ answer: { number, done: deed.type, version: done.value.version } })
  },
})

const previewed = operation({
  id: 'previewDeed',
  method: 'POST',
  path: '/cases/{number}/preview',
  scope: 'write:cases',
  zh: '先看举报人会读到什么；什么也不做',
  en: 'Shows what the reporter would read; nothing is done',
  body,
  asks: true,
  answer: z.object({
    number: z.string(),
    reads: list(z.string()).describe('举报人会读到的话；空的就是不会收到消息'),
  }),
  problems: ['not-found', 'erased', 'case-changed', 'version-missing', 'wrong-state', 'refused'],
  run: async (call) => {
    const point = pointIn(call)
    if (!point.ok) return point
    const news = await newsOf(call, point.value, call.body.deed)
    if (!news.ok) return news
    const reads = news.value.map((one) => newsWords(call.world, one, ''))
    return ok({ answer: { number: point.value.number, reads } })
  },
})

const maskDeed = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mask'), words: z.array(words).max(100), reason: words }),
  z.strictObject({ type: z.literal('unmask'), mask: idText, reason: words }),
  z.strictObject({
    type: z.literal('redact').describe('永久删去，不能恢复'),
    words: z.array(words).max(100),
    reason: words,
  }),
])

const masks = operation({
  id: 'changeMasks',
  method: 'POST',
  path: '/cases/{number}/masks',
  scope: 'write:cases',
  zh: '遮盖能认出人的字、解除遮盖，或者永久删去',
  en: 'Hides words that tell who somebody is, shows them again, or takes them out for good',
  body: z.strictObject({ version, deed: maskDeed }),
  answer: z.object({ number: z.string(), done: z.string() }),
  problems: ['not-found', 'erased', 'case-changed', 'version-missing', 'wrong-state', 'refused'],
  run: async (call) => {
    const point = pointIn(call)
    if (!point.ok) return point
    const { deed } = call.body
    const done = await changeMasks(call.world, call.officer, point.value, deed)
    return done.ok ? ok({ answer: { number: point.value.number, done: deed.type } }) : done
  },
})

/** What an officer does to a case. */
export const commandOperations = [command, previewed, masks]
