import { html } from 'hono/html'
import type { MeetingKind } from '#core/meeting.ts'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { decideInMeeting, reportDecision } from '#service/meeting-decisions.ts'
import { answerMeeting, callMeeting, closeMeeting } from '#service/meeting-deeds.ts'
import { kindWords, listMeetings, meetingPlan, readMeeting } from '#service/meetings.ts'
import type { Result } from '#core/result.ts'
import { officesHere } from '#service/offices-here.ts'
import { backFrom, dayField } from './crime-fields.ts'
import { answerPart, decisionCard, factsPart, runPart, stateWords } from './meeting-parts.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said } from './layout.ts'
import { planSilent } from './words/crime.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

/** 联席会议、重大案件会商: called under the plan's clause, held, and what was decided is seen to. */
export function meetingRoutes(desk: Desk): void {
  deskPage(desk, '/desk/meetings', needs('see-meetings', showList))
  deskPage(
    desk,
    '/desk/meetings/new',
    needs('call-meeting', async (visit) => await showNew(visit, {})),
  )
  deskPost(desk, '/desk/meetings/new', postNeeds('call-meeting', call))
  deskPage(
    desk,
    '/desk/meetings/:id',
    needs('see-meetings', async (visit) => await showMeeting(visit, {})),
  )
  deskPost(desk, '/desk/meetings/:id', postNeeds('see-meetings', change))
}

const kinds: readonly MeetingKind[] = ['joint-conference', 'consultation']
async function showList(visit: Visit): Promise<Response> {
  const { web, officer } = visit
  const listed = await listMeetings(web.world, officer)
  if (!listed.ok) return await forbidden(visit.c, refusalWords(listed.refusal))
  const { lines, todo } = listed.value
  const today = dayOf(web.world.clock())
  return await showDesk(visit, {
    title: '联席会议和会商',
    content: html`<h1>联席会议和会商</h1>
      ${may(officer, 'call-meeting').ok ? html`<p><a href="/desk/meetings/new">召集会议</a></p>` : ''}
      ${todo.length > 0 ? html`<h2>议定事项，还没有办完</h2>` : ''}
      ${todo.map((one) => decisionCard(visit, one, today))}
      <h2>会议</h2>
      ${lines.length === 0 ? html`<p>还没有会议。</p>` : ''}
      <ul class="plain">
        ${lines.map(
          (one) =>
            html`<li class="card">
              <a href="/desk/meetings/${one.id}"
                >${dayWords(one.on, today)} ${kindWords[one.kind]}</a
              >
              <p>${said(one.subject)}</p>
              <p class="small">
                ${stateWords[one.state]}${one.clause ? `，方案${one.clause}` : ''}
              </p>
            </li>`,
        )}
      </ul>`,
  })
}

interface Shown {
  readonly notice?: string
  readonly form?: Form
}

