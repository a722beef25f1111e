import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { lastMonth } from '#core/inspection.ts'
import { spreadsheet } from '#service/figure-file.ts'
import type { InspectionFile } from '#service/inspection-list.ts'
import {
  draftInspections,
  publishInspections,
  readInspections,
  setWeights,
  type InspectionPage,
  type ReadInspection,
} from '#service/inspections.ts'
import { areaAsked } from './area-asked.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { caseReason, inspectionJson, inspectionSheet, listedNames } from './inspection-file.ts'
import type { Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { raisesNames, subjectKindNames } from './words/subject-words.ts'

const path = '/desk/inspections'
const of = `${path}/:month/:number`
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 双随机抽查对象权重: a month's list with its reasons, published once, as a page and as files. */
export function inspectionRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('decide-subjects', async (visit) => await showDraft(visit, {})),
  )
  deskPost(desk, path, postNeeds('publish-inspections', publish))
  deskPost(desk, `${path}/weights`, postNeeds('publish-inspections', weigh))
  deskPage(desk, of, needs('decide-subjects', showPublished))
  deskPage(desk, `${of}/:file`, needs('decide-subjects', sendFile))
}

const monthAsked = ({ c, web }: Visit): string =>
  c.req.query('month') ?? lastMonth(web.world.clock())

interface Shown {
  readonly notice?: string
  readonly month?: string
}

