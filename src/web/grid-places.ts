import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import {
  gridList,
  gridOf,
  gridVersions,
  importGrid,
  restoreGrid,
  type GridVersionShown,
} from '#service/grid-places.ts'
import { areaAsked } from './area-tabs.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import type { Form } from './form.ts'
import { areaIn, gridHead, gridPath } from './grid-shared.ts'
import type { Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = `${gridPath}/places`

/** 村居和网格名单: imported by the operator, since no public list ships; every version is kept. */
export function gridPlaceRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('manage-grid', async (visit) => await show(visit, {})),
  )
  deskPage(desk, `${path}.csv`, needs('manage-grid', send))
  deskPost(desk, path, postNeeds('manage-grid', take))
}

interface Shown {
  readonly area?: AreaCode
  readonly notice?: Html | string
  readonly status?: 422
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, c } = visit
  const area = shown.area ?? areaAsked(visit)
  const here = gridOf(web.world, area)
  if (!here) return await forbidden(c, refusalWords({ key: 'grid-none' }))
  const versions = await gridVersions(web.world, area)
  const today = dayOf(web.world.clock())
  const [now] = versions
  const example = here.plan.deepest === 'grid' ? '镇街、村居 或 网格' : '镇街 或 村居'
  return await showDesk(visit, {
    title: '村居和网格名单',
    ...(shown.notice ? { notice: shown.notice } : {}),
    ...(shown.status ? { status: shown.status } : {}),
    content: html`${gridHead(visit, area, { title: '村居和网格名单', path })}
      <section class="card">
        <h2>现在用的</h2>
        <p>
          ${
            now
              ? html`第 ${String(now.number)} 版，${String(now.places)} 个地方。<a
                    href="${path}.csv?area=${area}"
                    >下载</a
                  >，改好再传上来。`
              : '还没有名单，现在只到镇街一级。'
          }
        </p>
        <form method="post" action="${path}" enctype="multipart/form-data">
          ${csrfField(visit)}<input type="hidden" name="area" value="${area}" />
          <label for="file">名单（CSV）</label>
          <p class="hint" id="file-hint">
            四列：code,name,level,within。level 写 ${example}；within
            写上一级的代码或名称。有一行不对，就都不换，并告诉您是哪一行。
          </p>
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            aria-describedby="file-hint"
          />
          <p class="row"><button class="main">换成这张表</button></p>
        </form>
      </section>
      ${versionsPart({ visit, area, today }, versions)}`,
  })
}

interface At {
  readonly visit: Visit
  readonly area: AreaCode
  readonly today: string
}

function versionsPart({ visit, area, today }: At, versions: readonly GridVersionShown[]): Html {
  const [now] = versions
  return html`<section class="card">
    <h2>以前的版本</h2>
    <ul class="plain-list">
      ${versions.map(
        ({ number, at, by, places }) =>
          html`<li>
            <form method="post" action="${path}" class="row">
              ${csrfField(visit)}<input type="hidden" name="area" value="${area}" />
              <input type="hidden" name="restore" value="${String(number)}" />
              <span
                >第 ${String(number)} 版，${String(places)}
                个地方，${timeWords(at, today)}，${by}</span
              >
              <a href="${path}.csv?area=${area}&number=${String(number)}"
                >下载第 ${String(number)} 版</a
              >
              ${number === now?.number ? '' : html`<button>恢复第 ${String(number)} 版</button>`}
            </form>
          </li>`,
      )}
    </ul>
  </section>`
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const area = areaIn(visit, form)
  const number = Number(form.text('restore'))
  if (number > 0) {
    const restored = await restoreGrid(web.world, officer, { area, number })
    return restored.ok
      ? c.redirect(`${path}?area=${area}`, 303)
      : await show(visit, { area, notice: refusalWords(restored.refusal), status: 422 })
  }
  const file = form.file('file')
  if (!file || file.size === 0)
    return await show(visit, {
      area,
      notice: '还没有选文件。请选村居和网格名单（CSV）。',
      status: 422,
    })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const done = await importGrid(web.world, officer, area, bytes)
  if (done.ok) return c.redirect(`${path}?area=${area}`, 303)
  const { refusal, lines = [] } = done.refusal
  const notice = refusal
    ? refusalWords(refusal)
    : html`<p>名单没有换，请改好下面这些行再传：</p>
        <ul>
          ${lines.slice(0, 50).map(({ line, cure }) => html`<li>第 ${String(line)} 行：${cure}</li>`)}
        </ul>`
  return await show(visit, { area, notice, status: 422 })
}

async function send(visit: Visit): Promise<Response> {
  const area = areaAsked(visit)
  const asked = Number(visit.c.req.query('number'))
  const list = await gridList(visit.web.world, area, asked > 0 ? asked : undefined)
  if (!list) return await notFound(visit.c)
  return visit.c.body(csv(list), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="grid-${area}.csv"`,
  })
}
