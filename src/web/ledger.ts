import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { ledgerStates, type LedgerState } from '#core/ledger.ts'
import type { Refusal } from '#core/result.ts'
import { spreadsheet } from '#service/figure-file.ts'
import { addLedgerTask, noteLedger, readLedger, type Ledger } from '#service/ledger.ts'
import { clauseOfSystem } from '#service/systems.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { addPart, ledgerTable, notePart } from './ledger-parts.ts'
import { ledgerSheets } from './ledger-sheets.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/ledger'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 工作台账: the tasks and dates of the plan, how far they are, and who noted it when. */
export function ledgerRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('see-statistics', async (visit) => await showLedger(visit, {})),
  )
  deskPage(desk, `${path}/ledger.xlsx`, needs('see-statistics', sendLedger))
  deskPage(
    desk,
    `${path}/items/:item`,
    needs('see-statistics', async (visit) => await showItem(visit, {})),
  )
  deskPost(desk, `${path}/items/:item`, postNeeds('keep-ledger', takeNote))
  deskPost(desk, path, postNeeds('keep-ledger', takeTask))
}

interface Shown {
  readonly refusal?: Refusal
  readonly typed?: Form
  readonly area?: string
}

const after = ({ refusal }: Shown, visit: Visit) => {
  if (refusal) return { notice: refusalWords(refusal), status: 422 } as const
  return visit.c.req.query('done') === 'noted' ? ({ notice: '已经记入台账。' } as const) : {}
}

async function showLedger(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer } = visit
  const area = shown.area ?? areaAsked(visit)
  const read = await readLedger(web.world, officer, { area })
  if (!read.ok) return await forbidden(visit.c, refusalWords(read.refusal))
  const { plan, lines, mayKeep } = read.value
  const overdue = lines.filter((line) => line.overdue).length
  const done = lines.filter(({ state }) => state === 'done').length
  return await showDesk(visit, {
    title: '工作台账',
    ...after(shown, visit),
    content: html`<p class="back"><a href="/desk/systems?area=${area}">综合监管</a></p>
      <h1>${plan.area.name}工作台账</h1>
      ${areaTabs(visit, path, area)} ${aboutPart(visit, read.value)}
      <p>${lines.length} 项，完成 ${done} 项，超期没有完成 ${overdue} 项。</p>
      ${lines.length > 0 ? ledgerTable(read.value, path) : ''}
      <p class="row"><a class="button" href="${path}/ledger.xlsx?area=${area}">导出 XLSX</a></p>
      ${mayKeep ? addPart(visit, read.value, { path, ...(shown.typed ? { typed: shown.typed } : {}) }) : ''}`,
  })
}

/** Whose table it is, or that the plan has none. */
function aboutPart({ web }: Visit, { plan }: Ledger): Html {
  const { area, document, annexTasks } = plan
  const asked = clauseOfSystem(web.world, area.code, 'work-ledger')
  const from = asked
    ? html`依据：${document.title}（${document.number}）${asked.clause}：${asked.asks}。`
    : html`这里的方案没有要求建工作台账，供参考。`
  const none = annexTasks.length === 0 ? html`方案没有附任务表，任务由本单位加。` : ''
  return html`<p class="small">
    ${from}${none}期限的最后一天是按方案写的时间推出来的，以原文为准。什么时候做完，由工作人员填。
  </p>`
}

async function showItem(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web, officer } = visit
  const area = shown.area ?? areaAsked(visit)
  const read = await readLedger(web.world, officer, { area })
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const line = read.value.lines.find(({ item }) => item === c.req.param('item'))
  if (!line) return await notFound(c)
  return await showDesk(visit, {
    title: line.task,
    ...after(shown, visit),
    content: html`<p class="back"><a href="${path}?area=${area}">工作台账</a></p>
      <h1>${line.task}</h1>
      ${notePart(visit, read.value, {
        line,
        path: `${path}/items/${line.item}`,
        ...(shown.typed ? { typed: shown.typed } : {}),
      })}`,
  })
}

async function takeNote(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const item = c.req.param('item') ?? ''
  const area = officer.area || form.text('area')
  const version = Number(form.text('version'))
  const note = {
    state: stateOf(form.text('state')),
    text: form.text('text'),
    doneOn: form.text('doneOn').trim(),
    departments: form.all('department'),
  }
  const done = await noteLedger(web.world, officer, { area, item, version, note })
  if (!done.ok) return await showItem(visit, { refusal: done.refusal, typed: form, area })
  return c.redirect(`${path}/items/${encodeURIComponent(item)}?area=${area}&done=noted`, 303)
}

const stateOf = (text: string): LedgerState =>
  ledgerStates.find((state) => state === text) ?? 'under-way'

async function takeTask(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = officer.area || form.text('area')
  const task = {
    task: form.text('task'),
    clause: form.text('clause'),
    dueOn: form.text('dueOn').trim(),
    under: form.text('under'),
    departments: form.all('department'),
  }
  const done = await addLedgerTask(web.world, officer, { area, task })
  if (!done.ok) return await showLedger(visit, { refusal: done.refusal, typed: form, area })
  return c.redirect(`${path}?area=${area}&done=noted`, 303)
}

async function sendLedger(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const area = areaAsked(visit)
  const read = await readLedger(web.world, officer, { area, file: true })
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const now = web.world.clock()
  const bytes = await spreadsheet(ledgerSheets(read.value), now)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': xlsx,
    'Content-Disposition': `attachment; filename="ledger-${area}-${dayOf(now)}.xlsx"`,
  })
}