async function showDraft(visit: Visit, { notice, month }: Shown): Promise<Response> {
  const area = areaAsked(visit)
  const asked = { area, month: month ?? monthAsked(visit) }
  const read = await draftInspections(visit.web.world, visit.officer, asked)
  if (!read.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: '双随机抽查对象权重',
    content: draftPage(visit, read.value),
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

function draftPage(visit: Visit, { file, published, isOpen }: InspectionPage): Html {
  const today = dayOf(visit.web.world.clock())
  const mayPublish = may(visit.officer, 'publish-inspections').ok
  const isPublished = published.some(({ month }) => month === file.month)
  return html`<p class="back"><a href="/desk/systems">综合监管</a></p>
    <h1>双随机抽查对象权重</h1>
    ${ruleLine(file)}
    <form class="row" method="get" action="${path}">
      <label for="month">月份</label>
      <input id="month" type="month" name="month" value="${file.month}" />
      <button>查看</button>
    </form>
    ${weightsLine(file)} ${rowsPart(file)}
    ${isOpen ? html`<p class="small">这个月还没有过完，只能看，不能发布。</p>` : ''}
    ${mayPublish && !isOpen ? publishForm(visit, file.month, isPublished) : ''}
    <h2>已发布</h2>
    ${
      published.length === 0
        ? html`<p class="empty">还没有发布。</p>`
        : html`<ul>
            ${published.map(
              ({ month, number, at, byName, rows }) =>
                html`<li>
                  <a href="${path}/${month}/${number}"
                    >${month}${number > 1 ? `（更正 ${number - 1}）` : ''}</a
                  >
                  ${timeWords(at, today)}，${byName}，${rows} 个对象
                </li>`,
            )}
          </ul>`
    }
    ${mayPublish ? weightsForm(visit, file) : ''}`
}

const ruleLine = ({ rule }: InspectionFile): Html =>
  rule
    ? html`<p>
        ${rule.clause}${rule.raisesClause ? `、${rule.raisesClause}` : ''}：${raisesNames[rule.raises]}
        <span class="small">${rule.says}</span>
      </p>`
    : html`<p>方案没有要求，供参考。</p>`

const weightsLine = ({ weights }: InspectionFile): Html =>
  html`<p class="small">
    权重：查实 ${weights.substantiated}，部分查实 ${weights.partly}，移送公安
    ${weights.transferred}，在办 ${weights.open}，看最近 ${weights.months}
    个月。${weights.source.startsWith('operator,') ? '本辖区自己定的。' : '这是软件的起步值，不是法定的，可以改。'}
    同一来源写多少件都只算一件。
  </p>`

function rowsPart({ rows, subjects }: InspectionFile): Html {
  if (rows.length === 0) return html`<p class="empty">这个月没有要加权的对象。</p>`
  const byId = new Map(subjects.map((one) => [one.id, one]))
  return html`<ol>
    ${rows.map(({ subject, weight, cases }) => {
      const one = byId.get(subject)
      return html`<li class="card">
        <h2><a href="/desk/subjects/${subject}">${one?.name ?? ''}</a>：${weight}</h2>
        <p class="small">
          ${one ? subjectKindNames[one.kind] : ''}，${listedNames[one?.listed ?? ''] ?? ''}
        </p>
        <ul class="small">
          ${cases.map((each) => html`<li>${caseReason(each)}</li>`)}
        </ul>
      </li>`
    })}
  </ol>`
}

const publishForm = (visit: Visit, month: string, again: boolean): Html =>
  html`<form class="card" method="post" action="${path}">
    ${csrfField(visit)}
    <input type="hidden" name="month" value="${month}" />
    <p>发布以后不能改。${again ? '这个月已经发布过，再发是更正，旧的留着。' : ''}</p>
    ${again ? lineBox({ id: 'correction', name: 'correction', label: '更正的理由', value: '' }) : ''}
    <p class="row"><button class="main">${again ? '发布更正' : '发布'} ${month}</button></p>
  </form>`

function weightsForm(visit: Visit, { weights }: InspectionFile): Html {
  const fields = [
    ['substantiated', '查实'],
    ['partly', '部分查实'],
    ['transferred', '移送公安'],
    ['open', '在办'],
    ['months', '看最近几个月'],
  ] as const
  return html`<details>
    <summary>改权重</summary>
    <form class="card" method="post" action="${path}/weights">
      ${csrfField(visit)}
      ${fields.map(([name, label]) => lineBox({ id: name, name, label, value: String(weights[name]), max: 3 }))}
      <p class="row"><button>改好</button></p>
    </form>
  </details>`
}

async function publish(visit: Visit, form: Form): Promise<Response> {
  const area = areaAsked(visit)
  const [month, correction] = [form.text('month'), form.text('correction')]
  const done = await publishInspections(visit.web.world, visit.officer, { area, month, correction })
  if (!done.ok)
    return await showDraft(visit, {
      notice: refusalWords(done.refusal),
      ...(done.refusal.key === 'month-unclear' ? {} : { month }),
    })
  return visit.c.redirect(`${path}/${month}/${done.value.number}`, 303)
}

async function weigh(visit: Visit, form: Form): Promise<Response> {
  const text = form.text
  const given = {
    substantiated: text('substantiated'),
    partly: text('partly'),
    transferred: text('transferred'),
    open: text('open'),
    months: text('months'),
  }
  const done = await setWeights(visit.web.world, visit.officer, { area: areaAsked(visit), given })
  if (!done.ok) return await showDraft(visit, { notice: refusalWords(done.refusal) })
  return visit.c.redirect(path, 303)
}

async function readList(visit: Visit, file?: string): Promise<ReadInspection | undefined> {
  const { c, web, officer } = visit
  const [month, number] = [c.req.param('month') ?? '', Number(c.req.param('number'))]
  const asked = { area: areaAsked(visit), month, number, ...(file ? { file } : {}) }
  if (!Number.isInteger(number)) return undefined
  const read = await readInspections(web.world, officer, asked)
  return read.ok ? read.value : undefined
}

async function showPublished(visit: Visit): Promise<Response> {
  const read = await readList(visit)
  if (!read) return await notFound(visit.c)
  const { file, month, number, at, byName, digest, holds } = read
  const today = dayOf(visit.web.world.clock())
  const to = `${path}/${month}/${number}`
  return await showDesk(visit, {
    title: `${month} 双随机抽查对象权重`,
    content: html`<p class="back"><a href="${path}?month=${month}">双随机抽查对象权重</a></p>
      <h1>${month}${number > 1 ? `（更正 ${number - 1}）` : ''}</h1>
      <p>
        ${timeWords(at, today)} ${byName} 发布。${file.correction ? `更正：${file.correction}` : ''}
      </p>
      <p class="${holds ? 'small' : 'notice hot'}">
        ${holds ? '照当时的数据重算，一字不差。' : '照当时的数据重算，对不上，请查。'}摘要
        ${digest.slice(0, 16)}
      </p>
      <p class="row">
        <a href="${to}/list.csv">CSV</a> <a href="${to}/list.xlsx">XLSX</a>
        <a href="${to}/list.json">JSON</a>
      </p>
      ${ruleLine(file)} ${weightsLine(file)} ${rowsPart(file)}`,
  })
}

async function sendFile(visit: Visit): Promise<Response> {
  const { c, web } = visit
  const name = c.req.param('file') ?? ''
  const kind = /^list\.(csv|xlsx|json)$/.exec(name)?.[1]
  const read = kind === undefined ? undefined : await readList(visit, kind)
  if (!read) return await notFound(c)
  const { file, month, number } = read
  const disposition = `attachment; filename="inspections-${file.area}-${month}-${number}.${kind}"`
  const send = (type: string, body: string | Uint8Array<ArrayBuffer>): Response =>
    c.body(body, 200, { 'Content-Type': type, 'Content-Disposition': disposition })
  if (kind === 'json') return send('application/json; charset=utf-8', inspectionJson(read))
  const rows = inspectionSheet(file)
  if (kind === 'csv') return send('text/csv; charset=utf-8', csv(rows))
  const sheet = await spreadsheet([{ name: month, rows }], web.world.clock())
  return send(xlsx, new Uint8Array(sheet))
}
