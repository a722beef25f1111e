import { html } from 'hono/html'
import type { DepartmentId, Plan } from '#core/plan.ts'
import { nearName } from '#service/plan-in-words.ts'
import type { PlanCell, PlanPart, PlanRow } from '#service/plan-table.ts'
import type { Html } from './layout.ts'
import { planParts } from './words/plan.ts'

/** Departments as those who live there call them. */
const departmentNames = ({ area, departments }: Plan): ReadonlyMap<DepartmentId, string> =>
  new Map(departments.map(({ id, name }) => [id, nearName(area, name)]))

interface Shown {
  readonly plan: Plan
  readonly rows: readonly PlanRow[]
  /** Where an offence is edited; absent: only to read. */
  readonly edit?: string
  /** Offences that stand in the draft. */
  readonly drafted?: ReadonlySet<string>
}

/** The plan as a table, a group of offences at a time, with the departments that have a part in it. */
export function planTables({ plan, rows, ...more }: Shown): Html {
  const groups = [...new Set(rows.map(({ offence }) => offence.group))]
  return html`<nav class="row" aria-label="分类">
      ${groups.map((group, n) => html`<a href="#group-${n}">${group}</a>`)}
    </nav>
    ${groups.map((group, n) => {
      const own = rows.filter(({ offence }) => offence.group === group)
      return html`<section class="card" id="group-${n}">
        <h2>${group}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="${group}">
          ${groupTable({ plan, rows: own, ...more })}
        </div>
      </section>`
    })}`
}

function groupTable({ plan, rows, ...more }: Shown): Html {
  const parts = new Set(rows.flatMap(({ cells }) => cells.map(({ department }) => department)))
  const columns = [...departmentNames(plan)].filter(([id]) => parts.has(id))
  return html`<table role="table" class="matrix">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">违法行为</th>
        ${columns.map(([, name]) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => line(row, columns, more))}
    </tbody>
  </table>`
}

function line(
  row: PlanRow,
  columns: readonly (readonly [DepartmentId, string])[],
  { edit, drafted }: Pick<Shown, 'edit' | 'drafted'>,
): Html {
  const { code, zh } = row.offence
  return html`<tr role="row" ${row.basis === 'plan' ? '' : html`class="silent"`}>
    <th role="rowheader" scope="row">
      ${edit ? html`<a href="${edit}/${code}">${zh}</a>` : zh}
      ${drafted?.has(code) ? html`<span class="mark">草稿</span>` : ''} ${standing(row)}
    </th>
    ${columns.map(([id, name]) => {
      const cell = row.cells.find(({ department }) => department === id)
      return cell
        ? html`<td role="cell" data-label="${name}">${cellWords(cell)}</td>`
        : html`<td role="cell" class="none"></td>`
    })}
  </tr>`
}

const cellWords = ({ part, clause }: PlanCell): Html =>
  html`<span
    ><span class="part ${strong.has(part) ? 'strong' : ''}">${shortPart(part)}</span>
    ${clause === undefined ? '' : html`<small>${clause}</small>`}</span
  >`

const strong: ReadonlySet<PlanPart> = new Set(['lead', 'co-lead'])

const shortPart = (part: PlanPart): string => (part === 'either' ? '点了名' : planParts[part])

/** What must not be taken for the plan's own word. */
function standing({ basis, open, accusation, entry }: PlanRow): Html | string {
  if (!entry) return html`<span class="mark hot">还没有读过</span>`
  if (basis === 'by-function') return html`<span class="mark hot">方案没有写明，按职能建议</span>`
  if (accusation) return html`<small>检举控告：不给被反映的单位，由协调岗转交</small>`
  return open ? html`<small>没有定谁牵头，由协调岗分办</small>` : ''
}

/** 牵头：市卫生健康委（二(三)）；配合：市公安局 */
export function rowWords(row: PlanRow | undefined, plan: Plan): string {
  if (!row?.entry) return '没有读法'
  const names = departmentNames(plan)
  const parts = [...new Set(row.cells.map(({ part }) => part))].map((part) => {
    const cells = row.cells.filter((cell) => cell.part === part)
    return `${planParts[part]}：${cells.map(({ department }) => names.get(department) ?? '有关部门').join('、')}`
  })
  const from =
    row.clauses.length > 0 ? `依据 ${row.clauses.join('、')}` : '方案没有写明，按职能建议'
  return [from, ...parts].join('；')
}
