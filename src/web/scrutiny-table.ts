import { html } from 'hono/html'
import type { Html } from './layout.ts'

interface NumberTable {
  readonly label: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (Html | string)[])[]
}

/** A table of figures; wider than a telephone, it moves. */
export function numberTable({ label, heads, rows }: NumberTable): Html {
  if (rows.length === 0) return html`<p>没有。</p>`
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}，可以左右移动">
    <table class="numbers">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first = '', ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
