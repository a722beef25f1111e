import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import type { CreditDeed } from '#core/credit.ts'
import {
  actOnCredit,
  proposeCredit,
  readCredit,
  type CreditLine,
  type CreditPage,
} from '#service/credit.ts'
import { areaAsked } from './area-asked.ts'
import { creditJson, creditSheet } from './credit-file.ts'
import { csv } from './csv.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { creditKindNames } from './words/subject-words.ts'
import { nameIn, outcomes } from './words/terms.ts'

const path = '/desk/credit'

/** 信用记录: proposed by a concluded case, confirmed by another person, withdrawn when the decision falls. */
export function creditRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('see-subjects', async (visit) => await showCredit(visit)),
  )
  deskPost(desk, path, postNeeds('confirm-credit', act))
  deskPost(desk, `${path}/proposals`, postNeeds('propose-credit', propose))
  deskPage(desk, `${path}/:file`, needs('confirm-credit', sendFile))
}

async function showCredit(visit: Visit, notice?: string): Promise<Response> {
  const read = await readCredit(visit.web.world, visit.officer, { area: areaAsked(visit) })
  if (!read.ok) return await forbidden(visit.c, refusalWords(read.refusal))
  return await showDesk(visit, {
    title: '信用记录',
    content: creditPage(visit, read.value),
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

function creditPage(visit: Visit, { rules, proposed, doubted, kept }: CreditPage): Html {
  const mayConfirm = may(visit.officer, 'confirm-credit').ok
  return html`<p class="back"><a href="/desk/systems">综合监管</a></p>
    <h1>信用记录、记分和黑名单</h1>
    <p class="small">
      查实办结的，按本辖区方案提出建议，由另一位确认才算。原来的决定有变，自动提出撤回。分值和期限方案没有写，要由您写明出处，没有出处的不收。
    </p>
    <details>
      <summary>方案怎么写</summary>
      ${
        rules.length === 0
          ? html`<p>方案没有要求，供参考。</p>`
          : html`<ul>
              ${rules.map(
                ({ kind, clause, says, to }) =>
                  html`<li>
                    ${clause}
                    ${creditKindNames[kind]}：${says}${to.length > 0 ? `。送：${to.join('、')}` : ''}
                  </li>`,
              )}
            </ul>`
      }
    </details>
    ${
      doubted.length === 0
        ? ''
        : html`<h2>决定有变，等人定是不是撤回</h2>
            ${doubted.map((line, n) => doubtPart(visit, line, n))}`
    }
    <h2>等人确认</h2>
    ${
      proposed.length === 0
        ? html`<p class="empty">没有。</p>`
        : proposed.map((line, n) => proposedPart(visit, line, n))
    }
    ${may(visit.officer, 'propose-credit').ok ? proposeForm(visit, rules) : ''}
    <h2>已确认和已撤回</h2>
    ${
      mayConfirm
        ? html`<p class="row">
            <a href="${path}/records.csv">CSV</a> <a href="${path}/records.json">JSON</a>
          </p>`
        : ''
    }
    ${kept.length === 0 ? html`<p class="empty">没有。</p>` : kept.map((line, n) => keptPart(visit, line, n))}`
}

/** Whom, what for, by which clause. */
function lineHead({ subject, words, record, proposedBy, subjectConfirmed }: CreditLine): Html {
  const { kind, clause, basis, reason } = record.proposal
  return html`<h3>
      <a href="/desk/subjects/${subject}">${words.name}</a>：${creditKindNames[kind]}
    </h3>
    <p class="small">
      ${clause}；<a href="/desk/cases/${basis.number}">${basis.number}</a>
      ${nameIn(outcomes, basis.outcome)}${basis.penalty ? `，${basis.penalty}` : ''}；${proposedBy ? `${proposedBy} 提出：${reason}` : '查实办结，自动提出'}${subjectConfirmed ? '' : '；对象还没有人确认'}
    </p>`
}

const hidden = (visit: Visit, { id, version }: CreditLine): Html =>
  html`${csrfField(visit)}
    <input type="hidden" name="id" value="${id}" />
    <input type="hidden" name="version" value="${version}" />`

function proposedPart(visit: Visit, line: CreditLine, n: number): Html {
  if (!may(visit.officer, 'confirm-credit').ok)
    return html`<section class="card">${lineHead(line)}</section>`
  const isDemerit = line.record.proposal.kind === 'demerit'
  return html`<section class="card">
    ${lineHead(line)}
    <form method="post" action="${path}">
      ${hidden(visit, line)}
      ${isDemerit ? lineBox({ id: `points-${n}`, name: 'points', label: '记几分', value: '', max: 3 }) : ''}
      ${lineBox({ id: `months-${n}`, name: 'months', label: '期限几个月（没有规定就空着）', value: '', max: 3 })}
      ${lineBox({ id: `source-${n}`, name: 'source', label: '分值、期限的出处', value: '', hint: '写办法名称和条款，加书名号。' })}
      <p class="row"><button name="deed" value="confirm" class="main">确认</button></p>
      ${lineBox({ id: `reason-${n}`, name: 'reason', label: '不予记录的理由', value: '' })}
      <p class="row"><button name="deed" value="refuse">不予记录</button></p>
    </form>
  </section>`
}

const doubtNames: Readonly<Record<string, string>> = {
  'decision-fell': '这一件重新核查，或者不再是查实。',
  'subject-changed': '这一件的对象改了。',
  officer: '有人提出撤回。',
}

const doubtPart = (visit: Visit, line: CreditLine, n: number): Html =>
  html`<section class="card">
    ${lineHead(line)}
    <p class="notice hot">
      ${nameIn(doubtNames, line.record.doubt ?? '')}记录在定下来以前标着“待撤回”。
    </p>
    ${
      may(visit.officer, 'confirm-credit').ok
        ? html`<form method="post" action="${path}">
            ${hidden(visit, line)}
            ${lineBox({ id: `doubt-${n}`, name: 'reason', label: '理由', value: '' })}
            <p class="row">
              <button name="deed" value="withdraw" class="main">撤回</button>
              <button name="deed" value="keep">保留</button>
            </p>
          </form>`
        : ''
    }
  </section>`

function keptPart(visit: Visit, line: CreditLine, n: number): Html {
  const { state, confirmedAt, withdrawnAt, points, months } = line.record
  const today = dayOf(visit.web.world.clock())
  const figures = [
    points ? `${points.value} 分（${points.source}）` : '',
    months ? `${months.value} 个月（${months.source}）` : '',
  ].filter(Boolean)
  return html`<section class="card">
    ${lineHead(line)}
    <p>
      ${confirmedAt ? `${dayWords(dayOf(confirmedAt), today)}确认` : ''}${figures.length > 0 ? `，${figures.join('，')}` : ''}
      ${state === 'withdrawn' && withdrawnAt ? html`<span class="mark hot">${dayWords(dayOf(withdrawnAt), today)}撤回</span>` : ''}
    </p>
    ${
      state === 'confirmed' && may(visit.officer, 'confirm-credit').ok
        ? html`<form method="post" action="${path}">
            ${hidden(visit, line)}
            ${lineBox({ id: `kept-${n}`, name: 'reason', label: '决定被撤销、变更的，写明文书', value: '' })}
            <p class="row"><button name="deed" value="doubt">提出撤回</button></p>
          </form>`
        : ''
    }
  </section>`
}

function proposeForm(visit: Visit, rules: CreditPage['rules']): Html {
  const kinds = [...new Set(rules.map(({ kind }) => kind))]
  if (kinds.length === 0) return html``
  const options = kinds.map((kind) => [kind, creditKindNames[kind]] as const)
  return html`<details>
    <summary>提出一条</summary>
    <form class="card" method="post" action="${path}/proposals">
      ${csrfField(visit)}
      ${lineBox({ id: 'number', name: 'number', label: '举报编号', value: '', hint: '查实的、对象已经确认的。' })}
      ${choiceBox({ id: 'kind', name: 'kind', label: '哪一类', value: '', options })}
      ${lineBox({ id: 'reason', name: 'reason', label: '理由', value: '', hint: '列黑名单的，写明符合哪个办法的哪一条。' })}
      <p class="row"><button>提出</button></p>
    </form>
  </details>`
}

function deedIn(form: Form): CreditDeed | undefined {
  const type = form.text('deed')
  const reason = form.text('reason')
  if (type === 'confirm')
    return {
      type,
      points: form.text('points'),
      months: form.text('months'),
      source: form.text('source'),
    }
  const others = ['refuse', 'doubt', 'withdraw', 'keep'] as const
  const known = others.find((one) => one === type)
  return known && { type: known, reason }
}

async function act(visit: Visit, form: Form): Promise<Response> {
  const deed = deedIn(form)
  if (!deed) return await showCredit(visit, refusalWords({ key: 'deed-unclear' }))
  const asked = { id: form.text('id'), version: Number(form.text('version')), deed }
  const done = await actOnCredit(visit.web.world, visit.officer, asked)
  return done.ok ? visit.c.redirect(path, 303) : await showCredit(visit, refusalWords(done.refusal))
}

async function propose(visit: Visit, form: Form): Promise<Response> {
  const given = {
    number: form.text('number'),
    kind: form.text('kind'),
    reason: form.text('reason'),
  }
  const done = await proposeCredit(visit.web.world, visit.officer, given)
  if (!done.ok && visit.officer.role === 'handler')
    return await forbidden(visit.c, refusalWords(done.refusal))
  return done.ok ? visit.c.redirect(path, 303) : await showCredit(visit, refusalWords(done.refusal))
}

async function sendFile(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const kind = /^records\.(csv|json)$/.exec(c.req.param('file') ?? '')?.[1]
  if (kind === undefined) return await notFound(c)
  const area = areaAsked(visit)
  const read = await readCredit(web.world, officer, { area, file: kind })
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const lines = [...read.value.doubted, ...read.value.kept]
  const type = kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'
  const body = kind === 'csv' ? csv(creditSheet(lines)) : creditJson(area, lines, web.world.clock())
  return c.body(body, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="credit-${area}.${kind}"`,
  })
}
