import { isCaseNumber } from '#core/case-number.ts'
import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { colleaguesIn } from '#service/absences.ts'
import { inBulk, type BulkAnswer, type BulkDeed, type BulkLine } from '#service/bulk.ts'
import { readInbox, type InboxRow } from '#service/inbox.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import type { Form } from './form.ts'
import { colleagueName } from './holder-part.ts'
import type { Html } from './layout.ts'
import { listIn, queryOf, type ListAsked } from './queue-filter.ts'
import { refusalWords } from './words/refusals.ts'
import { caseStates, nameIn, taskRoles, taskStateName } from './words/terms.ts'

/** Several lines of a list at once, and a list as a file. */
export function bulkRoutes(desk: Desk): void {
  deskPost(desk, '/desk/bulk', postNeeds('see-inbox', take))
  deskPage(desk, '/desk/list.csv', needs('see-inbox', file))
}

/** More than any page shows. */
const mostLines = 100

async function take(visit: Visit, form: Form): Promise<Response> {
  const deed = deedIn(form)
  const lines = form.all('line').slice(0, mostLines).flatMap(lineIn)
  const back = listIn(visit, form.text('query'))
  const answers = deed ? await inBulk(visit.web.world, visit.officer, deed, lines) : []
  return await showDesk(visit, {
    title: '批量办理',
    content: html`<p class="back">
        <a href="/desk${back ? `?${queryOf(back)}` : ''}">回到列表</a>
      </p>
      <h1>批量办理</h1>
      ${deed && lines.length > 0 ? results(answers) : html`<p class="empty">没有选件，或者没有选要做什么。</p>`}`,
  })
}

function deedIn(form: Form): BulkDeed | undefined {
  switch (form.text('deed')) {
    case 'take':
      return { type: 'take' }
    case 'acknowledge':
      return { type: 'acknowledge' }
    case 'hand-over':
      return { type: 'hand-over', to: form.text('to'), text: form.text('text') }
    default:
      return undefined
  }
}

const lineIn = (line: string): readonly BulkLine[] => {
  const [, number, task] = /^(\S+)(?: ([\w.-]{1,40}))?$/.exec(line) ?? []
  if (number === undefined || !isCaseNumber(number)) return []
  return [task === undefined ? { number } : { number, task }]
}

function results(answers: readonly BulkAnswer[]): Html {
  const done = answers.filter(({ refusal }) => !refusal)
  const refused = answers.filter(({ refusal }) => refusal)
  return html`<p role="status">办成 ${done.length} 件，没有办成 ${refused.length} 件。</p>
    ${
      refused.length > 0
        ? html`<h2>没有办成的</h2>
            <ul>
              ${refused.map(({ number, refusal }) => html`<li>${caseLink(number)}：${refusal ? refusalWords(refusal) : ''}</li>`)}
            </ul>`
        : ''
    }
    ${
      done.length > 0
        ? html`<h2>办成的</h2>
            <ul>
              ${done.map(({ number }) => html`<li>${caseLink(number)}</li>`)}
            </ul>`
        : ''
    }`
}

const caseLink = (number: string): Html => html`<a href="/desk/cases/${number}">${number}</a>`

/**
 * What is done with the marked lines; it stands below the list, whose boxes belong to it. The Enter key presses the first
 * button: handing over, which does nothing without a colleague.
 */
export async function bulkPart(visit: Visit, asked: ListAsked): Promise<Html | string> {
  const { officer, web } = visit
  const hands = may(officer, 'hand-over').ok && asked.queue !== 'done'
  const urgent = asked.queue === 'urgent' && may(officer, 'acknowledge').ok
  const { world } = web
  const people = hands
    ? await world.db.read(
        async (tx) => await colleaguesIn(world, tx, officer.area, [officer.office]),
      )
    : []
  const takes = may(officer, 'take').ok && asked.queue !== 'done'
  if (!takes && !urgent && people.length < 2) return await listLine(asked)
  return await html`<form class="bulk card" id="bulk" method="post" action="/desk/bulk">
      <h2>对勾选的件</h2>
      ${csrfField(visit)}
      <input type="hidden" name="query" value="${queryOf(asked)}" />
      <p class="tick" data-all hidden>
        <label><input type="checkbox" /> 全选这一页</label>
      </p>
      ${
        people.length > 1
          ? html`<label for="bulk-to">转交给</label>
              <select id="bulk-to" name="to">
                <option value="">请选择同事</option>
                ${people.map((one) => html`<option value="${one.id}">${colleagueName(one)}</option>`)}
              </select>
              <label for="bulk-text">交代一句</label>
              <input id="bulk-text" name="text" maxlength="200" />
              <p class="row"><button name="deed" value="hand-over">转交</button></p>`
          : ''
      }
      <p class="row">
        ${takes ? html`<button name="deed" value="take">认领</button>` : ''}
        ${urgent ? html`<button name="deed" value="acknowledge">确认收到紧急件</button>` : ''}
      </p>
    </form>
    ${listLine(asked)}`
}

const listLine = (asked: ListAsked): Html =>
  html`<p class="small">
    <a href="/desk/list.csv?${queryOf(asked)}">把这一栏存成表格（CSV）</a>　键盘：j 下一件，k
    上一件，回车打开，x 勾选，/ 搜索；在输入框里不起作用。
  </p>`

const mostRows = 1000

/** No word of a reporter goes into a file that leaves the desk: numbers, days and names of what is done. */
async function file(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const asked = listIn(visit, new URL(c.req.url).search)
  if (!asked) return await forbidden(c, '您的岗位不看这一栏。')
  const rows: InboxRow[] = []
  let cursor: string | undefined
  do {
    const page = await readInbox(web.world, officer, { ...asked, ...(cursor ? { cursor } : {}) })
    if (!page.ok) return await forbidden(c, '您的岗位不看这一栏。')
    rows.push(...page.value.rows)
    cursor = page.value.next
  } while (cursor !== undefined && rows.length < mostRows)
  return c.body(csv([heads, ...rows.slice(0, mostRows).map(cells)]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="list-${asked.queue}.csv"`,
  })
}

const heads = ['编号', '事项', '到期', '角色', '状态', '经办', '收到', '最近变动']

const cells = (row: InboxRow): readonly string[] => [
  row.number,
  row.offenceName,
  row.due?.on ?? '',
  row.role ? nameIn(taskRoles, row.role) : '',
  row.taskState ? taskStateName(row.role, row.taskState) : nameIn(caseStates, row.state),
  row.holder?.name ?? '',
  dayOf(row.receivedAt),
  dayOf(row.changedAt),
]
