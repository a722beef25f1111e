import { html } from 'hono/html'
import { may } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { gridDesk, gridPhoto, type GridTaskShown } from '#service/grid-desk.ts'
import { dropTask, readTask, reassignTask } from '#service/grid-task-changes.ts'
import { workersToSend } from '#service/grid-workers.ts'
import { dayOf } from '#core/clock.ts'
import { areaAsked } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { evidenceHeaders } from './evidence-headers.ts'
import { forbidden, notFound } from './faults.ts'
import type { Form } from './form.ts'
import { gridFigureRoutes } from './grid-figures.ts'
import { gridGiveRoutes } from './grid-give.ts'
import { gridPlaceRoutes } from './grid-places.ts'
import { gridPointRoutes } from './grid-points.ts'
import { gridHead, gridPath } from './grid-shared.ts'
import { gridWorkerRoutes } from './grid-workers.ts'
import { said, type Html } from './layout.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { findingNames, gridDueNames, gridKindNames } from './words/grid.ts'
import { refusalWords } from './words/refusals.ts'

/** 网格巡查: what is out in the grids, what came back, what is late. */
export function gridRoutes(desk: Desk): void {
  deskPage(
    desk,
    gridPath,
    needs('see-grid', async (visit) => await show(visit, {})),
  )
  gridGiveRoutes(desk)
  gridPointRoutes(desk)
  gridFigureRoutes(desk)
  gridPlaceRoutes(desk)
  gridWorkerRoutes(desk)
  deskPost(desk, `${gridPath}/tasks/:id`, postNeeds('see-grid', change))
  deskPage(desk, `${gridPath}/tasks/:id/photos/:photo`, needs('see-grid', showPhoto))
}

interface Shown {
  readonly notice?: string
  readonly status?: 422
  readonly area?: AreaCode
}

const done: Readonly<Record<string, string>> = {
  given: '派下去了，下一个工作日出现在网格员手机上。',
  along: '派下去了，和例行巡查一起，下一个工作日出现在网格员手机上。',
  reassign: '改派了。',
  drop: '收回了。',
  read: '已经记下看过了。',
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer, c } = visit
  const area = shown.area ?? areaAsked(visit)
  const read = await gridDesk(web.world, officer, area)
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const { late, nobody, open, back } = read.value
  const { world } = web
  const workers = await world.db.read(async (tx) => await workersToSend(world, tx, area))
  const list = (title: string, tasks: readonly GridTaskShown[], empty: string): Html =>
    taskList({ visit, area, workers }, { title, tasks, empty })
  const notice = shown.notice ?? done[c.req.query('done') ?? '']
  return await showDesk(visit, {
    title: '网格巡查',
    ...(notice ? { notice } : {}),
    ...(shown.status ? { status: shown.status } : {}),
    content: html`${gridHead(visit, area, { title: '网格巡查', path: gridPath })}
      <nav class="row" aria-label="网格">
        <a class="button main" href="${gridPath}/give?area=${area}">派一件巡查</a>
        <a class="button" href="${gridPath}/points?area=${area}">例行巡查点</a>
        <a class="button" href="${gridPath}/figures?area=${area}">统计</a>
        ${
          may(officer, 'manage-grid').ok
            ? html`<a class="button" href="${gridPath}/workers?area=${area}">网格员</a>
                <a class="button" href="${gridPath}/places?area=${area}">村居和网格名单</a>`
            : ''
        }
      </nav>
      ${list(`过期没交（${late.length}）`, late, '没有过期的。')}
      ${nobody.length > 0 ? list(`没有人接，请改派（${nobody.length}）`, nobody, '') : ''}
      ${list(`有结果，还没看（${back.length}）`, back, '没有新的结果。')}
      ${list(`正在看（${open.length}）`, open, '没有在办的。')}`,
  })
}

interface At {
  readonly visit: Visit
  readonly area: AreaCode
  readonly workers: readonly { readonly id: string; readonly name: string }[]
}

interface Listed {
  readonly title: string
  readonly tasks: readonly GridTaskShown[]
  readonly empty: string
}

