import { html } from 'hono/html'
import type { Matter } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { matterName } from './case-file-part.ts'
import { whyPart } from './case-why-part.ts'
import { said, type Html } from './layout.ts'
import { fullDay, timeWords } from './words/dates.ts'
import { eventActor, eventName } from './words/events.ts'
import { explanationWords } from './words/explanation.ts'
import { numberOf, versionName } from './words/plan.ts'
import { allocations, nameIn } from './words/terms.ts'

/** Why it is yours: the clause in its own words, the sentence, the ruling; how to give it back. */
export function reasonPart(file: DeskCase): Html {
  return html`<section class="card" aria-labelledby="why">
    <h2 id="why">为什么由您办</h2>
    ${file.file.matters.map((matter) => matterReason(matter, file))}
    <p class="small">
      依据：${file.planTitle}${file.planNumber ? `（${file.planNumber}）` : ''}，${fullDay(file.planIssuedOn)}印发${versionWords(file.planVersion)}。退回须写明理由和依据，方案没有条款的写法定职责；退回综合监管协调岗改派。
    </p>
  </section>`
}

/** Which version of the table decided: what is published later changes nothing here. */
const versionWords = (version: string | undefined): string =>
  version === undefined ? '' : `，按对照表${versionName(numberOf(version))}分办`

function matterReason(matter: Matter, file: DeskCase): Html {
  const { explanation, ruling } = matter
  const clause = file.clauses[matter.id]
  const several = file.file.matters.length > 1
  return html`${several ? html`<h3>${matterName(matter, file)}</h3>` : ''}
    <p>${explanationWords(explanation, file)}</p>
    ${
      clause
        ? html`<p class="clause">
            <b>${clause.clause}</b> ${clause.heading}<br />
            ${clause.asWritten}<br />
            <small>${nameIn(allocations, clause.allocation)}</small>
          </p>`
        : ''
    }
    ${
      ruling
        ? html`<p>
            分办理由：${said(ruling.reason)}${ruling.basis ? html`；依据：${said(ruling.basis)}` : ''}
          </p>`
        : ''
    }
    ${whyPart(matter, file)}`
}

/** What has been done, oldest first, as a file grows. */
export function historyPart(file: DeskCase, now: number): Html {
  const today = dayOf(now)
  return html`<section class="card" aria-labelledby="history">
    <h2 id="history">办理经过</h2>
    <ol class="history">
      ${file.history.map(
        (event) =>
          html`<li>
            <p>
              <time>${timeWords(event.at, today)}</time> <b>${eventName(event)}</b>
              <small>${eventActor(event)}</small>
            </p>
            ${event.text ? html`<p class="quote">${said(event.text)}</p>` : ''}
          </li>`,
      )}
    </ol>
  </section>`
}
