import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { othersAt, type OtherViewer } from '#service/viewing.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'
import { timeWords } from './words/dates.ts'

/** Who else has the case open: nothing is locked, but two letters need not be written. */
export async function viewersLine(visit: Visit, number: string): Promise<Html> {
  const others = await othersAt(visit.web.world, visit.officer, number)
  const words = others.ok ? others.value.map((one) => viewerWords(visit, one)).join('') : ''
  return await html`<p
    class="notice viewers"
    role="status"
    data-here="/desk/cases/${number}/here"
    data-key="${visit.csrf}"
    ${words === '' ? html`hidden` : ''}
  >
    ${words}
  </p>`
}

/** One colleague, and since when. */
export const viewerWords = ({ web }: Visit, { name, since }: OtherViewer): string =>
  `另一位经办人员 ${name} 正在看（${timeWords(since, dayOf(web.world.clock()))} 起）。`
