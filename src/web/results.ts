import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { giveResults, listResults, readResults, type ResultFile } from '#service/subject-results.ts'
import { areaAsked } from './area-asked.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn, outcomes } from './words/terms.ts'

const path = '/desk/results'

/** 监管结果协同运用: what was found of one institution or person, for one purpose of the plan, with its basis in law. */
export function resultRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('use-results', async (visit) => await showResults(visit)),
  )
  deskPost(desk, path, postNeeds('use-results', give))
  deskPage(desk, `${path}/:id/:file`, needs('use-results', sendFile))
}

async function showResults(visit: Visit, form?: Form, notice?: string): Promise<Response> {
  const { c, web, officer } = visit
  const list = await listResults(web.world, officer, areaAsked(visit))
  if (!list.ok) return await forbidden(c, refusalWords(list.refusal))
  const { uses, given } = list.value
  const today = dayOf(web.world.clock())
  const typed = (name: string, otherwise = ''): string => form?.text(name) ?? otherwise
  const names = new Map(uses.map(({ id, name }) => [id, name]))
  return await showDesk(visit, {
    title: '监管结果协同运用',
    content: html`<p class="back"><a href="/desk/systems">综合监管</a></p>
      <h1>监管结果协同运用</h1>
      <p class="small">
        只给查实的、对象确认过的和已确认的信用记录，写到月份；没有举报编号，没有举报人的任何内容，在办的不给。用途只限本辖区方案写明的。每次都留底，可以一字不差再取。
      </p>
      <form class="card" method="post" action="${path}">
        ${csrfField(visit)}
        ${lineBox({ id: 'subject', name: 'subject', label: '对象编号', value: typed('subject', c.req.query('subject')), hint: '在被举报对象的页面上点“导出监管结果”会填好。' })}
        ${choiceBox({ id: 'use', name: 'use', label: '用途', value: typed('use'), options: uses.map(({ id, name, clause }) => [id, `${name}（${clause}）`] as const) })}
        ${lineBox({ id: 'basis', name: 'basis', label: '法律依据', value: typed('basis'), hint: '写法规名称和条款。' })}
        ${lineBox({ id: 'from', name: 'from', label: '从', value: typed('from'), hint: '如 2026-01-01' })}
        ${lineBox({ id: 'to', name: 'to', label: '到', value: typed('to', today) })}
        <p class="row"><button class="main">导出</button></p>
      </form>
      <h2>给出过的</h2>
      ${
        given.length === 0
          ? html`<p class="empty">还没有。</p>`
          : html`<ul>
              ${given.map(
                ({ id, use, at, byName, subject }) =>
                  html`<li>
                    ${timeWords(at, today)}，${byName}，<a href="/desk/subjects/${subject}">对象</a
                    >，${nameIn(Object.fromEntries(names), use)}：
                    <a href="${path}/${id}/results.json">JSON</a>
                    <a href="${path}/${id}/results.csv">CSV</a>
                  </li>`,
              )}
            </ul>`
      }`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

async function give(visit: Visit, form: Form): Promise<Response> {
  const wanted = {
    subject: form.text('subject').trim(),
    use: form.text('use'),
    basis: form.text('basis'),
    from: form.text('from').trim(),
    to: form.text('to').trim(),
  }
  const done = await giveResults(visit.web.world, visit.officer, wanted)
  return done.ok
    ? visit.c.redirect(path, 303)
    : await showResults(visit, form, refusalWords(done.refusal))
}

async function sendFile(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const kind = /^results\.(json|csv)$/.exec(c.req.param('file') ?? '')?.[1]
  const read = kind && (await readResults(web.world, officer, c.req.param('id') ?? ''))
  if (!read || !read.ok || !read.value.holds) return await notFound(c)
  const { file, text, digest } = read.value
  return c.body(kind === 'json' ? `${text}\n` : csv(sheetOf(file)), 200, {
    'Content-Type': `${kind === 'json' ? 'application/json' : 'text/csv'}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="results-${file.area}-${digest.slice(0, 12)}.${kind}"`,
  })
}

const sheetOf = ({ subject, use, basis, from, to, findings, records }: ResultFile) => [
  ['名称', subject.name],
  ['登记号', subject.licence ?? ''],
  ['用途', `${use.name}（${use.clause}）`],
  ['依据', basis],
  ['起止', `${from} 至 ${to}`],
  ['月份', '违法行为代码', '结论'],
  ...findings.map(({ month, offence, outcome }) => [month, offence, nameIn(outcomes, outcome)]),
  ['记录编号', '种类', '状态', '决定书', '分值'],
  ...records.map(({ id, kind, state, decision, points }) => [
    id,
    kind,
    state,
    decision ?? '',
    points ?? '',
  ]),
]
