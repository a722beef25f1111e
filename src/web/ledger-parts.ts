import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { ledgerStates, type LedgerLine, type LedgerState } from '#core/ledger.ts'
import type { DepartmentId, Plan } from '#core/plan.ts'
import type { Ledger } from '#service/ledger.ts'
import { listTable } from './list-table.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { fullDay, timeWords } from './words/dates.ts'

export const ledgerStateNames: Readonly<Record<LedgerState, string>> = {
  open: '没有开始',
  'under-way': '在做',
  done: '完成',
  dropped: '不再做',
}

export const departmentNames = ({ departments }: Plan, ids: readonly DepartmentId[]): string =>
  ids.map((id) => departments.find((one) => one.id === id)?.name ?? '其他').join('、')

/** Who does it: departments of the list, or the words of the plan. */
export const doers = (plan: Plan, { departments, who }: LedgerLine): string =>
  [departmentNames(plan, departments), who].filter((one) => one !== '').join('；') || '方案没有写'

export function ledgerTable({ plan, lines }: Ledger, path: string): Html {
  return listTable(
    ['任务', '条款', '负责', '期限', '状态', '最近一次记录'],
    lines.map((line) => row(line, plan, path)),
  )
}

function row(line: LedgerLine, plan: Plan, path: string): Html {
  const { item, task, clause, due, dueOn, own, under, entries } = line
  const number = own ? (under ? `${under} 的分项` : '本单位加') : item
  const last = entries.at(-1)
  return html`<tr role="row" data-item="${item}">
    <th role="rowheader" scope="row">
      <small>${number}</small>
      <a href="${path}/items/${item}?area=${plan.area.code}">${task}</a>
    </th>
    <td role="cell" data-label="条款">${clause ?? '—'}</td>
    <td role="cell" data-label="负责">${doers(plan, line)}</td>
    <td role="cell" data-label="期限">${due || fullDay(dueOn)}</td>
    <td role="cell" data-label="状态">${stateWords(line)}</td>
    <td role="cell" data-label="最近一次记录">${last ? said(last.text) : '没有记过'}</td>
  </tr>`
}

const stateWords = ({ state, doneOn, overdue, late }: LedgerLine): Html =>
  html`<span
    >${ledgerStateNames[state]}${doneOn ? `（${fullDay(doneOn)}）` : ''}${
      overdue ? html` <span class="mark hot">超期</span>` : ''
    }${late ? html` <span class="mark">晚于期限</span>` : ''}</span
  >`

interface Item {
  readonly line: LedgerLine
  readonly path: string
  readonly typed?: Form
}

/** One task: what the plan says, everything noted, and the form for the next note. */
export function notePart(visit: Visit, ledger: Ledger, { line, path, typed }: Item): Html {
  const { plan, officerNames, mayKeep } = ledger
  const today = dayOf(visit.web.world.clock())
  return html`<dl class="facts">
      <dt>条款</dt>
      <dd>${line.clause ?? '没有写'}</dd>
      <dt>负责</dt>
      <dd>${doers(plan, line)}</dd>
      <dt>期限</dt>
      <dd>${line.due || '—'}（最后一天 ${fullDay(line.dueOn)}）</dd>
      <dt>状态</dt>
      <dd>${stateWords(line)}</dd>
    </dl>
    <h2>记录</h2>
    ${line.entries.length === 0 ? html`<p class="empty">还没有记过。</p>` : ''}
    <ol class="numbered">
      ${line.entries.map(
        ({ at, by, state, text, doneOn }) =>
          html`<li>
            ${timeWords(at, today)}
            ${officerNames.get(by) ?? '已离开的同事'}：${ledgerStateNames[state]}${doneOn ? `（${fullDay(doneOn)}）` : ''}。${said(text)}
          </li>`,
      )}
    </ol>
    ${mayKeep ? noteForm(visit, plan, { line, path, ...(typed ? { typed } : {}) }) : ''}`
}

function noteForm(visit: Visit, plan: Plan, { line, path, typed }: Item): Html {
  return html`<form method="post" action="${path}" class="card">
    <h2>记一笔</h2>
    ${csrfField(visit)}
    <input type="hidden" name="area" value="${plan.area.code}" />
    <input type="hidden" name="version" value="${line.version}" />
    ${choiceBox({
      id: 'state',
      name: 'state',
      label: '状态',
      value: typed?.text('state') ?? line.state,
      options: ledgerStates.map((state) => [state, ledgerStateNames[state]] as const),
    })}
    ${lineBox({
      id: 'doneOn',
      name: 'doneOn',
      label: '完成日期',
      value: typed?.text('doneOn') ?? '',
      hint: '完成的才填，如 2026-11-20',
      max: 10,
    })}
    ${textBox({
      id: 'text',
      name: 'text',
      label: '做了什么，凭什么材料',
      value: typed?.text('text') ?? '',
      hint: '写文号、会议日期、网址这样的凭据，不写举报人的任何情况',
      max: 1000,
    })}
    ${departmentBoxes(plan, typed?.all('department') ?? line.departments)}
    <p class="row"><button>记入台账</button></p>
  </form>`
}

const departmentBoxes = ({ departments }: Plan, chosen: readonly DepartmentId[]): Html =>
  html`<details>
    <summary>负责的部门${chosen.length > 0 ? `（已选 ${chosen.length} 个）` : ''}</summary>
    <fieldset>
      <legend>可以选几个</legend>
      ${departments.map(
        ({ id, name }) =>
          html`<label class="check"
            ><input
              type="checkbox"
              name="department"
              value="${id}"
              ${chosen.includes(id) ? html`checked` : ''}
            />
            ${name}</label
          >`,
      )}
    </fieldset>
  </details>`

/** Adds a task: a part of one of the plan's, or another. */
export function addPart(
  visit: Visit,
  { plan }: Ledger,
  { path, typed }: { readonly path: string; readonly typed?: Form },
): Html {
  const clauses = [...plan.clauses, ...(plan.sections ?? [])]
  return html`<details ${typed ? html`open` : ''}>
    <summary>加一项任务</summary>
    <form method="post" action="${path}">
      ${csrfField(visit)}
      <input type="hidden" name="area" value="${plan.area.code}" />
      ${lineBox({ id: 'task', name: 'task', label: '任务', value: typed?.text('task') ?? '' })}
      ${choiceBox({
        id: 'clause',
        name: 'clause',
        label: '方案的条款',
        value: typed?.text('clause') ?? '',
        options: clauses.map(({ clause, heading }) => [clause, `${clause} ${heading}`] as const),
      })}
      ${
        plan.annexTasks.length === 0
          ? ''
          : choiceBox({
              id: 'under',
              name: 'under',
              label: '是哪一项的分项（可以不选）',
              value: typed?.text('under') ?? '',
              options: plan.annexTasks.map(({ item, task }) => [item, `${item} ${task}`] as const),
            })
      }
      ${lineBox({
        id: 'dueOn',
        name: 'dueOn',
        label: '最后一天',
        value: typed?.text('dueOn') ?? '',
        hint: '如 2026-12-31',
        max: 10,
      })}
      ${departmentBoxes(plan, typed?.all('department') ?? [])}
      <p class="row"><button>列入台账</button></p>
    </form>
  </details>`
}
