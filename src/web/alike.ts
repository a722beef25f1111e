import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { readFlock } from '#service/alike.ts'
import { numberOf } from './case-page.ts'
import { deskPage, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import type { Html } from './layout.ts'
import { dayWords } from './words/dates.ts'
import { caseStates, nameIn } from './words/terms.ts'

/** 相似来件: reports of an area that say nearly the same, from whomever. */
export function alikeRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number/alike', showFlock)
}

async function showFlock(visit: Visit): Promise<Response> {
  const number = numberOf(visit)
  const { world } = visit.web
  const flock = await readFlock(world, visit.officer, number)
  if (!flock.ok) return await notFound(visit.c)
  const today = dayOf(world.clock())
  return await showDesk(visit, {
    title: `${number} 相似来件`,
    content: html`<p class="back"><a href="/desk/cases/${number}">${number}</a></p>
      <h1>相似来件</h1>
      <p class="small">
        文字差不多的 ${flock.value.length}
        件。一家诊所可能有很多人举报，也可能是转发的同一段话；系统不自己并案、不拒收，由您判断。是同一件事的，可以把这一件并入另一件。
      </p>
      <ul class="tasks">
        ${flock.value.map(
          (one) =>
            html`<li>
              <p>
                <a href="/desk/cases/${one.number}">${one.number}</a>
                <span class="mark">${nameIn(caseStates, one.state)}</span>
                <small>${dayWords(dayOf(one.at), today)}收到</small>
              </p>
              ${mergeButton(visit, flock.value, { number, into: one.number })}
            </li>`,
        )}
      </ul>`,
  })
}

interface Pair {
  readonly number: string
  readonly into: string
}

type Flock = readonly { readonly number: string; readonly state: string }[]

/** 并案 is offered where both are under way; reason and words for the reporter come on the next page. */
function mergeButton(visit: Visit, flock: Flock, { number, into }: Pair): Html | string {
  const isOpen = (wanted: string): boolean =>
    flock.some((one) => one.number === wanted && /^(?:received|accepted)$/.test(one.state))
  if (number === into || !isOpen(number) || !isOpen(into)) return ''
  if (!may(visit.officer, 'merge').ok) return ''
  return html`<form method="post" action="/desk/cases/${number}/deeds">
    ${csrfField(visit)}
    <input type="hidden" name="deed" value="merge" />
    <input type="hidden" name="into" value="${into}" />
    <button name="stage" value="edit">把 ${number} 并入 ${into}</button>
  </form>`
}
