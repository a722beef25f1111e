import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { periodOf } from '#core/period.ts'
import { listExports, readExport, wantCaseFile, type Export } from '#service/exports.ts'
import { periodWords } from '#service/figure-report.ts'
import { numberOf, showCase } from './case-page.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import type { Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/exports'

/** 报表和卷宗: what the calendar made for an area, and what an officer asked for. */
export function exportRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-statistics', listPage))
  deskPage(desk, `${path}/:id/:file`, needs('see-statistics', oneFile))
  deskPost(desk, '/desk/cases/:number/case-file', postNeeds('see-case', askForFile))
}

async function listPage(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const [first = ''] = web.world.packs.areas.keys()
  const area = officer.area || (c.req.query('area') ?? first)
  if (!web.world.packs.areas.has(area)) return await notFound(c)
  const all = await listExports(web.world, officer, area)
  const isBusy = all.some(({ state }) => state === 'waiting' || state === 'working')
  if (isBusy) c.header('Refresh', '4')
  const name = web.world.packs.areas.get(area)?.plan.area.name ?? ''
  return await showDesk(visit, {
    title: '定期的报表',
    content: html`<p class="back"><a href="/desk/dashboard">统计</a></p>
      <h1>定期的报表（${name}）</h1>
      <p>
        周报每周一、月报每月一日做好，遇节假日顺到上班后，都在上班时间。演示辖区不做。您要的卷宗也在这里，留一天。
      </p>
      ${isBusy ? html`<p class="small">正在做的，这一页每几秒自己刷新。</p>` : ''}
      ${
        all.length === 0
          ? html`<p>还没有。</p>`
          : html`<ul class="list exports">
              ${all.map((one) => exportItem(one, dayOf(web.world.clock())))}
            </ul>`
      }`,
  })
}

function exportItem(one: Export, today: string): Html {
  return html`<li class="card">
    <h2>${titleOf(one)}</h2>
    ${stateOf(one, today)}
    <p class="row">
      ${one.files.map(
        (file) =>
          html`<a class="button" href="${path}/${one.id}/${file}"
            >下载 ${file.endsWith('.pdf') ? 'PDF' : 'XLSX'}</a
          >`,
      )}
    </p>
  </li>`
}

function titleOf({ kind, about }: Export): string {
  if (kind === 'case-file') return `卷宗 ${about}`
  const period = periodOf(about)
  return `${kind === 'week' ? '周报' : '月报'} ${period ? periodWords(period) : about}`
}

function stateOf({ state, done, total, madeAt, createdAt }: Export, today: string): Html {
  if (state === 'ready')
    return html`<p class="small">${timeWords(madeAt ?? createdAt, today)} 做好</p>`
  if (state === 'failed')
    return html`<p>没有做成。卷宗请回到案件页再要一次；报表在“统计”页可以马上下载。</p>`
  const label = state === 'waiting' ? '排队' : `已做 ${done}，共 ${total}`
  return html`<p>
    <progress max="${total}" value="${done}" aria-label="进度">${label}</progress> ${label}
  </p>`
}

async function oneFile(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const asked = { id: c.req.param('id') ?? '', name: c.req.param('file') ?? '' }
  const read = await readExport(web.world, officer, asked)
  if (!read.ok) return await notFound(c)
  const { name, type, bytes } = read.value
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  })
}

async function askForFile(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const number = numberOf(visit)
  const asked = await wantCaseFile(web.world, officer, number)
  if (asked.ok) return c.redirect(path, 303)
  const { refusal } = asked
  if (refusal.key === 'case-not-visible') return await notFound(c)
  if (refusal.key === 'role-may-not') return await forbidden(c, refusalWords(refusal))
  return await showCase(visit, number, { notice: refusalWords(refusal), status: 422 })
}
