import { html } from 'hono/html'
import { cooperationIn } from '#core/cooperation.ts'
import { dayOf } from '#core/clock.ts'
import { crimeDecisions } from '#core/open-decisions.ts'
import { listDecisions } from '#service/decisions.ts'
import { act, readCase } from '#service/desk.ts'
import { numberOf } from './case-page.ts'
import { backFrom, criteriaFor } from './crime-fields.ts'
import { beginPart, letterPart, proposalPart, ruleLine } from './crime-parts.ts'
import { crimeDeedOf } from './crime-typed.ts'
import { deskPage, deskPost, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { planSilent } from './words/crime.ts'
import { dayWords } from './words/dates.ts'
import { decisionNames } from './words/decisions.ts'
import { refusalWords } from './words/refusals.ts'

/** 行刑衔接: a suspected crime, from the checklist to what the police answered. */
export function crimeRoutes(desk: Desk): void {
  deskPage(desk, '/desk/crime', needs('review', showList))
  deskPage(desk, '/desk/cases/:number/crime', async (visit) => await showCrime(visit, {}))
  deskPost(desk, '/desk/cases/:number/crime', takeCrime)
}

/** What the plan says, and which letters and reports wait for something. */
async function showList(visit: Visit): Promise<Response> {
  const { web, officer } = visit
  const after = visit.c.req.query('after')
  const listed = await listDecisions(web.world, officer, {
    only: crimeDecisions,
    ...(after ? { after } : {}),
  })
  if (!listed.ok) return await forbidden(visit.c, refusalWords(listed.refusal))
  const { rows, next } = listed.value
  const now = dayOf(web.world.clock())
  return await showDesk(visit, {
    title: '行刑衔接',
    content: html`<h1>行刑衔接</h1>
      ${planLine(visit, officer.area)}
      ${
        rows.length === 0
          ? html`<p>现在没有等着办的移送。涉嫌犯罪的，在案件页打开“行刑衔接”。</p>`
          : html`<ul class="plain">
              ${rows.map(
                (one) =>
                  html`<li class="card">
                    <a href="/desk/cases/${one.number}/crime">${one.number} ${one.offenceName}</a>
                    <p>
                      ${decisionNames[one.kind]}${one.due ? `，${dayWords(one.due.on, now)}前` : ''}。${one.officeName}
                    </p>
                  </li>`,
              )}
            </ul>`
      }
      ${next ? html`<p><a href="/desk/crime?after=${encodeURIComponent(next)}">再往下</a></p>` : ''}
      ${criteriaPart(visit)}`,
  })
}

/** Which clause asks for it, or that none does. */
function planLine({ web }: Visit, area: string): Html {
  const plan = cooperationIn(web.world.packs.cooperation, area, 'criminal-transfer')
  return plan
    ? html`<p class="small">方案${plan.clause}：${plan.asks}。</p>`
    : html`<p class="small">${planSilent}</p>`
}

function criteriaPart(visit: Visit): Html {
  return html`<details class="card">
    <summary>移送标准和依据</summary>
    ${criteriaFor(visit, '').map(
      (one) =>
        html`<p>${one.crime}（${one.article}）</p>
          <p class="small">
            ${one.source}${one.confidence === 'M' ? '。条文是转引的，用前请核对原文。' : '。'}
          </p>`,
    )}
    <p class="small">哪类举报可能涉嫌哪个罪，是本系统的工作提示，不是法律规定。</p>
  </details>`
}

interface Shown {
  readonly notice?: string
  readonly form?: Form
  readonly status?: 200 | 409 | 422
}

async function showCrime(visit: Visit, { notice, form, status }: Shown): Promise<Response> {
  const read = await readCase(visit.web.world, visit.officer, numberOf(visit))
  if (!read.ok) return await notFound(visit.c)
  const shown = read.value
  const { number, area } = shown.file
  const back = backFrom(form)
  const done = visit.c.req.query('done') === 'yes' ? '已登记。' : ''
  return await showDesk(visit, {
    title: `${number} 行刑衔接`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>行刑衔接</h1>
      ${planLine(visit, area)} ${ruleLine(visit, 'no-substitute')}
      ${(shown.file.proposals ?? []).map((one) => proposalPart(visit, { shown, proposal: one, back }))}
      ${(shown.file.transfers ?? [])
        .filter((one) => one.proposal !== undefined)
        .map((letter) => letterPart(visit, { shown, letter, back }))}
      ${shown.tasks.map((task) => beginPart(visit, { shown, task, back }))}`,
    ...(notice || done ? { notice: notice ?? done } : {}),
    ...(status ? { status } : {}),
  })
}

async function takeCrime(visit: Visit, form: Form): Promise<Response> {
  const { web, officer } = visit
  const number = numberOf(visit)
  const read = await readCase(web.world, officer, number)
  if (!read.ok) return await notFound(visit.c)
  const deed = crimeDeedOf(form, read.value)
  if (!deed.ok)
    return await showCrime(visit, { notice: refusalWords(deed.refusal), form, status: 422 })
  const point = { number, version: Number(form.text('version')) }
  const done = await act(web.world, officer, point, deed.value)
  if (done.ok) return visit.c.redirect(`/desk/cases/${number}/crime?done=yes`, 303)
  const status = done.refusal.key === 'case-changed' ? 409 : 422
  return await showCrime(visit, { notice: refusalWords(done.refusal), form, status })
}
