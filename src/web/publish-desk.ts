import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import {
  leaveOut,
  publicationDesk,
  type DeskPublication,
  type Proposal,
} from '#service/publication-desk.ts'
import { importColumns, importDecisions, type Imported } from '#service/publication-import.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { publishPath, publishRefusal, stateWords, titleOf } from './publish-shared.ts'
import { writtenKinds } from './publish-form.ts'
import { dayWords } from './words/dates.ts'
import { offenceWords, publicationNames } from './words/publications.ts'

/** 公开: what waits for a second officer, what is out, what could come out, and what is written anew. */
export function publishDeskRoutes(desk: Desk): void {
  deskPage(
    desk,
    publishPath,
    needs('draft-publication', async (visit) => await show(visit, {})),
  )
  deskPage(desk, `${publishPath}/sample.csv`, needs('draft-publication', sample))
  deskPost(desk, publishPath, postNeeds('draft-publication', take))
}

interface Shown {
  readonly notice?: Html | string
  readonly status?: 422
}

const doneWords: Readonly<Record<string, string>> = {
  written: '已经存下，等另一位审核。',
  waits: '审核通过，到日子成批公布。',
  out: '审核通过，已经公布。',
  dropped: '已经作废。',
  withdrawn: '已经撤下。',
  left: '这件的决定不公布，已经记下。',
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer } = visit
  const area = areaAsked(visit)
  const read = await publicationDesk(web.world, officer, area)
  if (!read.ok) return await forbidden(visit.c, publishRefusal(read.refusal))
  const { open, out, proposals } = read.value
  const fallen = [...out, ...open].filter(({ fell }) => fell)
  const done = doneWords[visit.c.req.query('done') ?? '']
  return await showDesk(visit, {
    title: '公开',
    ...(done === undefined ? {} : { notice: done }),
    ...shown,
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>公开</h1>
      ${areaTabs(visit, publishPath, area)} ${clausePart(visit, area)}
      ${
        fallen.length > 0
          ? html`<section class="card">
              <h2>来源件有变动，请核对要不要撤下</h2>
              ${listPart(visit, fallen)}
              <p class="small">${web.world.publishing?.rules.withdrawal.text ?? ''}</p>
            </section>`
          : ''
      }
      <section class="card">
        <h2>等着审核、等着公布（${open.length}）</h2>
        ${listPart(visit, open)}
      </section>
      ${proposalsPart(visit, area, proposals)}
      <section class="card">
        <h2>写新的</h2>
        <p class="row">
          ${writtenKinds.map(
            (kind) =>
              html`<a class="button" href="${publishPath}/new?area=${area}&kind=${kind}"
                >${publicationNames[kind]}</a
              >`,
          )}
        </p>
        ${importPart(visit, area)}
      </section>
      <section class="card">
        <h2>已经公布（${out.length}）</h2>
        ${listPart(visit, out)}
        <p>
          <a href="/register?area=${area}">处罚决定公开</a>
          <a href="/bulletins?area=${area}">典型案例</a>
          <a href="/answers?area=${area}">回应关切</a>
          <a href="/statistics?area=${area}">统计公开</a>
        </p>
      </section>`,
  })
}

const served = ['disclosure', 'typical-cases', 'public-concerns', 'publicity', 'law-teaching']

/** What the plan of the place asks for here. */
function clausePart({ web }: Visit, area: string): Html {
  const systems = web.world.packs.areas.get(area)?.plan.systems ?? []
  const asked = systems.filter(({ id }) => served.includes(id))
  return asked.length === 0
    ? html`<p class="small">本辖区的方案没有要求，供参考。</p>`
    : html`<ul class="plain-list small">
        ${asked.map(({ clause, asks }) => html`<li>方案 ${clause}：${asks}</li>`)}
      </ul>`
}

function listPart({ web }: Visit, list: readonly DeskPublication[]): Html {
  if (list.length === 0) return html`<p class="empty">没有。</p>`
  const today = dayOf(web.world.clock())
  return html`<ul class="plain-list entries">
    ${list.map((one) => {
      const { id, kind, publishedOn, releaseOn, draftedBy } = one
      return html`<li>
        <a href="${publishPath}/${id}">${publicationNames[kind]}：${said(titleOf(one))}</a>
        <small>
          ${stateWords(one)}${releaseOn === undefined ? '' : `，${dayWords(releaseOn, today)}以后成批公布`}${publishedOn === undefined ? '' : `，${dayWords(publishedOn, today)}公布`}${draftedBy === '' ? '' : `，${draftedBy}写`}
        </small>
        ${one.fell ? html`<span class="mark hot">来源件有变动</span>` : ''}
      </li>`
    })}
  </ul>`
}

function proposalsPart(visit: Visit, area: string, proposals: readonly Proposal[]): Html {
  return html`<section class="card">
    <h2>办结的件里，有决定还没有公布（${proposals.length}）</h2>
    ${
      proposals.length === 0
        ? html`<p class="empty">没有。</p>`
        : html`<ul class="plain-list entries">
            ${proposals.map(
              ({ number, task, penalty, offence }) =>
                html`<li>
                  <form method="post" action="${publishPath}" class="row">
                    ${csrfField(visit)}
                    <input type="hidden" name="area" value="${area}" />
                    <input type="hidden" name="from" value="${number} ${task}" />
                    <span
                      >${said(penalty)}，${offenceWords(visit.web, offence)}
                      <small>（<a href="/desk/cases/${number}">${number}</a>）</small></span
                    >
                    <a
                      class="button"
                      href="${publishPath}/new?area=${area}&kind=decision&from=${number}&task=${task}"
                      >写公开稿</a
                    >
                    <button name="deed" value="leave-out">不公布</button>
                  </form>
                </li>`,
            )}
          </ul>`
    }
    <p class="small">编号只在这里看得到。公布出去的看不出来自哪一件，也看不出有没有人举报。</p>
  </section>`
}

const importPart = (visit: Visit, area: string): Html =>
  html`<details>
    <summary>从表格导入处罚决定</summary>
    <p class="hint">
      没有举报、平时检查作出的决定也一起公布，公开的一条就说明不了什么。每行都要另一位审核。
      <a href="${publishPath}/sample.csv">样表</a>
    </p>
    <form method="post" action="${publishPath}" enctype="multipart/form-data">
      ${csrfField(visit)}
      <input type="hidden" name="area" value="${area}" />
      <label for="file">CSV 文件</label>
      <input id="file" type="file" name="file" accept=".csv,text/csv" />
      <p class="row"><button name="deed" value="import">导入</button></p>
    </form>
  </details>`

async function sample({ c }: Visit): Promise<Response> {
  const example = [
    '某某口腔诊所',
    '单位',
    '某卫医罚〔2026〕1号',
    '某某区卫生健康委员会',
    '2026-03-05',
    'B1',
    '超出备案的诊疗科目开展诊疗活动',
    '《医疗机构管理条例》第二十六条、第四十六条',
    '警告；罚款',
    '10000',
    '',
    '',
  ]
  return await Promise.resolve(
    c.body(csv([importColumns, example]), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="decisions-sample.csv"',
    }),
  )
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = officer.area || form.text('area')
  if (form.text('deed') === 'leave-out') {
    const [number = '', task = ''] = form.text('from').split(' ')
    const done = await leaveOut(web.world, officer, { number, task })
    if (!done.ok) return await show(visit, { notice: publishRefusal(done.refusal), status: 422 })
    return c.redirect(`${publishPath}?area=${area}&done=left`, 303)
  }
  const file = form.file('file')
  if (!may(officer, 'draft-publication').ok || !file || file.size === 0)
    return await show(visit, { notice: '请先选一个 CSV 文件。', status: 422 })
  const imported = await importDecisions(web.world, officer, { area, text: await file.text() })
  return await show(visit, { notice: importedWords(imported) })
}

const mostFaults = 20

const importedWords = ({ kept, faults }: Imported): Html =>
  html`<p>
      收下 ${kept} 行，等另一位审核。${faults.length > 0 ? `有 ${faults.length} 行没有收：` : ''}
    </p>
    <ul>
      ${faults
        .slice(0, mostFaults)
        .map(({ line, refusal }) => html`<li>第 ${line} 行：${publishRefusal(refusal)}</li>`)}
    </ul>`
