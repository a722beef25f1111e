import { html } from 'hono/html'
import type { AreaCode } from '#core/plan.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'
import { addressOf } from './period-part.ts'

/** An officer's own area; who sits in none may choose one in the address. */
export function areaAsked({ c, web, officer }: Visit): AreaCode {
  const { areas } = web.world.packs
  const [first = ''] = areas.keys()
  const asked = officer.area || (c.req.query('area') ?? first)
  return areas.has(asked) ? asked : first
}

/** The other areas, for who sits in none. */
export function areaTabs(
  { web, officer }: Visit,
  path: string,
  here: AreaCode,
  more: Readonly<Record<string, string | undefined>> = {},
): Html | string {
  if (officer.area !== '') return ''
  return html`<nav class="tabs" aria-label="辖区">
    ${[...web.world.packs.areas.values()].map(({ plan: { area } }) => {
      const current = area.code === here ? html` aria-current="page"` : ''
      const to = addressOf(path, { area: area.code, ...more })
      return html`<a href="${to}" ${current}>${area.name}</a>`
    })}
  </nav>`
}
