import { html } from 'hono/html'
import { may } from '#core/access.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Html } from './layout.ts'

/** That a report stands aside because its sender is blocked, and the button that takes it up. */
export function asidePart(visit: Visit, { file, aside }: DeskCase): Html | string {
  const { officer } = visit
  if (!aside || !(may(officer, 'block').ok || may(officer, 'lift-block').ok)) return ''
  return html`<div class="notice">
    <p>来信人在<a href="/desk/blocks">屏蔽名单</a>里，这一件照常登记，没有进待办。</p>
    ${
      may(officer, 'block').ok
        ? html`<form method="post" action="/desk/cases/${file.number}/take-up">
            ${csrfField(visit)}
            <button class="main">放回待办</button>
          </form>`
        : ''
    }
  </div>`
}

/** Where the sender can be blocked. */
export const blockLine = ({ officer }: Visit, { file }: DeskCase): Html | string =>
  may(officer, 'block').ok
    ? html`<p class="small">
        来信人反复发无关内容的，可以<a href="/desk/cases/${file.number}/block">屏蔽来信</a>。
      </p>`
    : ''

/** That others say nearly the same: a hint, nothing is merged by it. */
export const alikeLine = ({ file, alike }: DeskCase): Html | string =>
  alike === undefined
    ? ''
    : html`<p class="small">
        文字差不多的共有 ${alike} 件，<a href="/desk/cases/${file.number}/alike">列出来看</a
        >。每一件都单独登记、单独答复；是不是同一件事，由您判断。
      </p>`
