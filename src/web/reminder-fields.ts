import type { Visit } from './desk-door.ts'
import { lineBox } from './fields.ts'
import { html } from 'hono/html'
import type { Html } from './layout.ts'

type Name = 'officeHours' | 'overdueAfter' | 'supervisedAfter'
type Box = (name: Name) => { readonly id: string; readonly name: string; readonly value: string }

/** When people are told that a clock runs out; what is left empty is the default of the data. */
export function reminderFields({ web }: Visit, box: Box): Html | string {
  const rule = web.world.packs.escalation
  if (!rule) return ''
  const { hours, overdueAfter, supervisedAfter } = rule
  return html`${lineBox({
    ...box('officeHours'),
    label: '上班时间',
    hint: `工作日的这段时间才提醒。不填就是 ${hours}。中午休息就写两段，例如 08:30-12:00,14:00-18:00。`,
    max: 60,
  })}
  ${lineBox({
    ...box('overdueAfter'),
    label: '超期几个工作日报综合监管协调岗',
    hint: `不填就是 ${overdueAfter}。是惯例，不是法律规定。`,
    max: 2,
  })}
  ${lineBox({
    ...box('supervisedAfter'),
    label: '超期几个工作日报督办人员',
    hint: `不填就是 ${supervisedAfter}。`,
    max: 2,
  })}`
}
