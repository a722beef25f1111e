import { z } from 'zod'
import { ok } from '#core/result.ts'
import { readTrail, verifyTrail } from '#service/audit-trail.ts'
import { openCursor, sealCursor } from './cursors.ts'
import { operation } from './operation.ts'
import { cursor, day, instant, limit, list } from './shapes.ts'

const text = z.string()
const house = z.enum(['area', 'house']).default('area').describe('本辖区的，还是全系统的账号和设置')

const trail = operation({
  id: 'readAudit',
  method: 'GET',
  path: '/audit',
  scope: 'read:audit',
  zh: '审计记录：谁在什么时候看了、做了什么，最近的在前',
  en: 'The audit trail: who saw and did what and when, newest first',
  query: z.strictObject({
    chain: house,
    day: day.optional(),
    action: z.string().max(60).optional(),
    officer: z.string().max(60).optional(),
    number: z.string().max(20).optional(),
    limit,
    cursor,
  }),
  answer: z.object({
    entries: list(
      z.object({
        seq: z.number().int(),
        at: instant,
        actor: text,
        who: text.optional(),
        action: text,
        subject: text,
        whom: text.optional(),
        reason: text.nullable(),
      }),
    ),
    next: text.optional(),
  }),
  problems: ['bad-cursor'],
  run: async ({ world, officer, query }) => {
    const { chain, limit: most, cursor: given, number, ...asked } = query
    const about = ['audit', officer.id, JSON.stringify([chain, asked, number])]
    const place = openCursor(world, about, given)
    if (!place.ok) return place
    const known = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined),
    )
    const found = await readTrail(world, officer, {
      ...known,
      limit: most,
      ...(number === undefined ? {} : { number: number.toUpperCase() }),
      ...(chain === 'house' ? { house: true } : {}),
      ...(place.value === undefined ? {} : { before: Number(place.value) }),
    })
    if (!found.ok) return found
    const { entries, next } = found.value
    const more = next === undefined ? {} : { next: sealCursor(world, about, String(next)) }
    return ok({ answer: { entries, ...more } })
  },
})

const verify = operation({
  id: 'verifyAudit',
  method: 'POST',
  path: '/audit/verify',
  scope: 'read:audit',
  zh: '从第一条起核对审计记录有没有被改过',
  en: 'Follows the audit trail from its first entry',
  asks: true,
  body: z.strictObject({ chain: house }),
  answer: z.object({ entries: z.number().int() }),
  problems: ['wrong-state'],
  run: async ({ world, officer, body }) => {
    const found = await verifyTrail(world, officer, body.chain === 'house')
    return found.ok ? ok({ answer: found.value }) : found
  },
})

/** Who saw and did what. */
export const auditOperations = [trail, verify]
