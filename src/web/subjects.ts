import { html } from 'hono/html'
import type { Subject } from '#core/subject.ts'
import { joinSubjects, keepApart } from '#service/subject-deeds.ts'
import { decideNamed, nameSubject } from '#service/subject-naming.ts'
import { listSubjects, type ProposedPair, type SubjectList } from '#service/subject-view.ts'
import { areaAsked } from './area-asked.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { creditRoutes } from './credit.ts'
import { inspectionRoutes } from './inspections.ts'
import { institutionRoutes } from './institutions.ts'
import { nameForm } from './subject-name-form.ts'
import { resultRoutes } from './results.ts'
import { subjectPageRoutes } from './subject-page.ts'
import { refusalWords } from './words/refusals.ts'
import { alikeNames, subjectKindNames } from './words/subject-words.ts'
import { nameIn } from './words/terms.ts'

const path = '/desk/subjects'

/** 被举报对象: whom reports complain of, who of them may be the same, and what officers decide of it. */
export function subjectRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('decide-subjects', async (visit) => await showList(visit, {})),
  )
  deskPost(desk, path, postNeeds('decide-subjects', search))
  deskPost(desk, `${path}/pairs`, postNeeds('decide-subjects', decidePair))
  deskPost(desk, '/desk/cases/:number/subject', postNeeds('name-subject', nameAtCase))
  institutionRoutes(desk)
  inspectionRoutes(desk)
  creditRoutes(desk)
  resultRoutes(desk)
  subjectPageRoutes(desk)
}

interface Shown {
  readonly notice?: string
  readonly sought?: string
}

async function showList(visit: Visit, { notice, sought = '' }: Shown): Promise<Response> {
  const area = areaAsked(visit)
  const list = await listSubjects(visit.web.world, visit.officer, { area, sought })
  if (!list.ok) return await forbidden(visit.c, refusalWords(list.refusal))
  return await showDesk(visit, {
    title: '被举报对象',
    content: listPage(visit, list.value, sought),
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

function listPage(visit: Visit, { subjects, pairs }: SubjectList, sought: string): Html {
  return html`<p class="back"><a href="/desk/systems">综合监管</a></p>
    <h1>被举报对象</h1>
    <p class="small">
      举报里说到的机构、商户、个人和场所。名称由机器从举报里读出，是不是同一个由人来定，定错了可以拆开。列在这里不等于违法。
      <a href="/desk/institutions">持证机构名录</a>
    </p>
    <form class="row" method="post" action="${path}">
      ${csrfField(visit)}
      <label for="sought">名称或登记号</label>
      <input id="sought" name="sought" value="${sought}" maxlength="60" />
      <button>查找</button>
    </form>
    ${pairs.length === 0 || sought !== '' ? '' : pairsPart(visit, pairs)}
    <h2>${sought === '' ? '一年里被举报的' : '查到的'}</h2>
    ${subjects.length === 0 ? html`<p class="empty">没有。</p>` : subjectTable(subjects)}`
}

const subjectTable = (subjects: SubjectList['subjects']): Html =>
  html`<table class="inbox" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">名称</th>
        <th role="columnheader" scope="col">门类</th>
        <th role="columnheader" scope="col">登记号</th>
        <th role="columnheader" scope="col">件数</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${subjects.map(
        ({ id, name, kind, licence, cases }) =>
          html`<tr role="row">
            <th role="rowheader" scope="row"><a href="${path}/${id}">${name}</a></th>
            <td role="cell" data-label="门类">${subjectKindNames[kind]}</td>
            <td role="cell" data-label="登记号">${licence ?? '—'}</td>
            <td role="cell" data-label="件数" class="whole">${cases}</td>
          </tr>`,
      )}
    </tbody>
  </table>`

function pairsPart(visit: Visit, pairs: readonly ProposedPair[]): Html {
  return html`<h2 id="pairs">可能是同一个，等人来定</h2>
    ${pairs.map(
      ({ one, other, why }, n) =>
        html`<section class="card" aria-labelledby="pair-${n}">
          <h3 id="pair-${n}">${linkTo(one)} 和 ${linkTo(other)}</h3>
          <p class="small">${nameIn(alikeNames, why)}</p>
          <form method="post" action="${path}/pairs">
            ${csrfField(visit)}
            <input type="hidden" name="one" value="${one.id}" />
            <input type="hidden" name="other" value="${other.id}" />
            ${lineBox({ id: `reason-${n}`, name: 'reason', label: '理由', value: '' })}
            <p class="row">
              <button name="deed" value="join" class="main">是一个，并到“${other.name}”</button>
              <button name="deed" value="apart">不是一个</button>
            </p>
          </form>
        </section>`,
    )}`
}

const linkTo = ({ id, name }: Subject): Html => html`<a href="${path}/${id}">${name}</a>`

/** What is looked for stands in no address bar. */
async function search(visit: Visit, form: Form): Promise<Response> {
  return await showList(visit, { sought: form.text('sought').slice(0, 60) })
}

async function decidePair(visit: Visit, form: Form): Promise<Response> {
  const { web, officer } = visit
  const given = {
    one: form.text('one'),
    other: form.text('other'),
    reason: form.text('reason'),
  }
  const decide = form.text('deed') === 'join' ? joinSubjects : keepApart
  const done = await decide(web.world, officer, given)
  if (!done.ok) return await showList(visit, { notice: refusalWords(done.refusal) })
  return visit.c.redirect(`${path}#pairs`, 303)
}

/** At a case: the machine read it rightly or not, or an officer names it. */
async function nameAtCase(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const number = (c.req.param('number') ?? '').toUpperCase()
  const origin = form.text('origin')
  const deed = form.text('deed')
  const done =
    deed === 'add'
      ? await nameSubject(web.world, officer, {
          number,
          known: form.text('known'),
          name: form.text('name'),
          kind: form.text('kind'),
          address: form.text('address'),
          licence: form.text('licence'),
        })
      : await decideNamed(web.world, officer, { number, origin, is: deed === 'confirm' })
  if (done.ok) return c.redirect(`/desk/cases/${number}#subject`, 303)
  if (done.refusal.key === 'case-not-visible') return await notFound(c)
  return await showDesk(visit, {
    title: `${number} 被举报对象`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>被举报对象</h1>
      ${nameForm(visit, number, form)}`,
    notice: refusalWords(done.refusal),
    status: 422,
  })
}
