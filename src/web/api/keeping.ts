import { z } from 'zod'
import { ok } from '#core/result.ts'
import { backToQueue, blockDays, blockSender, liftBlock, listBlocks } from '#service/block.ts'
import { endHold, holdsOn, placeHold } from '#service/holds.ts'
import { numberIn } from './cases.ts'
import { operation } from './operation.ts'
import { idText, instant, list, words } from './shapes.ts'

const text = z.string()
const reason = words.describe('理由')

const holds = operation({
  id: 'listHolds',
  method: 'GET',
  path: '/cases/{number}/holds',
  scope: 'read:cases',
  zh: '谁要求保留这一件，为什么',
  en: 'Who keeps this case from being erased, and why',
  answer: z.object({
    holds: list(
      z.object({
        placedAt: instant,
        placedBy: text,
        reason: text,
        ended: z.object({ at: instant, by: text, reason: text }).optional(),
      }),
    ),
  }),
  problems: ['not-found', 'erased'],
  run: async (call) => {
    const number = numberIn(call)
    if (!number.ok) return number
    const found = await holdsOn(call.world, call.officer, number.value)
    return found.ok ? ok({ answer: { holds: found.value } }) : found
  },
})

const hold = operation({
  id: 'changeHold',
  method: 'POST',
  path: '/cases/{number}/holds',
  scope: 'write:cases',
  zh: '要求保留或者解除保留',
  en: 'Keeps a case from being erased, or lets it go',
  body: z.strictObject({ held: z.boolean(), reason }),
  answer: z.object({ number: text, held: z.boolean() }),
  problems: ['not-found', 'erased', 'wrong-state', 'refused'],
  run: async (call) => {
    const number = numberIn(call)
    if (!number.ok) return number
    const { held, reason: why } = call.body
    const asked = { number: number.value, reason: why }
    const done = await (held ? placeHold : endHold)(call.world, call.officer, asked)
    return done.ok ? ok({ answer: { number: number.value, held } }) : done
  },
})

const blocks = operation({
  id: 'listBlocks',
  method: 'GET',
  path: '/blocks',
  scope: 'read:cases',
  zh: '屏蔽名单',
  en: 'Senders that are blocked',
  answer: z.object({
    blocks: list(
      z.object({
        id: text,
        number: text,
        reason: text,
        by: text,
        at: instant,
        until: instant,
        holds: z.boolean(),
        liftedAt: instant.optional(),
      }),
    ),
  }),
  run: async ({ world, officer }) => {
    const found = await listBlocks(world, officer)
    return found.ok ? ok({ answer: { blocks: found.value } }) : found
  },
})

const block = operation({
  id: 'blockSender',
  method: 'POST',
  path: '/cases/{number}/block',
  scope: 'write:cases',
  zh: `屏蔽来信人 ${blockDays.join('、')} 天`,
  en: 'Puts new reports of the same sender aside for some days',
  body: z.strictObject({ reason, days: z.number().int() }),
  answer: z.object({ number: text }),
  problems: ['not-found', 'erased', 'wrong-state', 'refused'],
  run: async (call) => {
    const number = numberIn(call)
    if (!number.ok) return number
    const asked = { number: number.value, ...call.body }
    const done = await blockSender(call.world, call.officer, asked)
    return done.ok ? ok({ answer: { number: number.value } }) : done
  },
})

const lift = operation({
  id: 'liftBlock',
  method: 'POST',
  path: '/blocks/{block}/lift',
  scope: 'write:cases',
  zh: '解除屏蔽，来信放回待办',
  en: 'Lifts a block',
  body: z.strictObject({ reason }),
  answer: z.object({ block: text }),
  problems: ['wrong-state', 'refused'],
  run: async ({ world, officer, path, body }) => {
    const id = path['block'] ?? ''
    const done = await liftBlock(world, officer, { block: id, reason: body.reason })
    return done.ok ? ok({ answer: { block: id } }) : done
  },
})

const takeUp = operation({
  id: 'takeUp',
  method: 'POST',
  path: '/cases/{number}/take-up',
  scope: 'write:cases',
  zh: '把放在一边的来信放回待办',
  en: 'Puts a report that was set aside back into its queue',
  body: z.strictObject({ number: idText.describe('再写一次编号') }),
  answer: z.object({ number: text }),
  problems: ['not-found', 'erased', 'wrong-state'],
  run: async (call) => {
    const number = numberIn(call)
    if (!number.ok) return number
    const done = await backToQueue(call.world, call.officer, number.value)
    return done.ok ? ok({ answer: { number: number.value } }) : done
  },
})

/** What is kept, and what is put aside. */
export const keepingOperations = [holds, hold, blocks, block, lift, takeUp]
