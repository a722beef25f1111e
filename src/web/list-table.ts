import { html } from 'hono/html'
import type { Html } from './layout.ts'

/** A list under its heads; on a narrow screen each line names its cells itself. */
export const listTable = (heads: readonly string[], lines: readonly Html[]): Html =>
  html`<table class="inbox" role="table">
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${lines}
    </tbody>
  </table>`
