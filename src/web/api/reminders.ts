import { z } from 'zod'
import { ok } from '#core/result.ts'
import { listReminders, noteRead } from '#service/reminders.ts'
import { reminderWords } from '../words/terms.ts'
import { operation } from './operation.ts'
import { day, idText, instant, list, oneOf } from './shapes.ts'

const readReminders = operation({
  id: 'listReminders',
  method: 'GET',
  path: '/reminders',
  scope: 'read:cases',
  zh: '期限提醒，与工作台的提醒相同',
  en: 'Reminders of clocks, as at the desk',
  answer: z.object({
    reminders: list(
      z.object({
        id: z.string(),
        number: z.string(),
        offenceName: z.string(),
        step: oneOf(reminderWords),
        officeName: z.string(),
        due: z.object({ on: day, daysLeft: z.number().int() }),
        at: instant,
        read: z.boolean(),
      }),
    ),
  }),
  run: async ({ world, officer }) => {
    const reminders = await listReminders(world, officer)
    return reminders.ok ? ok({ answer: { reminders: reminders.value } }) : reminders
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
