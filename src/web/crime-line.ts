import { html } from 'hono/html'
import { crimeWaits } from '#core/crime-next.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Visit } from './desk-door.ts'
import { mayGoElsewhere, mayGoToPolice } from './crime-may.ts'
import type { Html } from './layout.ts'
import { waitWords } from './words/crime.ts'

/** Where a suspected crime, a dispute, a clearing or a matter of ethics is seen to; what is next is said here already. */
export function crimeLine(visit: Visit, shown: DeskCase): Html | string {
  const { number } = shown.file
  const waits = crimeWaits(shown.file)
  const police = waits.length > 0 || mayGoToPolice(visit, shown)
  const other = mayGoElsewhere(visit, shown)
  if (!police && !other) return ''
  return html`${waits.map(({ wait }) => html`<p class="notice">行刑衔接：${waitWords[wait]}</p>`)}
    <p class="small">
      ${police ? html`<a href="/desk/cases/${number}/crime">行刑衔接：涉嫌犯罪的，移送公安机关</a>` : ''}
      ${other ? html`<a href="/desk/cases/${number}/other-roads">调解、澄清正名、医德考评</a>` : ''}
    </p>`
}
