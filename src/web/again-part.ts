import { html } from 'hono/html'
import { workingDaysBetween } from '#core/calendar.ts'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { longestNews } from '#service/tell-news.ts'
import type { CaseAt } from './deed-forms.ts'
import type { Visit } from './desk-door.ts'
import { textBox } from './fields.ts'
import { said, type Html } from './layout.ts'
import { dayWords, dueWords } from './words/dates.ts'

/** 再查: what the reporter wants looked at again, who decides and until when, and what was decided. */
export function againPart({ web }: Visit, { file }: DeskCase): Html | string {
  const { reExamination } = file
  if (!reExamination) return ''
  const { text, at, to, due, decision } = reExamination
  const today = dayOf(web.world.clock())
  const limit = web.world.packs.limits.get(due?.limit ?? '')
  const daysLeft = due ? workingDaysBetween(today, due.on, web.world.packs.calendar) : 0
  return html`<section class="card" aria-labelledby="again">
    <h2 id="again">举报人申请再查</h2>
    <p class="small">${dayWords(dayOf(at), today)}提出</p>
    <blockquote>${said(text)}</blockquote>
    ${
      decision
        ? html`<p>
              ${dayWords(dayOf(decision.at), today)}${decision.granted ? '同意重新核查。' : '不同意重新核查。'}
            </p>
            ${decision.text ? html`<p class="quote">${said(decision.text)}</p>` : ''}`
        : html`<p>
              ${to === 'intake' ? '本辖区没有能定这件的督办人员，由综合监管协调岗定。' : '由督办人员定。'}办结或者审核过这件的人不能定。
            </p>
            ${
              due
                ? html`<p>
                      ${dueWords({ ...due, daysLeft }, today)}${limit?.practice ? '（服务承诺，不是法定期限）' : ''}
                    </p>
                    <p class="small">${limit?.source ?? ''}</p>`
                : ''
            }`
    }
  </section>`
}

interface Box {
  readonly id: string
  readonly name: string
  readonly value: string
}

/** 同意: which office looks again. */
export function grantFields({ file }: CaseAt, text: Box, chosen: string): Html {
  const accused = new Set(file.file.matters.map((matter) => matter.accused))
  const able = file.offices.filter(({ department }) => !accused.has(department))
  return html`<label for="${text.id}-office">由哪个单位重新核查</label>
    <select id="${text.id}-office" name="lead">
      <option value="">原来办的单位</option>
      ${able.map(
        (one) =>
          html`<option value="${one.id}" ${one.id === chosen ? html`selected` : ''}>
            ${one.name}
          </option>`,
      )}
    </select>
    ${textBox({ ...text, label: '要查清什么', hint: '承办单位看得到，举报人看不到。' })}`
}

/** 不同意: why, as the reporter reads it; the ways that the law gives stand below it by themselves. */
export function refuseAgainFields({ visit }: CaseAt, text: Box): Html {
  const remedies = visit.web.world.packs.satisfaction?.remedies ?? []
  return html`${textBox({ ...text, label: '写给举报人', hint: '为什么不再查，说清楚。', max: longestNews })}
    <p class="small">后面会自动写上：${remedies.map((one) => one.text['zh-cn']).join('')}</p>`
}
