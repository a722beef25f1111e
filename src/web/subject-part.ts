import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { subjectsAtCase, type CaseSubject } from '#service/case-subjects.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Html } from './layout.ts'
import { nameForm } from './subject-name-form.ts'
import { listedPart } from './subject-list-words.ts'
import { howNames, subjectKindNames } from './words/subject-words.ts'
import { nameIn } from './words/terms.ts'

/** Whom the case complains of, whether they stand in the list, and how often they were complained of. */
export async function subjectPart(visit: Visit, { file }: DeskCase): Promise<Html | string> {
  const isAccusation = file.matters.some(({ stream }) => stream === 'accusation')
  if (isAccusation || !may(visit.officer, 'see-subjects').ok) return ''
  const { number } = file
  const subjects = await subjectsAtCase(visit.web.world, visit.officer, number)
  return await html`<section aria-labelledby="subject">
    <h2 id="subject">被举报对象</h2>
    ${subjects.length === 0 ? html`<p class="small">机器没有从文字里读出名称。</p>` : ''}
    ${subjects.map((one) => subjectLines(visit, number, one))}
    ${
      may(visit.officer, 'name-subject').ok
        ? html`<details>
            <summary>指明${subjects.length > 0 ? '另一个' : ''}对象</summary>
            ${nameForm(visit, number)}
          </details>`
        : ''
    }
  </section>`
}

function subjectLines(visit: Visit, number: string, one: CaseSubject): Html {
  const today = dayOf(visit.web.world.clock())
  return html`<p>
      <a href="/desk/subjects/${one.id}">${one.name}</a>
      <span class="small"
        >${subjectKindNames[one.kind]}，${nameIn(howNames, one.how)}，一共 ${one.cases}
        件说到它</span
      >
    </p>
    ${listedPart(one.listed, today)}
    ${
      one.how === 'proposed' && may(visit.officer, 'name-subject').ok
        ? html`<form class="row" method="post" action="/desk/cases/${number}/subject">
            ${csrfField(visit)}
            <input type="hidden" name="origin" value="${one.origin}" />
            <button name="deed" value="confirm">是它</button>
            <button name="deed" value="refuse">不是它</button>
          </form>`
        : ''
    }`
}
