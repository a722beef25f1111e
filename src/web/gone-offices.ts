import { html } from 'hono/html'
import { goneOffices as findGone } from '#service/gone-offices.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'

/** Cases of an office that is no more would wait for ever: the intake office sees them, and what to do. */
export async function goneOffices({ web, officer }: Visit): Promise<Html | string> {
  const gone = await findGone(web.world, officer)
  if (gone.length === 0) return ''
  return await html`<section class="notice hot" aria-label="单位名单里已经没有的单位">
    ${gone.map(
      ({ office, numbers, more }) =>
        html`<p>
          单位名单里已经没有“${office}”，它手上还有没办完的件：${numbers.map((number) => html`<a href="/desk/cases/${number}">${number}</a> `)}${more ? '等' : ''}。请打开每一件改派给接手的单位；单位只是改了编号的，请系统管理员在单位名单里把编号改回来。
        </p>`,
    )}
  </section>`
}
