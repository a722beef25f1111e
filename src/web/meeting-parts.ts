import { html } from 'hono/html'
import type { Meeting, MeetingDecision } from '#service/meetings.ts'
import { officesHere } from '#service/offices-here.ts'
import { backFrom, dayField } from './crime-fields.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { dayWords } from './words/dates.ts'

/** How far a meeting is. */
export const stateWords = { called: '已通知', held: '已开', cancelled: '不开了' } as const
const cameWords = {
  invited: '还没有回复',
  coming: '参加',
  'not-coming': '不参加',
  present: '到会',
} as const

/** When, where, about what, who comes. */
export function factsPart(meeting: Meeting, today: string): Html {
  const { words, offices, numbers, hiddenCases } = meeting
  return html`<section class="card">
    <dl class="facts">
      <dt>时间</dt>
      <dd>${dayWords(meeting.on, today)} ${said(words.time)}，${stateWords[meeting.state]}</dd>
      <dt>地点</dt>
      <dd>${said(words.place)}</dd>
      <dt>召集</dt>
      <dd>${meeting.officeName}</dd>
      <dt>议题</dt>
      <dd>${said(words.subject)}</dd>
      ${
        numbers.length > 0
          ? html`<dt>涉及的件</dt>
              <dd>
                ${numbers.map((one) => html`<a href="/desk/cases/${one}">${one}</a> `)}${hiddenCases > 0 ? `另有 ${hiddenCases} 件您的单位没有参与办理` : ''}
              </dd>`
          : ''
      }
      <dt>参加单位</dt>
      <dd>${offices.map((one) => html`<p>${one.name}：${cameWords[one.state]}</p>`)}</dd>
      ${
        words.minutes
          ? html`<dt>会议纪要</dt>
              <dd>${said(words.minutes)}</dd>`
          : ''
      }
    </dl>
  </section>`
}

/** For an invited office. */
export function answerPart(visit: Visit, meeting: Meeting): Html | string {
  const own = meeting.offices.some(({ office }) => office === visit.officer.office)
  if (!own || meeting.state !== 'called') return ''
  return deed(visit, meeting.id, {
    name: 'answer',
    fields: html`<p>您的单位参加吗？</p>`,
    buttons: html`<button class="main" name="coming" value="yes">参加</button>
      <button name="coming" value="no">不参加</button>`,
  })
}

interface DeedParts {
  readonly name: string
  readonly fields: Html
  readonly buttons: Html
}

const deed = (visit: Visit, id: string, { name, fields, buttons }: DeedParts): Html =>
  html`<form class="card" method="post" action="/desk/meetings/${id}">
    ${csrfField(visit)}
    <input type="hidden" name="deed" value="${name}" />
    ${fields}
    <p class="row">${buttons}</p>
  </form>`

/** What the conveners write: the minutes, then what was decided. `form`: what was typed and not kept. */
export async function runPart(
  visit: Visit,
  meeting: Meeting,
  form: Form | undefined,
): Promise<Html> {
  if (meeting.state === 'cancelled') return await html``
  const back = backFrom(form)
  const ticked = form?.text('deed') === 'close' ? form.all('present') : cameOf(meeting)
  const minutes = deed(visit, meeting.id, {
    name: 'close',
    fields: html`<h2>会议纪要</h2>
      <input type="hidden" name="version" value="${meeting.version}" />
      ${textBox({ id: 'minutes', name: 'minutes', label: '纪要', value: back.of('minutes') || meeting.words.minutes })}
      <fieldset>
        <legend>到会单位</legend>
        ${meeting.offices.map(
          ({ office, name }) =>
            html`<label class="check"
              ><input
                type="checkbox"
                name="present"
                value="${office}"
                ${ticked.includes(office) ? html`checked` : ''}
              />
              ${name}</label
            >`,
        )}
      </fieldset>`,
    buttons: html`<button class="main" name="held" value="yes">登记纪要</button>
      ${meeting.state === 'called' ? html`<button name="held" value="no">会议不开了</button>` : ''}`,
  })
  if (meeting.state !== 'held') return await minutes
  const offices = await officesHere(visit.web.world, visit.officer)
  return await html`${minutes}
  ${deed(visit, meeting.id, {
    name: 'decide',
    fields: html`<h2>议定事项</h2>
      ${textBox({ id: 'text', name: 'text', label: '议定什么', value: back.of('text') })}
      ${choiceBox({ id: 'office', name: 'office', label: '责任单位', value: back.of('office'), options: offices.map(({ id, name }) => [id, name] as const) })}
      ${dayField(back, { id: 'dueOn', name: 'dueOn', label: '完成期限' })}
      ${choiceBox({ id: 'number', name: 'number', label: '关于哪一件（可以不选）', value: back.of('number'), options: meeting.numbers.map((one) => [one, one] as const), hint: '选了的，记进那一件的工作记录。' })}`,
    buttons: html`<button class="main">登记议定事项</button>`,
  })}`
}

/** Who was there; before it is written down, who said that they come. */
const cameOf = ({ state: meeting, offices }: Meeting): readonly string[] =>
  offices
    .filter(({ state }) => state === (meeting === 'held' ? 'present' : 'coming'))
    .map(({ office }) => office)

/** Something decided, with whose it is and until when. */
export function decisionCard(visit: Visit, one: MeetingDecision, today: string): Html {
  const own = one.office === visit.officer.office && one.state === 'open'
  return html`<section class="card">
    <p>${said(one.words.text)}</p>
    <p class="small">
      ${one.officeName}，${dayWords(one.dueOn, today)}前${one.state === 'open' && one.dueOn < today ? '，已经过期' : ''}${one.number ? html`，<a href="/desk/cases/${one.number}">${one.number}</a>` : ''}
      <a href="/desk/meetings/${one.meeting}">会议</a>
    </p>
    ${one.state === 'done' ? html`<p>${one.words.doneOn}办完：${said(one.words.report)}</p>` : ''}
    ${
      own
        ? deed(visit, one.meeting, {
            name: 'report',
            fields: html`<input type="hidden" name="decision" value="${one.id}" />
              ${textBox({ id: `report-${one.id}`, name: 'report', label: '办理情况', value: '' })}`,
            buttons: html`<button class="main">登记办完</button>`,
          })
        : ''
    }
  </section>`
}
