import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { gridOf } from '#service/grid-places.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Visit } from './desk-door.ts'
import { gridPath } from './grid-shared.ts'
import { said, type Html } from './layout.ts'
import { dayWords, timeWords } from './words/dates.ts'
import { findingNames, gridKindNames } from './words/grid.ts'

/** On a case's page: whom of the grids its offices sent to look, and what they found. */
export function gridPart(visit: Visit, { file, tasks }: DeskCase): Html | string {
  const { patrols = [] } = file
  const today = dayOf(visit.web.world.clock())
  const own = tasks.filter(({ mine, state }) => mine && canSend.has(state))
  const maySend = may(visit.officer, 'give-patrol').ok && stillOpen.has(file.state)
  const links = maySend && gridOf(visit.web.world, file.area) ? own : []
  if (patrols.length === 0 && links.length === 0) return ''
  return html`<section class="card">
    <h2>网格巡查</h2>
    ${patrols.map(
      ({ kind, due, text, answers }) =>
        html`<p><b>${gridKindNames[kind]}</b>（${dayWords(due, today)}以前）${said(text)}</p>
          ${answers.map(
            ({ at, finding, text: words, evidence }) =>
              html`<p class="quote">
                ${timeWords(at, today)} <b>${findingNames[finding]}</b> ${words ? said(words) : ''}
                ${evidence.map(
                  (id, n) =>
                    html` <a href="/desk/cases/${file.number}/evidence/${id}"
                      >照片 ${String(n + 1)}</a
                    >`,
                )}
              </p>`,
          )}`,
    )}
    ${links.map(
      ({ task, state }) =>
        html`<p>
          <a class="button" href="${gridPath}/give?case=${file.number}&part=${task}"
            >${state === 'concluded' ? '派网格员复查' : '派网格员去看'}</a
          >
        </p>`,
    )}
  </section>`
}

const canSend: ReadonlySet<string> = new Set(['assigned', 'accepted', 'concluded', 'declined'])
const stillOpen: ReadonlySet<string> = new Set(['received', 'accepted', 'concluded', 'declined'])
