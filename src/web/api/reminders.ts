import { z } from 'zod'
import { ok } from '#core/result.ts'
import { listReminders, noteRead } from '#service/reminders.ts'
import { reminderWords } from '../words/terms.ts'
import { decisionNames } from '../words/decisions.ts'
import { openCursor, sealCursor } from './cursors.ts'
import { operation } from './operation.ts'
import { cursor, day, idText, instant, list, oneOf } from './shapes.ts'

const readReminders = operation({
  id: 'listReminders',
  method: 'GET',
  path: '/reminders',
  scope: 'read:cases',
  zh: '期限提醒，与工作台的提醒相同',
  en: 'Reminders of clocks and of decisions not taken, as at the desk, page by page',
  query: z.strictObject({ cursor }),
  answer: z.object({
    reminders: list(
      z.object({
        id: z.string(),
        number: z.string(),
        offenceName: z.string(),
        step: oneOf(reminderWords),
        decision: oneOf(decisionNames)
          .optional()
          .describe('没有决定的是什么；没有这一项，是办理期限'),
        officeName: z.string(),
        due: z.object({ on: day, daysLeft: z.number().int() }),
        at: instant,
        read: z.boolean(),
      }),
    ),
    next: z.string().optional().describe('下一页的标记；没有就是最后一页'),
  }),
  problems: ['bad-cursor'],
  run: async ({ world, officer, query }) => {
    const about = ['reminders', officer.id]
    const place = openCursor(world, about, query.cursor)
    if (!place.ok) return place
    const page = await listReminders(world, officer, place.value)
    if (!page.ok) return page
    const { rows, next } = page.value
    const more = next === undefined ? {} : { next: sealCursor(world, about, next) }
    return ok({ answer: { reminders: rows, ...more } })
  },
})

const markRead = operation({
  id: 'markRemindersRead',
  method: 'POST',
  path: '/reminders/read',
  scope: 'read:cases',
  zh: '记为已读',
  en: 'Marks reminders as read',
  body: z.strictObject({ ids: z.array(idText).max(200) }),
  answer: z.object({ read: z.number().int() }),
  run: async ({ world, officer, body }) => {
    const done = await noteRead(world, officer, body.ids)
    return done.ok ? ok({ answer: { read: body.ids.length } }) : done
  },
})

export const reminderOperations = [readReminders, markRead]
