import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { othersAt, type OtherViewer } from '#service/viewing.ts'
import { numberOf } from './case-page.ts'
import { deskPost, type Desk, type Visit } from './desk-door.ts'
import { notFound } from './faults.ts'
import type { Html } from './layout.ts'
import { timeWords } from './words/dates.ts'

/** So that a page that stays open is known to be; what it answers stands in the line. */
export function viewingRoutes(desk: Desk): void {
  deskPost(desk, '/desk/cases/:number/here', async (visit) => {
    const others = await othersAt(visit.web.world, visit.officer, numberOf(visit))
    if (!others.ok) return await notFound(visit.c)
    return visit.c.text(others.value.map((one) => lineOf(visit, one)).join(''))
  })
}

/** Who else has the case open: nothing is locked, but two letters need not be written. */
export async function viewersLine(visit: Visit, number: string): Promise<Html> {
  const others = await othersAt(visit.web.world, visit.officer, number)
  const words = others.ok ? others.value.map((one) => lineOf(visit, one)).join('') : ''
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

const lineOf = ({ web }: Visit, { name, since }: OtherViewer): string =>
  `另一位经办人员 ${name} 正在看（${timeWords(since, dayOf(web.world.clock()))} 起）。`