function taskList(at: At, { title, tasks, empty }: Listed): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    ${
      tasks.length === 0
        ? html`<p class="empty">${empty}</p>`
        : html`<ul class="plain-list">
            ${tasks.map((task) => taskItem(at, task))}
          </ul>`
    }
  </section>`
}

function taskItem(at: At, task: GridTaskShown): Html {
  const today = dayOf(at.visit.web.world.clock())
  const { kind, place, where, look, worker, number, dueOn, due } = task
  return html`<li class="grid-task">
    <p>
      <b>${gridKindNames[kind]}</b> ${place}
      <span class="mark ${due === 'overdue' ? 'hot' : ''}"
        >${dayWords(dueOn, today)}${gridDueNames[due] ? ` ${gridDueNames[due]}` : ''}</span
      >
    </p>
    <p>${said(where)}</p>
    <p class="small">${said(look)}</p>
    <p class="small">
      ${worker ? `网格员 ${worker}` : '还没有人接'}${
        number ? html`，<a href="/desk/cases/${number}">${number}</a>` : ''
      }
    </p>
    ${answersPart(task, today)} ${deedsPart(at, task)}
  </li>`
}

function answersPart({ id, answers, photos }: GridTaskShown, today: string): Html {
  return html`${answers.map(
    ({ at, finding, text }) =>
      html`<p>
        ${timeWords(at, today)} <b>${findingNames[finding]}</b> ${text ? said(text) : ''}
      </p>`,
  )}
  ${
    photos.length > 0
      ? html`<p class="row">
          ${photos.map(
            (photo, n) =>
              html`<a href="${gridPath}/tasks/${id}/photos/${photo}">照片 ${String(n + 1)}</a>`,
          )}
        </p>`
      : ''
  }`
}

function deedsPart({ visit, area, workers }: At, task: GridTaskShown): Html {
  const { id, state } = task
  const hidden = html`${csrfField(visit)}<input type="hidden" name="area" value="${area}" />`
  if (state === 'answered')
    return html`<form method="post" action="${gridPath}/tasks/${id}">
      ${hidden}<button name="deed" value="read">看过了</button>
    </form>`
  return html`<details>
    <summary>改派或收回</summary>
    <form method="post" action="${gridPath}/tasks/${id}">
      ${hidden}
      <label for="worker-${id}">改派给</label>
      <select id="worker-${id}" name="worker">
        ${workers.map((one) => html`<option value="${one.id}">${one.name}</option>`)}
      </select>
      <label for="due-${id}">新的到期日（不改就空着）</label>
      <input id="due-${id}" name="dueOn" type="date" />
      <p class="row">
        <button name="deed" value="reassign">改派</button>
        <button name="deed" value="drop">收回</button>
      </p>
    </form>
  </details>`
}

async function change(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const deed = form.text('deed')
  const dueOn = form.text('dueOn')
  const worker = form.text('worker')
  const area = officer.area || form.text('area')
  const result =
    deed === 'drop'
      ? await dropTask(web.world, officer, id)
      : deed === 'read'
        ? await readTask(web.world, officer, id)
        : await reassignTask(web.world, officer, { id, worker, ...(dueOn ? { dueOn } : {}) })
  if (!result.ok)
    return await show(visit, { notice: refusalWords(result.refusal), status: 422, area })
  return c.redirect(`${gridPath}?area=${area}&done=${deed in done ? deed : 'reassign'}`, 303)
}

/** A photo of a worker: the copy without place and device. */
async function showPhoto(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const about = { task: c.req.param('id') ?? '', photo: c.req.param('photo') ?? '' }
  const read = await gridPhoto(web.world, officer, about)
  if (!read.ok) {
    const unknown = ['grid-task-unknown', 'evidence-unknown'].includes(read.refusal.key)
    return unknown ? await notFound(c) : await forbidden(c, refusalWords(read.refusal))
  }
  for (const [name, value] of Object.entries(evidenceHeaders(read.value))) c.header(name, value)
  return c.body(ReadableStream.from(read.value.parts), 200)
}
