import { html } from 'hono/html'
import type { Office } from '#core/plan.ts'
import { officeIds } from '#service/review-setting.ts'
import type { Visit } from './desk-door.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'

export const oversightNames = ['archiveAfterDays', 'review', 'reviewAlways', 'reviewNever'] as const

type Name = (typeof oversightNames)[number]

type Box = (name: Name) => { readonly id: string; readonly name: string; readonly value: string }

/** What was chosen in the form, as the settings keep it: offices by their ids. */
export const reviewChoices = (form: Form) => ({
  review: form.text('review').trim(),
  reviewAlways: form.all('reviewAlways').join(' '),
  reviewNever: form.all('reviewNever').join(' '),
})

/** When a case is put away by itself, and where a second officer reads what leaves. */
export function oversightFields({ web }: Visit, box: Box, offices: readonly Office[]): Html {
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
  ${officesBox({ ...box('reviewAlways'), legend: '这些单位一律审核', offices })}
  ${officesBox({ ...box('reviewNever'), legend: '这些单位不审核', offices })}`
}

interface OfficesBox {
  readonly name: string
  /** Their ids, with spaces between them. */
  readonly value: string
  readonly legend: string
  readonly offices: readonly Office[]
}

/** Offices to tick, by their names; folded while none is ticked. */
function officesBox({ name, value, legend, offices }: OfficesBox): Html {
  const chosen = new Set(officeIds(value))
  const count = offices.filter(({ id }) => chosen.has(id)).length
  return html`<fieldset>
    <legend>${legend}</legend>
    <p class="hint" id="${name}-hint">比上面一项优先。两边都选的，不审核。</p>
    <details ${count > 0 ? html`open` : ''}>
      <summary>${count > 0 ? `选了 ${count} 个单位` : '没有选，点开选单位'}</summary>
      ${offices.map(
        ({ id, name: office }) =>
          html`<label class="check"
            ><input
              type="checkbox"
              name="${name}"
              value="${id}"
              aria-describedby="${name}-hint"
              ${chosen.has(id) ? html`checked` : ''}
            />
            ${office}</label
          >`,
      )}
    </details>
  </fieldset>`
}
