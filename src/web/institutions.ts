import { html } from 'hono/html'
import { mayFor } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import type { LineFault } from '#core/institution-list.ts'
import {
  importInstitutions,
  listVersions,
  lookUp,
  type Listed,
} from '#service/institution-lists.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { areaAsked } from './area-asked.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { listedPart } from './subject-list-words.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/institutions'
/** Of 200,000 lines. */
const largestList = 40 * 1024 * 1024

/** 持证机构名录: imported as versions; whether somebody stands in it. */
export function institutionRoutes(desk: Desk): void {
  deskPage(desk, path, async (visit) => await showLists(visit, {}))
  deskPost(desk, path, take, largestList)
}

interface Shown {
  readonly notice?: Html | string
  readonly sought?: string
  readonly listed?: Listed
  readonly status?: 422
}

async function showLists(visit: Visit, shown: Shown): Promise<Response> {
  const area = areaAsked(visit)
  const { web, officer } = visit
  const mayTake = mayFor(officer, 'import-institutions', area).ok
  if (!mayTake && !mayFor(officer, 'see-subjects', area).ok)
    return await forbidden(visit.c, refusalWords({ key: 'role-may-not' }))
  const versions = await listVersions(web.world, area)
  const today = dayOf(web.world.clock())
  const { notice, sought = '', listed, status } = shown
  return await showDesk(visit, {
    title: '持证机构名录',
    content: html`<p class="back"><a href="/desk/systems">综合监管</a></p>
      <h1>${web.world.packs.areas.get(area)?.plan.area.name ?? ''}持证机构名录</h1>
      <p class="small">
        名录用来帮着核对，不用来下结论：没查到，不等于无证，会去核实。导入一次是一版，旧的版本留着不改。
      </p>
      <form class="row" method="post" action="${path}?area=${area}">
        ${csrfField(visit)}
        <input type="hidden" name="deed" value="look" />
        <label for="sought">名称或登记号</label>
        <input id="sought" name="sought" value="${sought}" maxlength="60" />
        <button>查一查</button>
      </form>
      ${listed ? html`<div role="status">${listedPart(listed, today)}</div>` : ''}
      ${mayTake ? importPart(visit, area) : ''}
      <h2>版本</h2>
      ${
        versions.length === 0
          ? html`<p class="empty">还没有导入。</p>`
          : html`<ul>
              ${versions.map(
                ({ number, at, rows, byName }) =>
                  html`<li>第 ${number} 版，${timeWords(at, today)}，${byName}，${rows} 家</li>`,
              )}
            </ul>`
      }`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

const importPart = (visit: Visit, area: string): Html =>
  html`<h2>导入</h2>
    <form class="card" method="post" action="${path}?area=${area}" enctype="multipart/form-data">
      ${csrfField(visit)}
      <input type="hidden" name="deed" value="take" />
      <label for="file">名录（CSV）</label>
      <p class="hint" id="file-hint">
        第一行是表头，要有“登记号”和“名称”，可以有“地址”“类别”“有效期至”“状态”。UTF-8 或者
        GB18030。有一行不对就整份不收，告诉您哪一行、怎么改。
      </p>
      <input id="file" name="file" type="file" accept=".csv" aria-describedby="file-hint" />
      <p class="row"><button class="main">导入</button></p>
    </form>`

/** Of a hundred faults the first fifty are enough to see what is wrong. */
const mostShown = 50

async function take(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const area = areaAsked(visit)
  if (form.text('deed') === 'look') {
    const sought = form.text('sought').trim().slice(0, 60)
    const listed = await lookUp(web.world, officer, { area, sought })
    if (!listed.ok) return await forbidden(c, refusalWords(listed.refusal))
    return await showLists(visit, { sought, listed: listed.value })
  }
  const file = form.file('file')
  if (!file || file.size === 0)
    return await showLists(visit, { notice: refusalWords({ key: 'file-missing' }), status: 422 })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const done = await importInstitutions(web.world, officer, { area, bytes })
  if (done.ok) return c.redirect(`${path}?area=${area}`, 303)
  const { refusal } = done
  if ('key' in refusal)
    return await showLists(visit, { notice: refusalWords(refusal), status: 422 })
  return await showLists(visit, { notice: faultsPart(refusal), status: 422 })
}

function faultsPart(faults: readonly LineFault[]): Html {
  const rest = faults.length - mostShown
  return html`<p>名录没有换，请改好下面这些行再传：</p>
    <ul>
      ${faults.slice(0, mostShown).map(({ line, cure }) => html`<li>第 ${line} 行：${cure}</li>`)}
    </ul>
    ${rest > 0 ? html`<p>还有 ${rest} 处，改完再传会接着说。</p>` : ''}`
}
