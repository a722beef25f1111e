import { html } from 'hono/html'
import type { Clause, Plan } from '#core/plan.ts'
import { nearName } from '#service/plan-in-words.ts'
import { choiceBox } from './fields.ts'
import type { Html } from './layout.ts'
import type { ReadingFields } from './reading-fields.ts'

/** The plan's clauses with heading and bracket: one governs, others may be cited along. */
export function clauseChoices({ clauses }: Plan, fields: ReadingFields): Html {
  const reportable = clauses.filter((clause) => clause.reportable)
  const general = clauses.filter((clause) => !clause.reportable)
  const isCited = general.some(({ clause }) => fields.also.includes(clause))
  return html`<fieldset>
    <legend>方案哪一条管</legend>
    <ul class="choices">
      ${reportable.map((clause) => clauseChoice(clause, fields, true))}
    </ul>
    <details ${isCited ? html`open` : ''}>
      <summary>总则、保障类条款，只能一并引用</summary>
      <ul class="choices">
        ${general.map((clause) => clauseChoice(clause, fields, false))}
      </ul>
    </details>
  </fieldset>`
}

function clauseChoice(
  { clause, heading, asWritten }: Clause,
  { governing, also }: ReadingFields,
  mayGovern: boolean,
): Html {
  const label = `${clause} ${heading}`
  return html`<li>
    <p><b>${clause}</b> ${heading}</p>
    <p class="small">${asWritten}</p>
    <p class="row">
      ${
        mayGovern
          ? html`<label class="check"
              ><input
                type="radio"
                name="governing"
                value="${clause}"
                aria-label="主要依据 ${label}"
                ${governing === clause ? html`checked` : ''}
              />
              主要依据</label
            >`
          : ''
      }
      <label class="check"
        ><input
          type="checkbox"
          name="also"
          value="${clause}"
          aria-label="一并引用 ${label}"
          ${also.includes(clause) ? html`checked` : ''}
        />
        一并引用</label
      >
    </p>
  </li>`
}

/** Where the clause leaves the lead open and another sentence of the plan settles it. */
export function narrowingChoice(plan: Plan, fields: ReadingFields): Html {
  const duties = new Set(plan.duties.map(({ clause }) => clause))
  const headings = new Map(plan.clauses.map(({ clause, heading }) => [clause, heading]))
  const options = [...new Set([...headings.keys(), ...duties])].map(
    (clause) => [clause, `${clause} ${headings.get(clause) ?? '职责分工'}`] as const,
  )
  return html`<details class="card" ${fields.byClause === '' ? '' : html`open`}>
    <summary>条款点了几家、没定谁牵头，方案另有一句定了（可以不填）</summary>
    ${choiceBox({
      id: 'byClause',
      name: 'byClause',
      label: '那一句在哪一条',
      value: fields.byClause,
      options,
    })}
    ${departmentTable(plan, { lead: 'narrowLead', cooperate: 'narrowCooperate' }, fields)}
  </details>`
}

type Lists = 'narrowLead' | 'narrowCooperate' | 'proposedLead' | 'proposedCooperate'

/** Each department of the plan with its part: lead, cooperate, or neither. */
export function departmentTable(
  { area, departments }: Plan,
  names: { readonly lead: Lists; readonly cooperate: Lists },
  fields: ReadingFields,
): Html {
  const box = (name: Lists, part: string, department: Plan['departments'][number]): Html =>
    html`<label class="check"
      ><input
        type="checkbox"
        name="${name}"
        value="${department.id}"
        aria-label="${department.name}${part}"
        ${fields[name].includes(department.id) ? html`checked` : ''}
      />
      ${part}</label
    >`
  return html`<ul class="parts">
    ${departments.map(
      (one) =>
        html`<li>
          <span>${nearName(area, one.name)}</span> ${box(names.lead, '牵头', one)}
          ${box(names.cooperate, '配合', one)}
        </li>`,
    )}
  </ul>`
}
