import { z } from 'zod'
import { ok } from '#core/result.ts'
import { changeHolder } from '#service/holders.ts'
import { pointIn } from './commands.ts'
import { operation } from './operation.ts'
import { idText, words } from './shapes.ts'

const task = idText.exactOptional().describe('不写就是本单位在办的那一项')

const deed = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('take'), task }),
  z.strictObject({
    type: z.literal('hand-over'),
    task,
    to: idText.describe('同事的编号'),
    text: words,
  }),
  z.strictObject({ type: z.literal('let-go'), task }),
])

const change = operation({
  id: 'changeHolder',
  method: 'POST',
  path: '/cases/{number}/holder',
  scope: 'write:cases',
  zh: '认领、转交同事、退回本单位',
  en: 'Takes a part in hand, hands it to a colleague, or lets it go',
  body: z.strictObject({ version: z.number().int().min(1).optional(), deed }),
  answer: z.object({ number: z.string(), done: z.string() }),
  problems: ['not-found', 'erased', 'case-changed', 'version-missing', 'wrong-state', 'refused'],
  run: async (call) => {
    const point = pointIn(call)
    if (!point.ok) return point
    const asked = call.body.deed
    const done = await changeHolder(call.world, call.officer, point.value, asked)
    return done.ok ? ok({ answer: { number: point.value.number, done: asked.type } }) : done
  },
})

/** Who of an office has a part in hand. */
export const holderOperations = [change]
