import { isCaseNumber } from '#core/case-number.ts'
import { z } from 'zod'
import { ok, refuse, type Result } from '#core/result.ts'
import { readFlock } from '#service/alike.ts'
import { readCase, readEvidence } from '#service/desk.ts'
import { queues, readInbox, type QueueFilter } from '#service/inbox.ts'
import { evidenceHeaders } from '../evidence-headers.ts'
import { tabsOf } from '../queue-tabs.ts'
import { caseStates, streams } from '../words/terms.ts'
import { caseShape, eventShape, evidenceShape, rowShape } from './case-shape.ts'
import { openCursor, sealCursor } from './cursors.ts'
import { operation, type Call } from './operation.ts'
import { cursor, instant, limit, list, oneOf } from './shapes.ts'

const queueShape = z.enum(queues)

/** The number in the address, as cases have it; what is none is not there, like what may not be seen. */
export function numberIn({ path }: Pick<Call, 'path'>): Result<string> {
  const number = (path['number'] ?? '').toUpperCase()
  return isCaseNumber(number) ? ok(number) : refuse('case-not-visible')
}

/** The case of the number in the address, if this officer may see it. */
async function caseIn(call: Pick<Call, 'path' | 'world' | 'officer'>) {
  const number = numberIn(call)
  return number.ok ? await readCase(call.world, call.officer, number.value) : number
}

const yes = z.literal('yes').optional()

/** By what a list is narrowed, as at the desk. */
const filters = {
  offence: z.string().max(20).optional(),
  place: z.string().max(20).optional(),
  stream: oneOf(streams).optional(),
  state: z.string().max(20).optional(),
  urgent: yes,
  waits: yes.describe('问了举报人还没有答复'),
  free: yes.describe('没有人认领'),
}

function filterIn(asked: z.output<z.ZodObject<typeof filters>>): QueueFilter {
  const { offence, place, stream, state, urgent, waits, free } = asked
  return {
    ...(offence === undefined ? {} : { offence }),
    ...(place === undefined ? {} : { place }),
    ...(stream === undefined ? {} : { stream }),
    ...(state === undefined ? {} : { state }),
    ...(urgent ? { urgent: true } : {}),
    ...(waits ? { waits: true } : {}),
    ...(free ? { free: true } : {}),
  }
}

const listCases = operation({
  id: 'listCases',
  method: 'GET',
  path: '/cases',
  scope: 'read:cases',
  zh: '列出案件：收件箱的一栏，最急的在前；"已办"最近的在前',
  en: 'Lists cases: one queue of the inbox, the most pressing first; what is done latest first',
  query: z.strictObject({ queue: queueShape.optional(), ...filters, limit, cursor }),
  answer: z.object({
    queue: queueShape,
    cases: list(rowShape),
    next: z.string().optional().describe('下一页的标记；没有就是最后一页'),
    counts: z.object({
      open: z.number().int(),
      due: z.number().int(),
      overdue: z.number().int(),
      waiting: z.number().int(),
      urgent: z.number().int(),
    }),
  }),
  problems: ['bad-cursor'],
  run: async ({ world, officer, query }) => {
    const [first] = tabsOf[officer.role]
    const queue = query.queue ?? first
    if (queue === undefined || !tabsOf[officer.role].includes(queue))
      return refuse('role-may-not', { role: officer.role, action: query.queue ?? 'see-inbox' })
    const filter = filterIn(query)
    const about = ['cases', officer.id, queue, JSON.stringify(filter)]
    const place = openCursor(world, about, query.cursor)
    if (!place.ok) return place
    const page = await readInbox(world, officer, {
      queue,
      filter,
      limit: query.limit,
      ...(place.value === undefined ? {} : { cursor: place.value }),
    })
    if (!page.ok) return page
    const { rows, next, counts } = page.value
    const more = next === undefined ? {} : { next: sealCursor(world, about, next) }
    return ok({ answer: { queue, cases: rows, counts, ...more } })
  },
})

const readOne = operation({
  id: 'readCase',
  method: 'GET',
  path: '/cases/{number}',
  scope: 'read:cases',
  zh: '读一件：工作台案件页上的全部。没有举报人的身份、地址和渠道',
  en: "Reads one case: all that the desk's page shows. The reporter's identity, address and channel are not in it",
  answer: caseShape,
  problems: ['not-found', 'erased'],
  run: async (call) => {
    const read = await caseIn(call)
    return read.ok ? ok({ answer: read.value, version: read.value.file.version }) : read
  },
})

const readHistory = operation({
  id: 'readHistory',
  method: 'GET',
  path: '/cases/{number}/history',
  scope: 'read:cases',
  zh: '一件的办理经过，从早到晚',
  en: 'What happened to a case, oldest first',
  answer: z.object({ number: z.string(), version: z.number().int(), history: list(eventShape) }),
  problems: ['not-found', 'erased'],
  run: async (call) => {
    const read = await caseIn(call)
    if (!read.ok) return read
    const { file, history } = read.value
    return ok({ answer: { number: file.number, version: file.version, history } })
  },
})

const listEvidence = operation({
  id: 'listEvidence',
  method: 'GET',
  path: '/cases/{number}/evidence',
  scope: 'read:cases',
  zh: '一件的材料清单',
  en: 'The files of a case',
  answer: z.object({ number: z.string(), evidence: list(evidenceShape) }),
  problems: ['not-found', 'erased'],
  run: async (call) => {
    const read = await caseIn(call)
    if (!read.ok) return read
    return ok({ answer: { number: read.value.file.number, evidence: read.value.evidence } })
  },
})

const sendEvidence = operation({
  id: 'readEvidence',
  method: 'GET',
  path: '/cases/{number}/evidence/{id}',
  scope: 'read:cases',
  zh: '一份材料：清除了拍摄信息的副本；清除不了的录音和文档给原件，照片从不给原件',
  en: 'One file: the copy without metadata; of sound and documents that cannot be cleaned the original, of photos never',
  answer: z.never(),
  types: ['application/octet-stream', 'image/*'],
  problems: ['not-found', 'erased', 'wrong-state'],
  run: async (call) => {
    const { world, officer, path } = call
    const number = numberIn(call)
    if (!number.ok) return number
    const about = { number: number.value, evidence: path['id'] ?? '' }
    const read = await readEvidence(world, officer, about)
    if (!read.ok) return read
    const bytes = ReadableStream.from(read.value.parts)
    return ok({ bytes: { bytes, headers: evidenceHeaders(read.value) } })
  },
})

const listAlike = operation({
  id: 'listAlike',
  method: 'GET',
  path: '/cases/{number}/alike',
  scope: 'read:cases',
  zh: '文字差不多的来件，自己也在内',
  en: 'Reports that say nearly the same, itself among them',
  answer: z.object({
    alike: list(z.object({ number: z.string(), state: oneOf(caseStates), at: instant })),
  }),
  problems: ['not-found', 'erased'],
  run: async (call) => {
    const { world, officer } = call
    const number = numberIn(call)
    if (!number.ok) return number
    const flock = await readFlock(world, officer, number.value)
    if (!flock.ok) return flock
    return ok({
      answer: {
        alike: flock.value.map(({ number: own, state, at }) => ({
          number: own,
          at,
          state: state as keyof typeof caseStates,
        })),
      },
    })
  },
})

/** Cases, one by one and by queues. */
export const caseOperations = [
  listCases,
  readOne,
  readHistory,
  listEvidence,
  sendEvidence,
  listAlike,
]
