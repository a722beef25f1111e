import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** Carries what was typed to the next page. The first line end in a text box is not part of its text. */
export const carried = (name: string, value: string): Html =>
  html`<textarea hidden name="${name}">${`\n${value}`}</textarea>`

interface Field {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly max?: number
}

/** A box for sentences, with how much may stand in it. */
export function textBox({ id, name, label, value, hint, max }: Field): Html {
  return html`<label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    <textarea
      id="${id}"
      name="${name}"
      rows="4"
      ${max ? html`data-max="${max}"` : ''}
      ${hint ? html`aria-describedby="${id}-hint"` : ''}
    >
${value}</textarea>`
}

/** A box for one line. */
export function lineBox({ id, name, label, value, hint, max }: Field): Html {
  return html`<label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    <input
      id="${id}"
      name="${name}"
      value="${value}"
      maxlength="${max ?? 200}"
      ${hint ? html`aria-describedby="${id}-hint"` : ''}
    />`
}

interface Choices extends Omit<Field, 'max'> {
  readonly options: readonly (readonly [string, string])[]
}

/** One of a list; nothing is chosen for the officer. */
export function choiceBox({ id, name, label, value, hint, options }: Choices): Html {
  return html`<label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    <select id="${id}" name="${name}" ${hint ? html`aria-describedby="${id}-hint"` : ''}>
      <option value="">请选择</option>
      ${options.map(
        ([key, text]) =>
          html`<option value="${key}" ${key === value ? html`selected` : ''}>${text}</option>`,
      )}
    </select>`
}
