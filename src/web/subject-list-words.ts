import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Institution } from '#core/institution-list.ts'
import type { Listed } from '#service/institution-lists.ts'
import type { Html } from './layout.ts'
import { dayWords } from './words/dates.ts'

/** What the list of licensed institutions says of a name; it is never a verdict. */
export function listedPart(listed: Listed, today: string): Html {
  if (listed.state === 'no-list') return html`<p class="small">还没有导入持证机构名录，没有查。</p>`
  const { number, at } = listed.version
  const version = `名录第 ${number} 版（${dayWords(dayOf(at), today)}导入）`
  if (listed.state === 'not-found')
    return html`<p class="small">${version}里没查到，不等于无证，会去核实。</p>`
  const head =
    listed.state === 'listed' ? `${version}里有：` : `${version}里没有同名的，有相近的，由人核对：`
  return html`<p class="small">${head}</p>
    <ul class="small">
      ${listed.lines.map((line) => html`<li>${lineWords(line, today)}</li>`)}
    </ul>`
}

function lineWords(line: Institution, today: string): string {
  const { name, licence, address, category, validUntil, status } = line
  const until =
    validUntil === undefined ? '' : `有效期至 ${validUntil}${validUntil < today ? '，已过' : ''}`
  return [name, `登记号 ${licence}`, category, address, until, status].filter(Boolean).join('，')
}
