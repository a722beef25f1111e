import { html } from 'hono/html'
import type { Notice } from '#core/notices.ts'
import { decides } from '#core/transitions.ts'
import type { Refusal } from '#core/result.ts'
import type { Deed } from '#service/deed.ts'
import { act, preview, readCase, type CasePoint } from '#service/desk.ts'
import { isElsewhere } from '#service/elsewhere-deed.ts'
import type { World } from '#service/world.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { longestNews } from '#service/tell-news.ts'
import { deedOf, shownFirst, typedIn, type Typed } from './case-deed.ts'
import { numberOf, showCase } from './case-page.ts'
import { changesPart } from './changes-part.ts'
import { buttonName } from './deed-forms.ts'
import { deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { carried } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { isWideDeed, wideRows } from './wide-rows.ts'
import { withTemplate } from './templates-part.ts'
import { newsWords } from './words/news.ts'
import { refusalWords } from './words/refusals.ts'
import { declineReasons, deeds, nameIn, outcomes, pauseReasonNames } from './words/terms.ts'

/** Deeds on a case: checked, shown as the reporter will read them, done. */
export function deedRoutes(desk: Desk): void {
  deskPost(desk, '/desk/cases/:number/deeds', takeDeed)
}

interface Asked {
  readonly point: CasePoint
  readonly typed: Typed
  readonly deed: Deed
}

async function takeDeed(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const typed = typedIn(form)
  if (!typed) return await refused(visit, number, { refusal: { key: 'deed-unclear' } })
  const stage = form.text('stage')
  if (stage === 'edit') return await showCase(visit, number, { typed })
  if (stage === 'template') return await insertTemplate(visit, number, { typed, form })
  const deed = deedOf(typed)
  if (!deed.ok) return await refused(visit, number, { refusal: deed.refusal, typed })
  const point = { number, version: Number(form.text('version')) }
  const asked = { point, typed, deed: deed.value }
  const confirmed = stage === 'do' && form.text('seen') === 'yes'
  return shownFirst.has(typed.deed) && !confirmed
    ? await showFirst(visit, asked)
    : await carryOut(visit, asked)
}

/** The case again, with all that was typed and the chosen text. */
async function insertTemplate(
  visit: Visit,
  number: string,
  { typed, form }: { readonly typed: Typed; readonly form: Form },
): Promise<Response> {
  const read = await readCase(visit.web.world, visit.officer, number)
  if (!read.ok) return await notFound(visit.c)
  const chosen = form.text('template')
  return await showCase(visit, number, {
    typed: withTemplate(visit, read.value, { typed, chosen }),
  })
}

async function carryOut(visit: Visit, { point, typed, deed }: Asked): Promise<Response> {
  const done = await act(visit.web.world, visit.officer, point, deed)
  if (!done.ok) return await refused(visit, point.number, { refusal: done.refusal, typed, point })
  const waits = done.value.made.includes('review-asked') ? '&waits=review' : ''
  return visit.c.redirect(`/desk/cases/${point.number}?done=${deed.type}${waits}`, 303)
}

/** The very words before they are said; going back keeps all that was typed. */
async function showFirst(visit: Visit, asked: Asked): Promise<Response> {
  const { point, typed, deed } = asked
  const { world } = visit.web
  const news = await preview(world, visit.officer, point, deed)
  if (!news.ok) return await refused(visit, point.number, { refusal: news.refusal, typed, point })
  if (news.value.some(({ facts }) => (facts['text'] ?? '').length > longestNews)) {
    const refusal = { key: 'text-too-long', facts: { longest: longestNews } }
    return await refused(visit, point.number, { refusal, typed })
  }
  const read = await readCase(world, visit.officer, point.number)
  if (!read.ok) return await notFound(visit.c)
  return await showDesk(visit, {
    title: `${point.number} ${deeds[deed.type]}`,
    content: html`<p class="back"><a href="/desk/cases/${point.number}">${point.number}</a></p>
      <h1>${deeds[deed.type]}：请核对</h1>
      ${choices(read.value, deed)} ${reads(world, news.value, { file: read.value, deed })}
      ${confirmForm(visit, asked, read.value)}`,
  })
}

async function refused(
  visit: Visit,
  number: string,
  why: { readonly refusal: Refusal; readonly typed?: Typed; readonly point?: CasePoint },
): Promise<Response> {
  const { refusal, typed, point } = why
  const changed = refusal.key === 'case-changed' && point ? await changesPart(visit, point) : ''
  return await showCase(visit, number, {
    notice: changed === '' ? refusalWords(refusal) : html`${refusalWords(refusal)} ${changed}`,
    status: refusal.key === 'case-changed' ? 409 : 422,
    ...(typed ? { typed } : {}),
  })
}

function reads(
  world: World,
  news: readonly Notice[],
  { file, deed }: { readonly file: DeskCase; readonly deed: Deed },
): Html {
  if (news.length === 0)
    return html`<section class="card">
      <p>举报人不会收到消息，只有同办这一件的单位看得到。</p>
    </section>`
  const words = news.map((one) => newsWords(world, one, officeIn(file, one, deed)))
  return html`<section class="card">
    <h2>举报人会读到</h2>
    ${words.map((one) => html`<p class="reads">${said(one)}</p>`)}
    <p class="small">
      他在原来的聊天里读到。${isReviewed(file, deed) ? '先由第二人审核，通过才发出；审核的人看到的就是这些话。' : '发出后不能收回。'}
    </p>
  </section>`
}

/** Whether these words wait for a second officer first. */
const isReviewed = ({ review, tasks }: DeskCase, deed: Deed): boolean =>
  (deed.type === 'conclude' || deed.type === 'decline') &&
  review?.first === true &&
  tasks.some(({ task, role }) => task === deed.task && decides(role))

function officeIn(file: DeskCase, { facts }: Notice, deed: Deed): string {
  if (deed.type === 'rule' || deed.type === 'change-lead')
    return file.offices.find(({ id }) => id === deed.lead)?.name ?? ''
  if (deed.type === 'grant-re-examination' && deed.office !== '')
    return file.offices.find(({ id }) => id === deed.office)?.name ?? ''
  return file.tasks.find(({ task }) => task === facts['task'])?.officeName ?? ''
}

/** What was chosen, in words. */
function choices(file: DeskCase, deed: Deed): Html | string {
  const rows = rowsOf(file, deed).filter(([, value]) => value !== '')
  if (rows.length === 0) return ''
  return html`<section class="card">
    <dl class="facts">
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${said(value)}</dd>`,
      )}
    </dl>
  </section>`
}

function rowsOf(file: DeskCase, deed: Deed): readonly (readonly [string, string])[] {
  const nameOf = (id: string) => file.offices.find((office) => office.id === id)?.name ?? ''
  if (isWideDeed(deed)) return wideRows(file, deed)
  if (isElsewhere(deed)) return []
  switch (deed.type) {
    case 'decline':
      return [['理由', nameIn(declineReasons, deed.reason)]]
    case 'conclude':
      return [
        ['处理结果', nameIn(outcomes, deed.outcome)],
        ['处罚决定书文号', deed.penalty ?? ''],
        ['没有处罚文号的原因', deed.noPenaltyReason ?? ''],
      ]
    case 'rule':
      return [
        ['主办', nameOf(deed.lead)],
        [
          '协办',
          deed.cooperate
            .filter((id) => id !== deed.lead)
            .map(nameOf)
            .join('、'),
        ],
        ['分办理由', deed.reason],
        ['依据', deed.basis],
      ]
    case 'add-penalty':
      return [['处罚决定书文号', deed.penalty]]
    case 'pause':
      return [
        ['暂停的原因', nameIn(pauseReasonNames, deed.reason)],
        ['凭什么材料', deed.document],
      ]
    case 'accept':
    case 'resume':
    case 'ask-extension':
    case 'extend':
    case 'refuse-extension':
    case 'return':
    case 'note':
    case 'ask':
    case 'acknowledge':
    case 'close':
    case 'supervise':
    case 'lift-supervision':
    case 'suspect':
    case 'clear-suspicion':
    case 'refer-suspicion':
    case 'review':
    case 'send-back-review':
    case 'refuse-re-examination':
      return []
    case 'grant-re-examination':
      return [
        ['由哪个单位重新核查', nameOf(deed.office) || '原来办的单位'],
        ['要查清什么', deed.text],
      ]
  }
}

function confirmForm(visit: Visit, { point, typed, deed }: Asked, file: DeskCase): Html {
  const { cooperate, ...single } = typed
  return html`<form method="post" action="/desk/cases/${point.number}/deeds">
    ${csrfField(visit)}
    <input type="hidden" name="version" value="${point.version}" />
    <input type="hidden" name="seen" value="yes" />
    ${Object.entries(single).map(([name, value]) => carried(name, value))}
    ${cooperate.map((id) => html`<input type="hidden" name="cooperate" value="${id}" />`)}
    <p class="row">
      <button class="main" name="stage" value="do">
        ${isReviewed(file, deed) ? '送第二人审核' : `确认${buttonName(deed.type)}`}
      </button>
      <button name="stage" value="edit">返回修改</button>
    </p>
  </form>`
}
