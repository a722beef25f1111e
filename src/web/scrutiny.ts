import { html } from 'hono/html'
import { may } from '#core/access.ts'
import type { ScrutinyLine } from '#core/scrutiny.ts'
import { cellWords } from '#service/figure-columns.ts'
import { periodWords } from '#service/figure-report.ts'
import { scrutinyPdf, scrutinyXlsx } from '#service/scrutiny-files.ts'
import { ownPeriod, readScrutinyReport, type ScrutinyReport } from '#service/scrutiny-report.ts'
import { checkHeads, checkRows, rowsBy } from '#service/scrutiny-rows.ts'
import {
  askedWords,
  reasonNames,
  scrutinyColumns,
  scrutinyMeanings,
  whomNames,
} from '#service/scrutiny-words.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import type { Html } from './layout.ts'
import { addressOf, periodAsked, periodPart } from './period-part.ts'
import { numberTable } from './scrutiny-table.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/scrutiny'

/** 督察: how counties and departments do, whom to call, who was visited, and the report of it. */
export function scrutinyRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-scrutiny', showScrutiny))
  deskPage(
    desk,
    `${path}/report.pdf`,
    needs('see-scrutiny', async (visit) => await sendReport(visit, 'pdf')),
  )
  deskPage(
    desk,
    `${path}/report.xlsx`,
    needs('see-scrutiny', async (visit) => await sendReport(visit, 'xlsx')),
  )
}

/** The period the address asks for; where it asks for none, the plan's own. */
function asked(visit: Visit) {
  const { c, web } = visit
  const area = areaAsked(visit)
  const plan = web.world.packs.areas.get(area)?.plan
  const isAsked = ['period', 'from', 'to'].some((name) => c.req.query(name) !== undefined)
  const { period, bad } = periodAsked(visit)
  return { area, bad, period: isAsked || !plan ? period : ownPeriod(web.world, plan) }
}

async function showScrutiny(visit: Visit): Promise<Response> {
  const { web, officer } = visit
  const { area, period, bad } = asked(visit)
  const read = await readScrutinyReport(web.world, officer, { area, period })
  if (!read.ok) return await forbidden(visit.c, refusalWords(read.refusal))
  const report = read.value
  const { plan, figures } = report
  const chosen = { period, area: officer.area === '' ? area : undefined }
  const acts = may(officer, 'scrutinise').ok
  return await showDesk(visit, {
    title: '督察',
    ...(bad ? { notice: '这个时段看不懂，下面是本月的。' } : {}),
    status: bad ? 422 : 200,
    content: html`<p class="back"><a href="/desk/systems?area=${area}">综合监管</a></p>
      <h1>${plan.area.name}督察</h1>
      ${areaTabs(visit, path, area)}
      <ul class="words small">
        <li>督察：${askedWords(plan, 'visits')}</li>
        <li>失职渎职：${askedWords(plan, 'dereliction')}</li>
      </ul>
      <p class="row">
        <a class="button" href="${path}/visits?area=${area}">督察记录</a>
        <a class="button" href="${path}/interviews?area=${area}">约谈和整改</a>
        <a class="button" href="${path}/file-checks?area=${area}">稽查抽案</a>
        ${acts ? html`<a class="button" href="${path}/derelictions?area=${area}">失职线索</a>` : ''}
      </p>
      ${coveragePart(visit, report)} ${periodPart(visit, path, chosen)}
      ${figures.filling ? html`<p class="notice">以前的件还在补算，下面的数会再变。</p>` : ''}
      <p class="row">
        <a href="${addressOf(`${path}/report.pdf`, { period: period.key, area })}"
          >这一段的督察报告（PDF）</a
        >
        <a href="${addressOf(`${path}/report.xlsx`, { period: period.key, area })}"
          >这一段的督察报告（XLSX）</a
        >
      </p>
      ${listedPart(visit, report, acts)} ${byPart(visit, report, 'place')}
      ${byPart(visit, report, 'department')} ${bothPart(visit, report)} ${checksPart(visit, report)}
      <section class="card">
        <h2>这些数怎么算</h2>
        <ul class="words small">
          ${scrutinyMeanings.map((one) => html`<li>${one}</li>`)}
        </ul>
      </section>`,
  })
}