async function showNew(visit: Visit, { notice, form }: Shown): Promise<Response> {
  const { web, officer } = visit
  const asked = form?.text('kind') ?? visit.c.req.query('kind')
  const kind = kinds.find((one) => one === asked) ?? 'joint-conference'
  const plan = await meetingPlan(web.world, officer, kind)
  const offices = (await officesHere(web.world, officer)).filter(({ id }) => id !== officer.office)
  const back = backFrom(form)
  const chosen = new Set(form ? form.all('office') : plan.proposed)
  const numbers = form ? back.of('numbers') : (visit.c.req.query('case') ?? '')
  return await showDesk(visit, {
    title: '召集会议',
    content: html`<p class="back"><a href="/desk/meetings">联席会议和会商</a></p>
      <h1>召集${kindWords[kind]}</h1>
      <p class="row">
        ${kinds
          .filter((one) => one !== kind)
          .map((one) => html`<a href="/desk/meetings/new?kind=${one}">改为${kindWords[one]}</a>`)}
      </p>
      <p class="small">
        ${plan.clause ? `方案${plan.clause}：${plan.asks}。下面按方案勾好了参加单位，可以增减。` : planSilent}
      </p>
      <form class="card" method="post" action="/desk/meetings/new">
        ${csrfField(visit)}
        <input type="hidden" name="kind" value="${kind}" />
        ${dayField(back, { id: 'on', name: 'on', label: '日期' })}
        ${lineBox({ id: 'time', name: 'time', label: '时间', value: back.of('time'), hint: '例如 上午9时30分。' })}
        ${lineBox({ id: 'place', name: 'place', label: '地点', value: back.of('place') })}
        ${textBox({ id: 'subject', name: 'subject', label: '议题', value: back.of('subject'), hint: '参加单位看得到。写查明的情况，不写举报人的原话。' })}
        ${textBox({ id: 'numbers', name: 'numbers', label: '涉及的件（可以不填）', value: numbers, hint: '一行一个编号。没有参与办理的单位看不到编号和内容。' })}
        <fieldset>
          <legend>参加单位</legend>
          ${offices.map(
            ({ id, name }) =>
              html`<label class="check"
                ><input
                  type="checkbox"
                  name="office"
                  value="${id}"
                  ${chosen.has(id) ? html`checked` : ''}
                />
                ${name}</label
              >`,
          )}
        </fieldset>
        <p class="row"><button class="main">发出通知</button></p>
      </form>`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((one) => one.trim().toUpperCase())
    .filter((one) => one !== '')

async function call(visit: Visit, form: Form): Promise<Response> {
  const kind = kinds.find((one) => one === form.text('kind')) ?? 'joint-conference'
  const done = await callMeeting(visit.web.world, visit.officer, {
    kind,
    on: form.text('on'),
    time: form.text('time'),
    place: form.text('place'),
    subject: form.text('subject'),
    numbers: linesOf(form.text('numbers')),
    offices: form.all('office'),
  })
  if (!done.ok) return await showNew(visit, { notice: refusalWords(done.refusal), form })
  return visit.c.redirect(`/desk/meetings/${done.value}`, 303)
}

const idOf = ({ c }: Visit): string => c.req.param('id') ?? ''

async function showMeeting(visit: Visit, { notice, form }: Shown): Promise<Response> {
  const read = await readMeeting(visit.web.world, visit.officer, idOf(visit))
  if (!read.ok) return await notFound(visit.c)
  const meeting = read.value
  const today = dayOf(visit.web.world.clock())
  return await showDesk(visit, {
    title: kindWords[meeting.kind],
    content: html`<p class="back"><a href="/desk/meetings">联席会议和会商</a></p>
      <h1>${kindWords[meeting.kind]}</h1>
      ${meeting.clause ? html`<p class="small">依据：方案${meeting.clause}</p>` : html`<p class="small">${planSilent}</p>`}
      ${factsPart(meeting, today)} ${answerPart(visit, meeting)}
      ${meeting.decisions.map((one) => decisionCard(visit, one, today))}
      ${meeting.mine ? await runPart(visit, meeting, form) : ''}`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}

async function change(visit: Visit, form: Form): Promise<Response> {
  const id = idOf(visit)
  const done = await changed(visit, form, id)
  if (!done.ok)
    return done.refusal.key === 'meeting-unknown'
      ? await notFound(visit.c)
      : await showMeeting(visit, { notice: refusalWords(done.refusal), form })
  return visit.c.redirect(`/desk/meetings/${id}`, 303)
}

async function changed(
  { web: { world }, officer }: Visit,
  form: Form,
  id: string,
): Promise<Result<unknown>> {
  switch (form.text('deed')) {
    case 'answer':
      return await answerMeeting(world, officer, { id, coming: form.text('coming') === 'yes' })
    case 'decide':
      return await decideInMeeting(world, officer, {
        id,
        text: form.text('text'),
        office: form.text('office'),
        dueOn: form.text('dueOn'),
        number: form.text('number'),
      })
    case 'report':
      return await reportDecision(world, officer, {
        decision: form.text('decision'),
        report: form.text('report'),
      })
    default:
      return await closeMeeting(world, officer, {
        id,
        version: Number(form.text('version')),
        minutes: form.text('minutes'),
        present: form.all('present'),
        held: form.text('held') === 'yes',
      })
  }
}
