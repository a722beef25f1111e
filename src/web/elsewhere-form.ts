import { html } from 'hono/html'
import type { DeskCase } from '#service/desk-case.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Html } from './layout.ts'

export interface ElsewhereParts {
  readonly deed: string
  readonly hidden: Readonly<Record<string, string>>
  readonly fields: Html
  readonly button: string
}

interface Where {
  readonly page: 'crime' | 'other-roads'
  readonly shown: DeskCase
}

/** A form that takes a case elsewhere, on the page of that road. */
export const elsewhereForm = (
  visit: Visit,
  { page, shown: { file } }: Where,
  { deed, hidden, fields, button }: ElsewhereParts,
): Html =>
  html`<form method="post" action="/desk/cases/${file.number}/${page}">
    ${csrfField(visit)}
    <input type="hidden" name="version" value="${file.version}" />
    <input type="hidden" name="deed" value="${deed}" />
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${fields}
    <p class="row"><button class="main">${button}</button></p>
  </form>`