/** Which places are still to be visited in the plan's own period. */
function coveragePart({ web }: Visit, { plan, coverage }: ScrutinyReport): Html | string {
  if (!coverage) return ''
  const names = whomNames(web.world, plan.area.code)
  const open = coverage.places.filter(({ last }) => last === undefined)
  const done = coverage.places.filter(({ last }) => last !== undefined)
  return html`<section class="card" id="coverage">
    <h2>${periodWords(coverage.period)}督察了没有</h2>
    <p>共 ${coverage.places.length} 个地方，督察过 ${done.length} 个。</p>
    ${open.length > 0 ? html`<p>还没有：${open.map(({ place }) => names.place(place)).join('、')}。</p>` : ''}
    ${
      done.length > 0
        ? html`<p>
            督察过：${done.map(({ place, last }) => `${names.place(place)}（${dayWords(last ?? '')}）`).join('、')}。
          </p>`
        : ''
    }
  </section>`
}

const figureHeads = scrutinyColumns.map(({ name }) => name)
const figureCells = (line: ScrutinyLine): readonly string[] =>
  scrutinyColumns.map(({ value }) => cellWords(value(line)))

/** 可以约谈的: who passed a mark of the house, with the way to call them. */
function listedPart({ web }: Visit, { plan, figures }: ScrutinyReport, acts: boolean): Html {
  const names = whomNames(web.world, figures.area)
  const rules = web.world.packs.scrutiny?.listed
  return html`<section class="card" id="listed">
    <h2>可以约谈的（${figures.listed.length}）</h2>
    <p class="small">
      ${askedWords(plan, 'interview')}${
        rules
          ? html`列入的标准：超期未结 ${rules.overdue} 件以上，或者按期办结率低于
            ${cellWords({ share: rules.onTime })}（${rules.least} 件以上才算），或者退回
            ${rules.returned} 件以上，或者再查 ${rules.reopened}
            件以上。${rules.source}。要不要约谈，由人定。`
          : ''
      }
    </p>
    ${
      figures.listed.length === 0
        ? html`<p>没有。</p>`
        : numberTable({
            label: '可以约谈的',
            heads: ['地方和部门', '为什么', ...figureHeads, ...(acts ? ['约谈'] : [])],
            rows: figures.listed.map((line) => [
              `${names.place(line.place)} ${names.department(line.department)}`,
              line.reasons.map((reason) => reasonNames[reason]).join('、'),
              ...figureCells(line),
              ...(acts
                ? [
                    html`<a
                      href="${addressOf(`${path}/interviews`, { area: figures.area, place: line.place, department: line.department, why: line.reasons.map((reason) => reasonNames[reason]).join('、') })}"
                      >约谈</a
                    >`,
                  ]
                : []),
            ]),
          })
    }
  </section>`
}

function byPart({ web }: Visit, report: ScrutinyReport, by: 'place' | 'department'): Html {
  const title = by === 'place' ? '地方' : '部门'
  return html`<section class="card" id="by-${by}">
    <h2>按${title}</h2>
    ${numberTable({
      label: `按${title}`,
      heads: [title, ...figureHeads, '不满意'],
      rows: rowsBy(web.world, report, by).map((row) =>
        row.map((cell) => (typeof cell === 'string' ? cell : cellWords(cell))),
      ),
    })}
  </section>`
}

function bothPart({ web }: Visit, { figures }: ScrutinyReport): Html {
  const names = whomNames(web.world, figures.area)
  return html`<details class="card">
    <summary>地方和部门分开看</summary>
    ${numberTable({
      label: '地方和部门',
      heads: ['地方和部门', ...figureHeads],
      rows: figures.lines.map((line) => [
        `${names.place(line.place)} ${names.department(line.department)}`,
        ...figureCells(line),
      ]),
    })}
  </details>`
}

function checksPart({ web }: Visit, report: ScrutinyReport): Html {
  const rows = checkRows(web.world, report)
  return html`<section class="card" id="checks">
    <h2>这一段稽查的</h2>
    <p class="small">${askedWords(report.plan, 'fileCheck')}</p>
    ${
      rows.length === 0
        ? html`<p>没有抽过。</p>`
        : numberTable({
            label: '稽查',
            heads: checkHeads(web.world),
            rows: rows.map((row) => row.map((cell) => cellWords(cell))),
          })
    }
  </section>`
}

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

async function sendReport(visit: Visit, kind: 'pdf' | 'xlsx'): Promise<Response> {
  const { c, web, officer } = visit
  const { area, period, bad } = asked(visit)
  if (bad) return await notFound(c)
  const read = await readScrutinyReport(web.world, officer, { area, period, file: true })
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const make = kind === 'pdf' ? scrutinyPdf : scrutinyXlsx
  const bytes = await make(web.world, read.value)
  const name = `scrutiny-${area}-${period.key.replace('..', '_')}.${kind}`
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': types[kind],
    'Content-Disposition': `attachment; filename="${name}"`,
  })
}
