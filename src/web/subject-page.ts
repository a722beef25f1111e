import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { joinSubjects, renameSubject, splitSubject } from '#service/subject-deeds.ts'
import { readSubject, type SubjectFile } from '#service/subject-view.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { kindOptions } from './subject-name-form.ts'
import { listedPart } from './subject-list-words.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { alikeNames, howNames, subjectDeedNames, subjectKindNames } from './words/subject-words.ts'
import { caseStates, nameIn, outcomes } from './words/terms.ts'

const path = '/desk/subjects/:id'

/** One subject: its names, what the list says, its cases, what officers decided. */
export function subjectPageRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('see-subjects', async (visit) => await showSubject(visit, {})),
  )
  deskPost(desk, path, postNeeds('decide-subjects', decide))
}

const idOf = ({ c }: Visit): string => c.req.param('id') ?? ''

interface Typed {
  readonly notice?: string
  readonly form?: Form
}

async function showSubject(visit: Visit, { notice, form }: Typed): Promise<Response> {
  const read = await readSubject(visit.web.world, visit.officer, idOf(visit))
  if (!read.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: read.value.subject.name,
    content: subjectPage(visit, read.value, form),
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

function subjectPage(visit: Visit, file: SubjectFile, form: Form | undefined): Html {
  const { subject, joined, listed, counts } = file
  const today = dayOf(visit.web.world.clock())
  const also = [...new Set([...subject.also, ...joined.map(({ name }) => name)])]
  return html`<p class="back">
      ${may(visit.officer, 'decide-subjects').ok ? html`<a href="/desk/subjects">被举报对象</a>` : html`<a href="/desk">回到列表</a>`}
    </p>
    <h1>${subject.name}</h1>
    <dl class="facts">
      <dt>门类</dt>
      <dd>${subjectKindNames[subject.kind]}</dd>
      ${
        also.length === 0
          ? ''
          : html`<dt>也叫</dt>
              <dd>${also.join('、')}</dd>`
      }
      ${
        subject.address
          ? html`<dt>地址</dt>
              <dd>${subject.address}</dd>`
          : ''
      }
      ${
        subject.licence
          ? html`<dt>登记号</dt>
              <dd>${subject.licence}</dd>`
          : ''
      }
      <dt>件数</dt>
      <dd>
        共 ${counts.all} 件：在办 ${counts.open}，查实 ${counts.substantiated}，部分查实
        ${counts.partly}，查否 ${counts.unfounded}
      </dd>
    </dl>
    ${listedPart(listed, today)}
    <p class="small">列在这里不等于违法。是不是同一个，由人来定。</p>
    ${may(visit.officer, 'use-results').ok ? html`<p class="small"><a href="/desk/results?subject=${subject.id}">导出监管结果</a></p>` : ''}
    ${casesPart(file, today)}
    ${may(visit.officer, 'decide-subjects').ok ? deedsPart(visit, file, form) : ''}
    ${historyPart(file, today)}`
}

function casesPart({ cases, elsewhere }: SubjectFile, today: string): Html {
  const rest = elsewhere > 0 ? html`<p class="small">另有 ${elsewhere} 件在别的单位办。</p>` : ''
  if (cases.length === 0)
    return html`<h2>举报</h2>
      <p class="empty">没有您能看的件。</p>
      ${rest}`
  return html`<h2>举报</h2>
    <ul>
      ${cases.map(
        ({ number, at, state, outcome, how }) =>
          html`<li>
            <a href="/desk/cases/${number}">${number}</a>
            ${dayWords(dayOf(at), today)}，${nameIn(caseStates, state)}${outcome ? `，${nameIn(outcomes, outcome)}` : ''}
            <span class="small">${nameIn(howNames, how)}</span>
          </li>`,
      )}
    </ul>
    ${rest}`
}

function deedsPart(visit: Visit, file: SubjectFile, form: Form | undefined): Html {
  const { subject, version, joined, like } = file
  const to = `/desk/subjects/${subject.id}`
  const typed = (name: string, otherwise: string): string => form?.text(name) ?? otherwise
  return html`<h2>定是不是同一个</h2>
    ${joined.map(
      (one, n) =>
        html`<form class="card" method="post" action="${to}">
          ${csrfField(visit)}
          <input type="hidden" name="deed" value="split" />
          <input type="hidden" name="other" value="${one.id}" />
          <p>“${one.name}”并在这里。拆开后一切照并之前的样子。</p>
          ${lineBox({ id: `split-${n}`, name: 'reason', label: '理由', value: '' })}
          <p class="row"><button>拆开“${one.name}”</button></p>
        </form>`,
    )}
    ${like.map(
      (one, n) =>
        html`<form class="card" method="post" action="${to}">
          ${csrfField(visit)}
          <input type="hidden" name="deed" value="join" />
          <input type="hidden" name="other" value="${one.id}" />
          <p><a href="/desk/subjects/${one.id}">${one.name}</a>：${nameIn(alikeNames, one.why)}</p>
          ${lineBox({ id: `join-${n}`, name: 'reason', label: '理由', value: '' })}
          <p class="row"><button>是一个，并到这里</button></p>
        </form>`,
    )}
    ${joined.length + like.length === 0 ? html`<p class="empty">没有名称相近的。</p>` : ''}
    <details ${form ? html`open` : ''}>
      <summary>改名称、门类、地址、登记号</summary>
      <form class="card" method="post" action="${to}">
        ${csrfField(visit)}
        <input type="hidden" name="deed" value="rename" />
        <input type="hidden" name="version" value="${version}" />
        ${lineBox({ id: 'name', name: 'name', label: '名称', value: typed('name', subject.name) })}
        ${choiceBox({ id: 'kind', name: 'kind', label: '门类', value: typed('kind', subject.kind), options: kindOptions })}
        ${lineBox({ id: 'address', name: 'address', label: '地址', value: typed('address', subject.address ?? '') })}
        ${lineBox({ id: 'licence', name: 'licence', label: '登记号', value: typed('licence', subject.licence ?? '') })}
        ${lineBox({ id: 'reason', name: 'reason', label: '理由', value: typed('reason', '') })}
        <p class="row"><button>改好</button></p>
      </form>
    </details>`
}

function historyPart({ deeds }: SubjectFile, today: string): Html {
  if (deeds.length === 0)
    return html`<h2>经过</h2>
      <p class="empty">还没有人定过什么。</p>`
  return html`<h2>经过</h2>
    <ul>
      ${deeds.map(
        ({ kind, at, by, words }) =>
          html`<li>
            ${dayWords(dayOf(at), today)}，${by}：${nameIn(subjectDeedNames, kind)}${words.before ? `（原名“${words.before.name}”）` : ''}${words.reason ? `。理由：${words.reason}` : ''}
          </li>`,
      )}
    </ul>`
}

async function decide(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const id = idOf(visit)
  const [other, reason] = [form.text('other'), form.text('reason')]
  const deed = form.text('deed')
  const done =
    deed === 'split'
      ? await splitSubject(web.world, officer, { id: other, reason })
      : deed === 'join'
        ? await joinSubjects(web.world, officer, { one: other, other: id, reason })
        : await renameSubject(web.world, officer, {
            id,
            version: Number(form.text('version')),
            name: form.text('name'),
            kind: form.text('kind'),
            address: form.text('address'),
            licence: form.text('licence'),
            reason,
          })
  if (done.ok) return c.redirect(`/desk/subjects/${id}`, 303)
  const typed = deed === 'rename' ? { form } : {}
  return await showSubject(visit, { notice: refusalWords(done.refusal), ...typed })
}
