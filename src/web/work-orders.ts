import { html } from 'hono/html'
import { sourcesIn } from '#service/hotline-rules.ts'
import { orderFields, rowsOfCsv, type OrderProblem } from '#service/order-lines.ts'
import { takeOrders, type OrdersTaken } from '#service/work-orders.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/work-orders'

/** 导入工单: a file of orders from another hotline. */
export function workOrderRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('enter-calls', async (visit) => await show(visit, {})),
  )
  deskPost(desk, path, postNeeds('enter-calls', take))
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const { web, officer } = visit
  const source = sourcesIn(web.world, officer.area).find(({ id }) => id === form.text('source'))
  const file = form.file('file')
  if (!source || !file || file.size === 0)
    return await show(visit, { notice: refusalWords({ key: 'file-missing' }) })
  const read = rowsOfCsv(new Uint8Array(await file.arrayBuffer()))
  const taken =
    'rows' in read
      ? await takeOrders(web.world, { source, by: officer }, read.rows)
      : { filed: [], known: [], problems: [read.problem] }
  return await show(visit, { taken })
}

interface Shown {
  readonly notice?: string
  readonly taken?: OrdersTaken
}

async function show(visit: Visit, { notice, taken }: Shown): Promise<Response> {
  const sources = sourcesIn(visit.web.world, visit.officer.area)
  return await showDesk(visit, {
    title: '导入工单',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>导入工单</h1>
      ${taken ? report(taken) : ''}
      <form method="post" action="${path}" enctype="multipart/form-data" class="card">
        ${csrfField(visit)}
        <label for="source">哪条热线的工单</label>
        <select id="source" name="source">
          ${sources.map(({ id }) => html`<option value="${id}">${id}</option>`)}
        </select>
        <label for="file">CSV 文件</label>
        <p class="hint" id="file-hint">
          第一行写表头：工单编号、受理时间、诉求内容，可以有
          地点、被反映对象、发生时间、实名（是或否）、来电人姓名、来电人电话、同意。不是实名的，姓名电话不收。同一个文件再传一次，不会重复登记。
        </p>
        <input id="file" name="file" type="file" accept=".csv" aria-describedby="file-hint" />
        <p class="row"><button class="main">导入</button></p>
      </form>`,
    ...(notice ? { notice } : {}),
    ...(notice ? { status: 422 as const } : {}),
  })
}

function report({ filed, known, problems }: OrdersTaken): Html {
  return html`<section class="card" aria-labelledby="report">
    <h2 id="report">
      新登记 ${filed.length} 件，以前登记过 ${known.length} 件，有 ${problems.length} 处要改
    </h2>
    ${problems.length > 0 ? problemTable(problems) : ''}
    <ul class="plain-list">
      ${filed.map(
        ({ theirs, number }) =>
          html`<li>${theirs} → <a href="/desk/cases/${number}">${number}</a></li>`,
      )}
    </ul>
  </section>`
}

const problemTable = (problems: readonly OrderProblem[]): Html =>
  html`<p>下面的没有登记，改好后传这几行或整个文件都行：</p>
    <table>
      <thead>
        <tr>
          <th scope="col">行</th>
          <th scope="col">哪一格</th>
          <th scope="col">怎么改</th>
        </tr>
      </thead>
      <tbody>
        ${problems.map(
          ({ line, field, cure }) =>
            html`<tr>
              <th scope="row">${line}</th>
              <td>${orderFields[field]}</td>
              <td>${cure}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
