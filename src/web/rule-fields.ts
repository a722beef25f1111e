import { html } from 'hono/html'
import { officeFor } from '#core/offices.ts'
import type { Office } from '#core/plan.ts'
import type { Typed } from './case-deed.ts'
import type { CaseAt, Doing } from './deed-forms.ts'
import { lineBox, textBox } from './fields.ts'
import type { Html } from './layout.ts'

/** 分办: who leads, who cooperates, reason and basis. What plan or law suggest is chosen already. */
export function ruleFields(at: CaseAt, { matter = '' }: Doing, typed: Typed | undefined): Html {
  const { offices } = at.file
  const accused = at.file.file.matters.find(({ id }) => id === matter)?.accused
  const able = offices.filter(({ department }) => department !== 'intake' && department !== accused)
  const lead = typed ? typed.lead : (proposed(at, matter, 'proposedLead')[0] ?? '')
  const cooperate = typed ? typed.cooperate : proposed(at, matter, 'proposedCooperate')
  const id = `rule-${matter}`
  const groups = groupsOf(at, able)
  return html`${leadBox(`${id}-lead`, groups, lead)} ${cooperateBoxes(groups, cooperate)}
  ${textBox({ id: `${id}-reason`, name: 'reason', label: '分办理由', value: typed?.reason ?? '' })}
  ${lineBox({
    id: `${id}-basis`,
    name: 'basis',
    label: '依据',
    value: typed?.basis ?? '',
    hint: '方案条款；方案没有条款的，写法定职责。方案没有定下牵头单位的，这次分办成为以后的先例。',
  })}`
}

type Groups = readonly (readonly [string, readonly Office[]])[]

function leadBox(id: string, groups: Groups, lead: string): Html {
  return html`<label for="${id}">主办单位</label>
    <select id="${id}" name="lead">
      <option value="">请选择</option>
      ${groups.map(
        ([name, group]) =>
          html`<optgroup label="${name}">
            ${group.map(
              (one) =>
                html`<option value="${one.id}" ${one.id === lead ? html`selected` : ''}>
                  ${one.name}
                </option>`,
            )}
          </optgroup>`,
      )}
    </select>`
}

function cooperateBoxes([own, ...below]: Groups, chosen: readonly string[]): Html {
  const boxes = (group: readonly Office[]): Html =>
    html`<div class="boxes">${group.map((one) => box(one, chosen.includes(one.id)))}</div>`
  return html`<details ${chosen.length > 0 ? html`open` : ''}>
    <summary>协办单位（可以不选）</summary>
    <fieldset>
      <legend class="unseen">协办单位</legend>
      ${boxes(own?.[1] ?? [])}
      ${below.map(
        ([name, group]) =>
          html`<details>
            <summary>${name}</summary>
            ${boxes(group)}
          </details>`,
      )}
    </fieldset>
  </details>`
}

const box = ({ id, name }: Office, chosen: boolean): Html =>
  html`<label class="check"
    ><input type="checkbox" name="cooperate" value="${id}" ${chosen ? html`checked` : ''} />
    ${name}</label
  >`

/** The area's own offices first, then those of its districts. */
function groupsOf({ file }: CaseAt, offices: readonly Office[]): Groups {
  const own = offices.filter(({ place, area }) => place === area)
  const below = offices.filter(({ place, area }) => place !== area)
  return [
    [`${file.areaName}本级`, own] as const,
    ...(below.length > 0 ? [['下级单位', below] as const] : []),
  ]
}

function proposed(
  { visit, file }: CaseAt,
  matter: string,
  field: 'proposedLead' | 'proposedCooperate',
): readonly string[] {
  const about = file.file.matters.find(({ id }) => id === matter)
  const places = visit.web.world.packs.areas.get(file.file.area)?.places ?? []
  return (about?.explanation.facts[field] ?? '')
    .split(',')
    .flatMap((department) => officeFor(file.offices, department, about?.place, places)?.id ?? [])
}
