import { html } from 'hono/html'
import type { AreaSetting } from '#service/settings.ts'
import type { Visit } from './desk-door.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Html } from './layout.ts'

export const oversightNames = ['archiveAfterDays', 'review', 'reviewAlways', 'reviewNever'] as const

type Name = (typeof oversightNames)[number]

type Box = (name: Name) => { readonly id: string; readonly name: string; readonly value: string }

/** The choice of a form as a setting; an empty one takes the setting away. */
export const reviewChoice = (chosen: string): AreaSetting['settings'] =>
  ({ review: chosen }) as AreaSetting['settings']

/** When a case is put away by itself, and where a second officer reads what leaves. */
export function oversightFields({ web }: Visit, box: Box): Html {
  const archive = web.world.packs.satisfaction?.archive
  return html`${lineBox({
    ...box('archiveAfterDays'),
    label: '办结几天后自动归档',
    hint: archive ? `填 1 到 999，不填就是 ${archive.days} 天。${archive.source}。` : '',
    max: 3,
  })}
  ${choiceBox({
    ...box('review'),
    label: '办结和不予受理，先由第二人审核',
    hint: '不选就是：单位有两人能办结的要审核，只有一人的直接发出。',
    options: [
      ['always', '都要审核（只有一人的单位由督办人员审）'],
      ['never', '都不审核'],
    ],
  })}
  ${lineBox({
    ...box('reviewAlways'),
    label: '这些单位一律审核',
    hint: '写单位表里的单位编号，用空格隔开。比上面一项优先。',
    max: 4000,
  })}
  ${lineBox({ ...box('reviewNever'), label: '这些单位不审核', hint: '同上。', max: 4000 })}`
}
